import { describe, expect, it } from "vitest";
import { exactTerms } from "../../../src/knowledge/search/exact-terms.ts";
import { article, customer, indexOf } from "./stage.ts";

const stemsOf = (question: string): string[] => exactTerms(question).map(({ stem }) => stem);

describe("exact terms", () => {
  it.each([
    ["an error code in words", "why rate_limited?", ["ratelimit"]],
    ["an error code with a number", "AADSTS50105", ["50105", "aadsts50105"]],
    ["an error number", "error 1042 again", ["1042"]],
    ["an order number", "where is A-1042?", ["1042", "a1042"]],
    ["an order number with a hash", "order #20611", ["20611"]],
    ["an abbreviation", "do you take SEPA?", ["sepa"]],
    ["an abbreviation alone", "SEPA", ["sepa"]],
    ["two of them alone", "SAML SSO?", ["saml", "sso"]],
    ["a norm", "are you ISO27001", ["27001", "iso27001"]],
    ["a norm in two words", "ISO 27001", ["iso", "27001"]],
    ["a version", "is TLS 1.2 on", ["tl", "1.2"]],
    ["a number with commas as one", "more than 10,000 rows", ["10000"]],
    ["a product with capitals inside", "link it to GitHub or my iPhone", ["github", "iphon"]],
    ["full-width letters", "ＳＥＰＡ please", ["sepa"]],
    ["a code with an invisible character", "rate\u200B_limited", ["ratelimit"]],
    ["a term written twice, once", "SEPA or SEPA", ["sepa"]],
  ])("are %s [SRCH-3]", (_name, question, expected) => {
    expect(stemsOf(question)).toEqual(expected);
  });

  it.each([
    ["words", "how do I get my money back"],
    ["single digits", "I have 5 projects and 3 seats"],
    ["names with one capital", "Does Peter work on Monday?"],
    ["capitals in a line that shouts", "WHERE IS MY REFUND YOU THIEVES"],
    ["capitals in a line that shouts after one that does not", "Hi there\nWHERE IS MY REFUND YOU THIEVES"],
    ["grammar in capitals", "I do NOT want IT"],
    ["keys and hashes", "a1".repeat(100)],
    ["silence", ""],
  ])("are not %s [SRCH-3]", (_name, question) => {
    expect(stemsOf(question)).toEqual([]);
  });

  it("are kept in a letter that shouts in one line only [SRCH-3]", () => {
    expect(stemsOf("PLEASE ANSWER MY MAIL NOW\nIt is about SEPA")).toEqual(["sepa"]);
  });

  it("are named as they were asked [SRCH-10]", () => {
    expect(exactTerms("rate_limited, SEPA").map(({ asked }) => asked)).toEqual(["rate_limited", "SEPA"]);
  });

  it("are twenty at most, whatever is pasted [SRCH-9]", () => {
    const log = Array.from({ length: 50_000 }, (_, at) => `E-${at + 100}`).join(" ");
    expect(exactTerms(log).length).toBeLessThanOrEqual(21);
  });
});

describe("a search for an exact term", () => {
  const many = Array.from({ length: 200 }, (_, at) => article(`a${at}`, `Refund of orders ${at}`, "Ask for a refund."));
  const index = indexOf([
    ...many,
    article("codes", "Codes", "Of these, AADSTS50105 says that nobody assigned you."),
    article("pay", "Money", "We take SEPA."),
  ]);

  it.each([
    ["codes", "I asked for a refund of my order and got AADSTS50105"],
    ["pay", "refund of my order by SEPA"],
    ["pay", "refund of my order by sepa or SEPA!!"],
  ])("finds %s behind many that are better otherwise: %s [SRCH-3]", (slug, question) => {
    expect(index.searchByWords(question, customer(4)).map((passage) => passage.slug)).toContain(slug);
  });

  it("takes what many have for a word like others [SRCH-3]", () => {
    const common = indexOf(many.map((one) => ({ ...one, body: `${one.body} Error 4290.` })));
    expect(common.searchByWords("refund 4290", customer(3))[0]?.why.exact).toEqual([]);
  });
});
