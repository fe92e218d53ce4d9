import { describe, expect, it } from "vitest";
import { sizeOf } from "../../channels/sms/segments.ts";
import { segmentWords, sizeWords } from "../../src/desk/page/state/size-words.ts";

const shown = (...texts: readonly string[]) =>
  sizeWords({ parts: texts.map((text) => ({ text, size: sizeOf(text) })) });

describe("what an operator reads of a text's price", () => {
  it.each([
    ["one segment", ["a"], "1 character · 1 segment"],
    ["two", ["a".repeat(163)], "163 characters · 2 segments"],
    [
      "which character makes it dear",
      [`${"a".repeat(70)}ő`],
      "71 characters · 2 segments · fewer fit into one because of “ő”",
    ],
    [
      "not all of many",
      ["Zażółć gęś"],
      "10 characters · 1 segment · fewer fit into one because of “ż” “ó” “ł” and 3 more",
    ],
    ["several texts", ["a".repeat(1_600), "b"], "2 texts · 1,601 characters · 12 segments"],
    [
      "several, one of them dear",
      ["a".repeat(160), "👍"],
      "2 texts · 162 characters · 2 segments · fewer fit into one because of “👍”",
    ],
    ["nothing", [], "There is nothing to be seen in this: nothing would be sent."],
  ])("is %s [SMSR-7]", (_name, texts, words) => expect(shown(...texts)).toBe(words));

  it("says what a segment holds to those who want to know [SMSR-7]", () => {
    const holds = (text: string) => segmentWords({ parts: [{ text, size: sizeOf(text) }] });
    expect(holds("a")).toBe(
      "Texts are paid for by the segment. One holds 160 characters, or 153 where there are several (GSM-7).",
    );
    expect(holds("ő")).toMatch(/70 characters, or 67 .* \(UCS-2\)\.$/);
  });

  it("is nothing where length makes no price [SMSR-7]", () => {
    expect(sizeWords({ parts: [{ text: "Hello", size: null }] })).toBeNull();
  });
});
