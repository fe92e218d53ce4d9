import { afterAll, describe, expect, it } from "vitest";
import { type ApartLimits, createInterpretApart } from "../../../channels/email/interpret-apart.ts";
import { PayloadError } from "../../../src/contract/index.ts";
import { mail, multipart, READING, row, say } from "./raw-mail.ts";
import { RECORDED } from "./recorded.ts";

const LIMITS: ApartLimits = {
  baseMs: 30_000,
  msPerMegabyte: 1_000,
  heapMegabytes: 48,
  program: new URL("./hostile-program.ts", import.meta.url),
};

const apart = createInterpretApart(READING, LIMITS);
const impatient = createInterpretApart(READING, { ...LIMITS, baseMs: 2_500 });
afterAll(() => Promise.all([apart.stop(), impatient.stop()]));

describe("[EMAIL-52] a mail that is read apart", () => {
  it("says the same, its files included", async () => {
    const files = multipart("mixed", [
      "Content-Type: text/plain\n\nHello",
      "Content-Type: image/png; name=a.png\n\nsmall",
      `Content-Type: image/png; name=b.png\n\n${"large".repeat(20_000)}`,
    ]);
    for (const bytes of [...RECORDED.map((recorded) => recorded.bytes), files]) {
      const here = await say(bytes).catch((error: unknown) => error);
      const there = await apart.interpret(row(bytes)).catch((error: unknown) => error);
      expect(there).toEqual(structuredClone(here));
      expect(there instanceof PayloadError).toBe(here instanceof PayloadError);
    }
  });

  it("leaves its row alone", async () => {
    const raw = row(mail());
    await apart.interpret(raw);
    expect(raw.body).toEqual(mail());
  });

  it.each([
    ["takes for ever", impatient, "please hang", "took too long"],
    ["takes all the memory", apart, "please swell", "could not be read"],
    ["ends its process", apart, "please leave", "could not be read"],
  ])("is refused when it %s, and the others are read", async (_how, reader, body, why) => {
    const refused = reader.interpret(row(mail({}, body))).catch((error: unknown) => error);
    const next = reader.interpret(row(mail({ Subject: "Next" })));
    const error = await refused;
    expect(error).toBeInstanceOf(PayloadError);
    expect(String(error)).toContain(why);
    expect((await next).messages[0]!.subject).toBe("Next");
  });

  it("is read although the channel is being stopped", async () => {
    const other = createInterpretApart(READING);
    const reading = other.interpret(row(mail({ Subject: "Last" })));
    await other.stop();
    expect((await reading).messages[0]!.subject).toBe("Last");
  });
});
