import { describe, expect, it } from "vitest";
import { createNearestWord, isOneSlip } from "../../src/knowledge/words/nearest-word.ts";

describe("nearest word", () => {
  it.each([
    ["a letter too many", "passsword", "password", true],
    ["a letter missing", "pasword", "password", true],
    ["a letter missing at the end", "passwor", "password", true],
    ["a wrong letter", "passwird", "password", true],
    ["two letters swapped", "passwrod", "password", true],
    ["two letters swapped at the end", "invocie", "invoice", true],
    ["two slips", "pasward", "password", false],
    ["letters swapped over a distance", "dasswopr", "password", false],
    ["the same word", "password", "password", false],
  ])("%s", (_name, written, meant, expected) => {
    expect(isOneSlip(written, meant)).toBe(expected);
    expect(isOneSlip(meant, written)).toBe(expected);
  });

  const nearest = createNearestWord(["refund", "invoice", "refuse", "card", "rapid"]);

  it.each([
    ["finds the word one slip away", "refudn", "refund"],
    ["finds a word that is longer", "invoce", "invoice"],
    ["takes the first of several", "refunse", "refuse"],
    ["leaves short words alone", "care", null],
    ["wants the first letter right", "tefund", null],
    ["knows no word inside another", "apid", null],
    ["has nothing for a word far from all", "giraffe", null],
  ])("%s", (_name, word, expected) => {
    expect(nearest(word)).toBe(expected);
  });
});
