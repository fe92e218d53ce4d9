import { describe, expect, it } from "vitest";
import { questionOf } from "../../../src/knowledge/search/question.ts";
import { WordIndex } from "../../../src/knowledge/words/word-index.ts";
import { cpuMs } from "../../harness/cpu-ms.ts";
import { article, bagsOf, customer, indexOf, vectorsFor } from "./stage.ts";

const ARTICLES = [
  article("refunds", "Refunds", "Ask for a refund of your invoice within thirty days. Passwords are never refunded."),
  article("keys", "Keys", "An integration needs a key of the account."),
  article("secret", "Goodwill", "Goodwill is for operators.", { audience: "internal" }),
];

function wordsOf(articles = ARTICLES): WordIndex {
  const words = new WordIndex();
  for (const bags of bagsOf(articles).values()) for (const bag of bags) words.add(bag);
  return words;
}

const WORDS = wordsOf();
const pieces = (asked: string, before: readonly string[] = []) => questionOf(asked, before, WORDS, true).pieces;

describe("a question for a model", () => {
  it.each([
    ["mends a slip", "my invoce is gone", "my invoice is gone"],
    ["mends shouted slips", "WHERE IS MY REFUDN", "WHERE IS MY refund"],
    ["mends several", "refudn of an invocie", "refund of an invoice"],
    ["keeps what is spelled right", "my invoice is gone", "my invoice is gone"],
    ["keeps another form of a known word", "refunding invoices", "refunding invoices"],
    ["keeps names, which begin with a capital", "I am Refundo Keyes", "I am Refundo Keyes"],
    ["keeps what is like no known word", "my giraffe sings", "my giraffe sings"],
    ["keeps short words, which have too many neighbours", "my kay", "my kay"],
    ["keeps little words", "which invoice", "which invoice"],
    ["keeps shortened words that it understands", "my passwd", "my passwd"],
    ["keeps the words of internal articles from customers", "goodwlil", "goodwlil"],
    ["keeps a language that no article is in", "ich möchte bitte meine invoce und die kosten", null],
  ])("%s [SRCH-7]", (_name, asked, expected) => {
    expect(pieces(asked)).toEqual([expected ?? asked]);
  });

  it("mends for operators what internal articles have [SRCH-7, SRCH-5]", () => {
    expect(questionOf("goodwlil", [], WORDS, false).pieces).toEqual(["goodwill"]);
  });

  it("is well-formed, its letters one with their accents [SRCH-9]", () => {
    const [piece = ""] = pieces("caf\u0065\u0301 \uD83D");
    expect(piece).toBe("caf\u00E9 \uFFFD");
  });

  it.each([
    ["of a few words is one piece", 150, [150]],
    ["of more words has more, of which a model cuts off none", 151, [150, 1]],
    ["of four pieces has them all", 600, [150, 150, 150, 150]],
    ["of a letter has its beginning and its end", 1_000, [150, 150, 150, 100]],
  ])("%s [SRCH-9]", (_name, count, expected) => {
    const letter = Array.from({ length: count }, (_, at) => `w${at}`).join(" ");
    const found = pieces(letter);
    expect(found.map((piece) => piece.split(" ").length)).toEqual(expected);
    expect(found[0]).toMatch(/^w0 /);
    expect(found.at(-1)).toMatch(new RegExp(`w${count - 1}$`));
  });

  it.each([
    ["words", "word ".repeat(200_000)],
    ["slips", "invoce refudn ".repeat(70_000)],
    ["ever new words", Array.from({ length: 120_000 }, (_, at) => `invoi${at.toString(26)}`).join(" ")],
    ["one word", "a".repeat(1_000_000)],
    ["blanks", " ".repeat(1_000_000)],
    ["marks", `e${"\u0301".repeat(1_000_000)}`],
    ["halves of characters", "\uD83D".repeat(1_000_000)],
  ])("takes under 100 ms for 1 MB of %s, before it included [SRCH-9]", (_name, asked) => {
    const start = cpuMs();
    const { text } = questionOf(asked, [asked, asked, "short?"], WORDS, true);
    questionOf("and that?", [asked, asked], WORDS, true);
    expect(cpuMs() - start).toBeLessThan(100);
    expect(text.length).toBeLessThan(100_000);
  });
});

describe("what was asked before", () => {
  const BEFORE = ["what of my invoice?", "hello", "my account?"];

  it("belongs to a short question, the last two of it, and what was asked comes last for the model [SRCH-8]", () => {
    const { text, pieces: found } = questionOf("and the key?", BEFORE, WORDS, true);
    expect(found).toEqual(["hello\nmy account?\nand the key?"]);
    expect(text).toBe("and the key?\nhello\nmy account?");
  });

  it.each([
    ["ten words are short", "one two three four five six seven eight nine ten", true],
    ["eleven are not", "one two three four five six seven eight nine ten eleven", false],
    ["blanks around are no words", "\n  one two three four five six seven eight nine ten  \n", true],
  ])("%s [SRCH-8]", (_name, asked, isShort) => {
    expect(questionOf(asked, BEFORE, WORDS, true).text.includes("account")).toBe(isShort);
  });

  it("is its beginning and its end where it is a letter [SRCH-8]", () => {
    const letter = Array.from({ length: 1_000 }, (_, at) => `w${at}`).join(" ");
    const [piece = "", ...others] = pieces("and a refund?", [letter, letter]);
    expect(others).toEqual([]);
    expect(piece.split("\n").map((text) => text.split(" ").length)).toEqual([40, 40, 3]);
    expect(piece).toMatch(/^w0 w1 .* w998 w999\n/);
  });

  it("never crowds out what is asked now, about something else [SRCH-8]", async () => {
    const index = indexOf(ARTICLES);
    const vectors = await vectorsFor(index);
    const story = ["zebras elephants leopards antelopes giraffes hippos lions tigers cheetahs gazelles"];
    for (const found of [
      index.searchByWords("and a refund?", customer(1, story)),
      await index.search("and a refund?", customer(1, story), vectors),
    ]) {
      expect(found.map(({ slug, why }) => [slug, why.words])).toEqual([["refunds", ["refund"]]]);
    }
    expect(index.searchByWords("and rhinos?", customer(1, story))).toEqual([]);
  });

  it("finds what a follow-up goes on from, and has no say in a long question [SRCH-8]", async () => {
    const index = indexOf(ARTICLES);
    const vectors = await vectorsFor(index);
    const follow = async (asked: string) =>
      (await index.search(asked, customer(1, ["an integration key"]), vectors)).map(({ slug }) => slug);
    expect(await follow("how so?")).toEqual(["keys"]);
    expect(await follow("please tell me how I may ask for a refund of an invoice, within thirty days?")).toEqual([
      "refunds",
    ]);
    expect(index.searchByWords("how so?", customer(1, ["an integration key"]))[0]?.slug).toBe("keys");
  });
});
