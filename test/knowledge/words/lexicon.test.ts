import { describe, expect, it } from "vitest";
import { Lexicon } from "../../../src/knowledge/words/lexicon.ts";
import { isOneSlip } from "../../../src/knowledge/words/slip.ts";

describe("lexicon", () => {
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

  const lexicon = new Lexicon();
  for (const word of [
    "refund",
    "invoice",
    "refuse",
    "card",
    "rapid",
    "account",
    "amount",
    "amount",
    "rarely",
    "barely",
  ])
    lexicon.count(new Set([word]), true, 1);
  lexicon.count(new Set(["secret"]), false, 1);
  const nearest = (word: string, openOnly = true): string | null => lexicon.correct(word, openOnly);

  it.each([
    ["finds the word one slip away", "refudn", "refund"],
    ["finds a word that is longer", "invoce", "invoice"],
    ["takes a letter too many, of which another word has none", "refunse", "refuse"],
    ["leaves short words alone", "care", null],
    ["wants the first letter right", "tefund", null],
    ["knows no word inside another", "apid", null],
    ["has nothing for a word far from all", "giraffe", null],
  ])("%s", (_name, word, expected) => {
    expect(nearest(word)).toBe(expected);
  });

  it("takes a letter written once for the likelier slip than another letter, however frequent that word is", () => {
    expect(nearest("acount")).toBe("account");
  });

  it("knows what only internal articles have for those who may see them", () => {
    expect(nearest("secrte")).toBe(null);
    expect(nearest("secrte", false)).toBe("secret");
  });

  it("forgets a word with the last chunk that has it", () => {
    lexicon.count(new Set(["rapid"]), true, -1);
    expect(nearest("rappid")).toBe(null);
    lexicon.count(new Set(["rapid"]), true, 1);
    expect(nearest("rappid")).toBe("rapid");
  });
});
