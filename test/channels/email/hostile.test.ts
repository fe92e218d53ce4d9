import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hostileMails, MANGLED, survive } from "./hostile-mails.ts";
import { mail } from "./raw-mail.ts";
import { RECORDED } from "./recorded.ts";

const MAX_CPU_MS = 3000;

describe("[EMAIL-51] a hostile mail is read or refused, in bounded time", () => {
  it.each(hostileMails(20_000))("%s", async (_name, bytes) => {
    await survive(bytes, MAX_CPU_MS);
  });

  // Of the size at which it took some ten seconds when its time grew with the square.
  it.each(
    [
      ["a word without end above a torn introduction", 50_000] as const,
      ["boundaries that never come", 500_000] as const,
      ["a report of blanks", 200_000] as const,
      ["failures of forged names", 200_000] as const,
      ["groups in an address", 200_000] as const,
    ].map(([name, size]) => [name, hostileMails(size).find(([known]) => known === name)![1]] as const),
  )("%s, and it is large", async (_name, bytes) => {
    await survive(bytes, MAX_CPU_MS);
  });

  it("torn anywhere", async () => {
    for (const { bytes } of RECORDED) {
      const step = 1 + Math.floor(bytes.length / 8);
      for (let length = 0; length < bytes.length; length += step) await survive(bytes.subarray(0, length), MAX_CPU_MS);
    }
  });

  it("mangled anywhere", async () => {
    await fc.assert(
      fc.asyncProperty(MANGLED, async (bytes) => {
        await survive(bytes, MAX_CPU_MS);
      }),
      { numRuns: 40 },
    );
  });

  it("with lines of its own in a field", async () => {
    const subject = "=?utf-8?Q?a=0D=0ABcc=3A_eve=40x?=";
    const message = await survive(mail({ Subject: subject, From: '"=?utf-8?Q?a=0D=0Ab?=" <a@b.cd>' }), MAX_CPU_MS);
    expect(message).toMatchObject({ subject: "a Bcc: eve@x", from: { name: "a b" } });
  });
});
