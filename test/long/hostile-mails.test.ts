import fc from "fast-check";
import { describe, it } from "vitest";
import { hostileMails, MANGLED, survive } from "../channels/email/hostile-mails.ts";

describe("[EMAIL-51] a hostile mail of a megabyte is read or refused, in bounded time", () => {
  it.each(hostileMails(1_000_000))("%s", async (_name, bytes) => {
    await survive(bytes, 8000);
  });

  it("mangled anywhere, 5,000 times", async () => {
    await fc.assert(
      fc.asyncProperty(MANGLED, async (bytes) => {
        await survive(bytes, 8000);
      }),
      { numRuns: 5000 },
    );
  });
});
