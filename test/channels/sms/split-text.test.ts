import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitText } from "../../../channels/sms/split-text.ts";
import { cpuMs } from "../../harness/cpu-ms.ts";

const graphemes = new Intl.Segmenter("und", { granularity: "grapheme" });
const unnumbered = (parts: readonly string[]): string[] =>
  parts.length === 1 ? [...parts] : parts.map((part) => part.replace(/^\(\d+\/\d+\) /, ""));
const bare = (text: string): string => text.replaceAll(/\s/gu, "");

describe("a text that is too long for one", () => {
  it.each([
    ["a short text stays whole", "Hello there.", 20, ["Hello there."]],
    ["empty text has no part [OUT-7]", " \n\t ", 20, []],
    ["cut between words [OUT-7]", "one two three four five six", 22, ["(1/2) one two three", "(2/2) four five six"]],
    ["rather between sentences", "One two three. Four five six", 25, ["(1/2) One two three.", "(2/2) Four five six"]],
    ["rather between lines", "A b c d. E\nF g h. I j k l m", 25, ["(1/2) A b c d. E", "(2/2) F g h. I j k l m"]],
    ["rather between paragraphs", "A b. C d.\n\nE f. G h.\nI j", 21, ["(1/2) A b. C d.", "(2/2) E f. G h.\nI j"]],
    ["not behind an abbreviation", "Bring it to Dr. No or to me", 25, ["(1/2) Bring it to Dr. No", "(2/2) or to me"]],
    [
      "nor behind the number of a step",
      "Do as I say: 1. Open it now",
      25,
      ["(1/2) Do as I say: 1.", "(2/2) Open it now"],
    ],
    [
      "a figure stays with its unit",
      "It is 10\u00A0000\u00A0€ now and",
      18,
      ["(1/3) It is", "(2/3) 10\u00A0000\u00A0€ now", "(3/3) and"],
    ],
    [
      "an address stays whole",
      "See https://a.example/abcdefg now and then again",
      38,
      ["(1/2) See https://a.example/abcdefg", "(2/2) now and then again"],
    ],
    [
      "also when it has a part of its own then",
      "See https://a.example/abcdefg now",
      31,
      ["(1/3) See", "(2/3) https://a.example/abcdefg", "(3/3) now"],
    ],
    ["also without a blank before it", "((((((((http://a.example", 22, ["(1/2) ((((((((", "(2/2) http://a.example"]],
    [
      "also when it has words in it",
      "请看请看请看请看请看http://a.b/客户服务部门非常非常好",
      31,
      ["(1/2) 请看请看请看请看请看", "(2/2) http://a.b/客户服务部门非常非常好"],
    ],
    [
      "Chinese between sentences",
      "你好。我是助手。请问什么事情呢我问",
      15,
      ["(1/2) 你好。我是助手。", "(2/2) 请问什么事情呢我问"],
    ],
    [
      "Chinese between words",
      "我们的客户服务部门非常非常好",
      12,
      ["(1/3) 我们的客户", "(2/3) 服务部门非常", "(3/3) 非常好"],
    ],
    ["Thai between words", "สวัสดีครับยินดีต้อนรับ", 18, ["(1/2) สวัสดีครับ", "(2/2) ยินดีต้อนรับ"]],
  ])("%s [SMSR-4]", (_name, text, max, parts) => {
    expect(splitText(text, max)).toEqual(parts);
  });

  it("cuts a word that is too long between characters as people see them [SMSR-4]", () => {
    const family = "👨‍👩‍👧‍👦";
    const parts = unnumbered(splitText(family.repeat(4), 22));
    expect(parts.join("")).toBe(family.repeat(4));
    for (const part of parts) expect(part.length % family.length).toBe(0);
  });

  it("cuts one that is too long itself between code points [SMSR-4]", () => {
    for (const text of [`a${"\u{1E023}".repeat(40)}`, `ab${"\u{1E023}".repeat(40)}`]) {
      const parts = unnumbered(splitText(text, 26));
      expect(parts.join("")).toBe(text);
      for (const part of parts) expect(part.isWellFormed()).toBe(true);
    }
  });

  it("leaves a blank under the mark that it bears [SMSR-4]", () => {
    expect(splitText(`${"a".repeat(14)} \u0301${"b".repeat(8)}`, 20)).toEqual([
      `(1/2) ${"a".repeat(14)}`,
      `(2/2)  \u0301${"b".repeat(8)}`,
    ]);
  });

  it.each([10, 99, 100, 150, 1_000])("numbers %i parts [SMSR-5]", (count) => {
    const parts = splitText("abcdefgh ".repeat(count), 20);
    expect(parts.length).toBe(count);
    expect(parts.map((part) => part.replace(/ .*/, ""))).toEqual(parts.map((_, index) => `(${index + 1}/${count})`));
    for (const part of parts) expect(part.length).toBeLessThanOrEqual(20);
  });

  const url = fc.webUrl({ withQueryParameters: true }).filter((one) => one.length < 45 && /\w$/.test(one));
  const word = fc.oneof(
    { weight: 6, arbitrary: fc.string({ minLength: 1, maxLength: 12, unit: fc.constantFrom(...Array.from("abcé")) }) },
    { weight: 2, arbitrary: fc.string({ minLength: 1, maxLength: 40, unit: "grapheme" }) },
    {
      weight: 1,
      arbitrary: fc.constantFrom("👩‍🚀", "🇮🇹🇮🇹", "e\u0301", "。我们的客户", "Dr.", "1.", "one.", "(two!)", "\u200B"),
    },
    { weight: 2, arbitrary: url },
  );
  const blank = fc.constantFrom(" ", " ", " ", "\n", "\n\n", "  ");
  const text = fc
    .array(fc.tuple(word, blank), { maxLength: 80 })
    .map((pairs) => pairs.map((pair) => pair.join("")).join(""));

  it("has everything in it in order, in parts within the limit, without an address or a character cut [SMSR-4]", () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 60, max: 300 }), (whole, max) => {
        const parts = splitText(whole, max);
        const pieces = unnumbered(parts);
        for (const part of parts) expect(part.length).toBeLessThanOrEqual(max);
        expect(bare(pieces.join("")).replaceAll("\u200B", "")).toBe(bare(whole).replaceAll("\u200B", ""));
        for (const piece of pieces) expect(/\S/.test(piece)).toBe(true);
        const before = [0];
        for (const piece of pieces) {
          const at = whole.indexOf(piece, before.at(-1));
          expect(at).toBeGreaterThanOrEqual(before.at(-1)!);
          before.push(at + piece.length);
        }
        for (const [address] of whole.matchAll(/https?:\/\/\S+/g))
          if (/^[\x21-\x7e]+$/.test(address)) expect(pieces.some((piece) => piece.includes(address))).toBe(true);
        const edges = new Set(
          [...graphemes.segment(whole)].flatMap(({ index, segment }) => [index, index + segment.length]),
        );
        for (const at of before.slice(1)) expect(edges.has(at)).toBe(true);
        for (const part of parts) expect(splitText(part, max)).toEqual([part]);
      }),
      { numRuns: 300 },
    );
  });

  it("fills its parts: none could have taken the next one's first word [SMSR-4]", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ minLength: 1, maxLength: 9, unit: fc.constantFrom("a", "b") })), (words) => {
        const pieces = unnumbered(splitText(words.join(" "), 40));
        const room = 40 - "(9/9) ".length - (pieces.length > 9 ? 2 : 0);
        for (const [index, piece] of pieces.slice(0, -1).entries())
          expect(`${piece} ${pieces[index + 1]!.split(" ")[0]}`.length).toBeGreaterThan(room);
      }),
    );
  });

  it("is changed part by part, and cut again where that makes it longer [SMSR-4]", () => {
    const dots = (part: string): string => part.replaceAll("…", "...");
    const parts = splitText("…… ".repeat(30), 46, dots);
    expect(bare(unnumbered(parts).join(""))).toBe("......".repeat(30));
    for (const part of parts) expect(part.length).toBeLessThanOrEqual(46);
  });

  it.each([
    ["blanks", " "],
    ["one word", "a"],
    ["one character with marks", "\u0301"],
    ["full stops", "。"],
    ["lines", "\n \n"],
    ["Chinese", "我们的客户服务部门"],
    ["Thai", "สวัสดีครับ"],
    ["families", "👨‍👩‍👧‍👦"],
    ["addresses", "http://a "],
    ["one address", "http://a.example/"],
    ["brackets", "https://)))"],
  ])("takes a moment for a million of %s [SMSR-6]", (_name, unit) => {
    const whole = `x${unit.repeat(Math.floor(1_000_000 / unit.length))}y`;
    const began = cpuMs();
    const parts = splitText(whole, 1600);
    expect(cpuMs() - began).toBeLessThan(3_000);
    expect(bare(unnumbered(parts).join(""))).toBe(bare(whole));
  });
});
