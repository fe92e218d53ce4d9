import { describe, expect, it } from "vitest";
import { htmlToKeep } from "../../src/privacy/mask-html.ts";
import { partsOfCard, withoutParts } from "../../src/privacy/split-card.ts";
import { cpuMs } from "../harness/cpu-ms.ts";

/** The texts as they are stored. */
function kept(texts: readonly string[]): string[] {
  const parts = partsOfCard(texts);
  return texts.map((text, index) => {
    const part = parts.find((one) => one.index === index);
    return part ? text.replace(part.secret, part.marker) : text;
  });
}

const PART = "[part of a card number]";

describe("a card that is spread over texts", () => {
  it.each<[string, string[], string[]]>([
    ["two halves", ["4111 1111", "1111 1111"], [PART, "[card number ending 1111]"]],
    [
      "with words around them",
      ["my card is 4242-4242-", "and then 4242 4242, thanks"],
      [`my card is ${PART}-`, "and then [card number ending 4242], thanks"],
    ],
    ["a quarter each", ["5555", "5555", "5555", "4444"], [PART, PART, PART, "[card number ending 4444]"]],
    ["three and one", ["555555555555", "4444"], [PART, "[card number ending 4444]"]],
    ["American Express", ["3782 822463", "10005"], [PART, "[card number ending 0005]"]],
    [
      "after something else",
      ["I have 2 questions", "4111 1111", "1111 1111"],
      ["I have 2 questions", PART, "[card number ending 1111]"],
    ],
  ])("%s [PRIV-5]", (_name, texts, expected) => {
    expect(kept(texts)).toEqual(expected);
  });

  it.each<[string, string[]]>([
    ["one text", ["4111 1111"]],
    ["a wrong check digit", ["4111 1111", "1111 1112"]],
    ["an order number and another", ["order 41111111", "and 11111111"]],
    ["a phone number", ["4111 1111", "call me at 1111 1111"]],
    ["an amount", ["4111 1111", "$1111 1111"]],
    ["parts that end within a group", ["4111 11", "11 1111 1111"]],
    ["words between", ["4111 1111", "never mind", "1111 1111"]],
    ["too much said in between", ["4111 1111", `${"by the way ".repeat(10)} 1111 1111`]],
    ["no digits", ["hello", "again"]],
  ])("is not what is %s [PRIV-5]", (_name, texts) => {
    expect(partsOfCard(texts)).toEqual([]);
  });
});

describe("the HTML of a mail", () => {
  it.each([
    "<p>4111 1111 1111 1111</p>",
    "<p>4111<b> 1111</b> <i>1111</i> 1111</p>",
    "<td>4111</td><td>1111</td><td>1111</td><td>1111</td>",
    "<p>4111&nbsp;1111&#160;1111&#xa0;1111</p>",
    "<p>4&#49;11 1111 1111 1111</p>",
    "<p>4111&shy;1111&#8203;1111&zwnj;1111</p>",
    "<p>Password: <b>hunter2</b></p>",
    '<img alt="4111 1111 1111 1111">',
  ])("is dropped when something in it must be masked: %s [PRIV-1]", (html) => {
    expect(htmlToKeep(html)).toBeNull();
  });

  it.each([
    "<p>Hello, where is <b>my order 4111</b>?</p>",
    '<p style="margin:0 0 12px"><a href="https://acme.example/reset">Reset your password</a></p>',
    "<table><tr><td>1</td><td>49.00</td></tr></table>",
  ])("stays else: %s [PRIV-2]", (html) => {
    expect(htmlToKeep(html)).toBe(html);
  });

  it("is looked through in time that grows with its length alone [PRIV-3]", () => {
    const began = cpuMs();
    for (const part of ["<", "<a ", "&#", "4&nbsp;", "<b>1</b>"]) htmlToKeep(part.repeat(200_000 / part.length));
    expect(cpuMs() - began).toBeLessThan(5_000);
  });
});

it.each<[string, string[], string, string]>([
  ["quoted in an answer", ["4111 1111", "1111 1111"], "> 4111 1111\n1111 1111", `> ${PART}\n[card number ending 1111]`],
  [
    "with parts that are the same",
    ["4111", "1111", "1111", "1111"],
    "4111, 1111",
    `${PART}, [card number ending 1111]`,
  ],
  ["within other numbers", ["4111", "1111", "1111", "1111"], "order 20411177, a4111", "order 20411177, a4111"],
])("parts are taken out of other texts: %s [PRIV-5]", (_name, texts, other, expected) => {
  expect(withoutParts(other, partsOfCard(texts))).toBe(expected);
});
