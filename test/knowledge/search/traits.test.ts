import { describe, expect, it } from "vitest";
import { kindsIn, kindsWanted } from "../../../src/knowledge/search/answer-kinds.ts";
import { normal, traitsOf } from "../../../src/knowledge/search/traits.ts";
import { article, customer, indexOf } from "./stage.ts";

const traits = (title: string, heading: string | null) => {
  const { heading: asked, name } = traitsOf({
    article: article("a", title, "Text."),
    heading,
    text: "Text.",
    first: true,
  });
  return [asked, name];
};

describe("the traits of a chunk", () => {
  it.each([
    ["the last heading", "T", "Set up > Change the card", [" change the card ", null]],
    ["no heading of two words, which is in many questions", "T", "Set up", [null, null]],
    ["no heading", "T", null, [null, null]],
    ["what the title names", "Gold card: what does it cost?", null, [null, " gold card "]],
    ["the whole title where nothing follows the name", "Gold card", null, [null, " gold card "]],
    ["no name of one word", "Refunds (for Pro)", null, [null, null]],
  ])("are %s [SRCH-4]", (_name, title, heading, expected) => {
    expect(traits(title, heading)).toEqual(expected);
  });

  it("are compared at the borders of words, whatever stands between them [SRCH-4]", () => {
    expect(normal("  Gold-Card,\n*Über*  caf\u0065\u0301 ")).toBe(" gold card über café ");
    expect(normal("a gold cardigan").includes(normal("gold card"))).toBe(false);
  });
});

describe("the kind of an answer", () => {
  it.each([
    ["how much is Pro?", ["money"]],
    ["how much storage do I have?", []],
    ["what does it cost", ["money"]],
    ["how long does it take", ["time"]],
    ["when do you open, and for how much per month", ["money", "time"]],
    ["how do I change my card", ["steps"]],
    ["my card is broken", []],
  ])("is wanted: %s [SRCH-4]", (asked, expected) => {
    expect([...kindsWanted(asked)]).toEqual(expected);
  });

  it.each([
    ["It is $19.", ["money"]],
    ["19 € each", ["money"]],
    ["Within 5 days", ["time"]],
    ["Do this:\n\n1. Open it.", ["steps"]],
    ["Version 1. It is old.", []],
  ])("is in a text: %s [SRCH-4]", (text, expected) => {
    expect([...kindsIn(text)]).toEqual(expected);
  });

  it("puts the passage first that is of the kind, of two that are alike otherwise [SRCH-4]", () => {
    const index = indexOf([
      article("words", "Pro", "The Pro plan suits teams of many."),
      article("price", "Pro", "The Pro plan is $19 for teams."),
    ]);
    const first = (asked: string) => index.searchByWords(asked, customer(2))[0]?.slug;
    expect(first("how much is the pro plan for teams?")).toBe("price");
    expect(first("is the pro plan for teams of many?")).toBe("words");
  });
});
