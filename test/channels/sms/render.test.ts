import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { septetsOf } from "../../../channels/sms/gsm-7.ts";
import { MAX_BODY_LENGTH, render } from "../../../channels/sms/render.ts";
import { sizeOf } from "../../../channels/sms/segments.ts";
import { address } from "../../../src/contract/index.ts";

const US = address("+15550100000");
const THEM = address("+15550199999");

function texts(text: string): string[] {
  const parts = render({ text, author: "operator", from: US, to: THEM, files: [] });
  return parts.map((part) => part.text);
}

describe("what leaves as texts", () => {
  it.each([
    [
      "an operator's words as they are typed",
      "Hi <b>Dana</b>,\n\n**2** of 3 _done_.",
      "Hi <b>Dana</b>,\n\n**2** of 3 _done_.",
    ],
    ["with plain characters where they make it cheaper", "It’s “ready”…", 'It\'s "ready"...'],
    ["with his own where nothing does", "It’s “ready”… 👍", "It’s “ready”… 👍"],
    ["without what a phone does not show", "\uFEFFone\ttwo\0\r\nthree ", "one two\nthree"],
  ])("is %s [SMSR-3]", (_name, text, sent) => expect(texts(text)).toEqual([sent]));

  it.each(["**", "---", "<b>", "a < b", "Array<string>", "x &lt; y &rsquo;", "[a](https://acme.example)"])(
    "is what an operator typed, marks and all: %j [VOICE-7]",
    (text) => expect(texts(text)).toEqual([text]),
  );

  it.each(["", " \n", "\u200B", "\u200B \u00AD\uFEFF", "\0", "\u2800"])("is nothing for %j [SMSR-3]", (text) => {
    expect(texts(text)).toEqual([]);
  });

  it("is one text up to 1,600 characters, and numbered beyond [SMSR-4]", () => {
    expect(texts("a".repeat(MAX_BODY_LENGTH))).toHaveLength(1);
    expect(texts("👍".repeat(MAX_BODY_LENGTH / 2))).toHaveLength(1);
    expect(texts(`${"word ".repeat(320)}end`).map((part) => part.slice(0, 6))).toEqual(["(1/2) ", "(2/2) "]);
  });

  it("is made plain part by part: one picture makes one part dear, not all [SMSR-2]", () => {
    const parts = texts(`${"“One” more word. ".repeat(150)}👍`);
    expect(parts.map((part) => septetsOf(part) !== null)).toEqual([true, false]);
    expect(parts[0]).toMatch(/^\(1\/2\) "One" more word\. /);
    expect(parts[1]).toContain("“One”");
  });

  it("keeps to the limit when plain characters are more [SMSR-2]", () => {
    const parts = texts("wait… ".repeat(260));
    expect(parts).toHaveLength(2);
    expect(parts.every((part) => part.length <= MAX_BODY_LENGTH && septetsOf(part) !== null)).toBe(true);
    expect(parts.join("").match(/wait\.\.\./g)).toHaveLength(260);
    const some = texts(`${"wait… ".repeat(300)}👍`);
    expect(some.every((part) => part.length <= MAX_BODY_LENGTH)).toBe(true);
    expect(some.join("").match(/wait(?:\.\.\.|…)/g)).toHaveLength(300);
  });

  it("has a part for nothing that is not seen [SMSR-3]", () => {
    const parts = texts(`👍${"\u200B".repeat(4_000)}`);
    expect(parts).toHaveLength(1);
    expect(texts(`👍 ${"\u200D".repeat(4_000)} é`).every((part) => /👍|é/.test(part))).toBe(true);
  });

  it("costs no more than what was typed, whatever it is [SMSR-2]", () => {
    expect(texts("…".repeat(70))).toEqual(["…".repeat(70)]);
    const unit = fc.constantFrom(...Array.from("abc 1……½½.“”’…—–½`•\u00A0\u200B→é€{👍ő\n"));
    fc.assert(
      fc.property(fc.string({ unit, minLength: 1, maxLength: 400 }), (text) => {
        const parts = texts(text);
        if (text.trim().length > MAX_BODY_LENGTH) return;
        const typed = sizeOf(text.trim());
        const segments = parts.reduce((sum, part) => sum + sizeOf(part).segments, 0);
        expect(segments).toBeLessThanOrEqual(typed.segments);
      }),
      { numRuns: 60 },
    );
  });
});
