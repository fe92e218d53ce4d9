import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fold } from "../../../channels/sms/fold.ts";
import { septetsOf } from "../../../channels/sms/gsm-7.ts";
import { cpuMs } from "../../harness/cpu-ms.ts";

describe("typographic characters", () => {
  it.each([
    ["quotes and apostrophes", "It’s “Pro”, ‘basic’ or „klein“ ‚so‘", "It's \"Pro\", 'basic' or \"klein\" 'so'"],
    ["guillemets", "«Oui», ‹non›", '"Oui", <non>'],
    ["dashes and hyphens", "3–5 days – non‑refundable − or – both", "3-5 days - non-refundable - or - both"],
    ["a dash between words", "Wait—then press Save", "Wait - then press Save"],
    ["a dash between figures", "9—17", "9-17"],
    ["an ellipsis", "One moment…", "One moment..."],
    ["blanks of any width, one for one", "10\u00A0000\u202F€\u2009a\u3000year", "10 000 € a year"],
    ["what nobody sees", "in\u200Bvis\u00ADible\uFEFF \u200Emark\u2060s", "invisible marks"],
    ["primes", "6′ 2″", "6' 2\""],
    ["bullets and arrows", "• Settings → Billing", "- Settings -> Billing"],
    ["fractions, also behind a figure", "½ or 2½", "1/2 or 2 1/2"],
    ["ligatures and wide letters", "oﬃce ＡＢＣ１２", "office ABC12"],
    ["letters in two pieces", "cafe\u0301, an\u0303o", "café, año"],
    ["code", "Type `reset`", "Type 'reset'"],
  ])("become plain: %s [SMSR-2]", (_name, text, folded) => {
    expect(fold(text)).toBe(folded);
    expect(septetsOf(folded) !== null).toBe(true);
  });

  it.each([
    ["with a letter that GSM-7 lacks", "“Zażółć”… – naprawdę"],
    ["with a picture", "It’s done… 👍"],
    ["in another script", "“料金”は…"],
    ["with an accent that no letter takes", "“x\u0302”"],
    ["with so many ellipses that it would be longer than it is dear", "…".repeat(70)],
    ["with figures that would be others", "“10²”"],
  ])("stay where folding makes nothing cheaper: %s [SMSR-2]", (_name, text) => {
    expect(fold(text)).toBe(text);
  });

  it.each([
    ["stays, and so does the text", "“See” https://acme.example/a–b", "“See” https://acme.example/a–b"],
    ["is not what stands around it", "“https://acme.example/a?b=1”…", '"https://acme.example/a?b=1"...'],
  ])("in an address: it %s [SMSR-2]", (_name, text, folded) => {
    expect(fold(text)).toBe(folded);
  });

  it("are folded once, and never to nothing that GSM-7 lacks [SMSR-2]", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...Array.from("ab 1.“”’…—–½`•\u00A0\u200B→é€çő👍\u0301/")) }),
        (text) => {
          const folded = fold(text);
          expect(fold(folded)).toBe(folded);
          expect(folded === text || septetsOf(folded) !== null).toBe(true);
          if (septetsOf(text) !== null) expect(folded).toBe(text);
        },
      ),
    );
  });

  it("take a moment in a text of any length [SMSR-2]", () => {
    const began = cpuMs();
    for (const unit of ["“a” ", "https://a…", "www.", "a\u0301", "🙂", ")", "https://a.example/(((", "aaaaaaaaaa"])
      fold(`–${unit.repeat(100_000)}`);
    fold(`https://${")".repeat(500_000)}–`);
    expect(cpuMs() - began).toBeLessThan(5_000);
  });
});
