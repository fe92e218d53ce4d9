import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitText } from "../../../channels/sms/split-text.ts";

describe("splitText", () => {
  it.each([
    ["leaves a short text alone", "Hello there.", 20, ["Hello there."]],
    ["has no part for empty text [OUT-7]", " \n\t ", 20, []],
    ["cuts between words [OUT-7]", "one two three four five six", 24, ["(1/2) one two three", "(2/2) four five six"]],
    ["rather between sentences", "One two three. Four five six", 27, ["(1/2) One two three.", "(2/2) Four five six"]],
    ["rather between paragraphs", "A b. C d.\n\nE f. G h. I j", 23, ["(1/2) A b. C d.", "(2/2) E f. G h. I j"]],
    [
      "does not cut a URL",
      "See https://a.example/ab now and then again",
      33,
      ["(1/3) See", "(2/3) https://a.example/ab", "(3/3) now and then again"],
    ],
  ])("%s", (_name, text, max, parts) => {
    expect(splitText(text, max)).toEqual(parts);
  });

  it("cuts a word that is too long between graphemes", () => {
    const family = "👨‍👩‍👧‍👦";
    const parts = splitText(family.repeat(4), 22);
    expect(parts.map((part) => part.replace(/^\(\d+\/\d+\) /, "")).join("")).toBe(family.repeat(4));
    for (const part of parts) expect(part.replace(/^\(\d+\/\d+\) /, "").length % family.length).toBe(0);
  });

  it("loses no word and keeps to the limit, whatever the text", () => {
    const words = fc.array(fc.string({ minLength: 1, maxLength: 60, unit: "grapheme" }), { maxLength: 60 });
    fc.assert(
      fc.property(words, fc.integer({ min: 40, max: 200 }), (list, max) => {
        const text = list.join(" ");
        const parts = splitText(text, max);
        for (const part of parts) expect(part.length).toBeLessThanOrEqual(max);
        const said = parts.map((part) => (parts.length > 1 ? part.replace(/^\(\d+\/\d+\) /, "") : part)).join("");
        expect(said.replaceAll(/\s/g, "")).toBe(text.replaceAll(/\s/g, ""));
      }),
    );
  });
});
