import { describe, expect, it } from "vitest";
import { pointTo, shorten } from "../../../src/agent/dress/shorten.ts";

const sentence = (length: number, last = "."): string =>
  `${"So it goes on and on "
    .repeat(40)
    .slice(0, length - 1)
    .trimEnd()}${last}`;
const [A, B, C] = [sentence(150), sentence(120), sentence(140)];
const STEPS =
  "To reset it:\n1. Open Settings.\n2. Press Reset.\n3. Wait for the mail that we send you, and open the link in it.";

describe("a text that is too long when it was asked for again", () => {
  it.each([
    ["fits", A, A],
    ["is cut behind the last sentence that fits", `${A} ${B} ${C}`, `${A} ${B}`],
    [
      "is not cut inside an address",
      `${A} ${"x".repeat(140)} https://acme.example/a.html?b=1.5 and more. ${C}`,
      `${A}`,
    ],
    ["is not cut behind an abbreviation", `${A} ${"y".repeat(130)} e.g. ${C}`, A],
    ["is not cut behind the number of a step", `${A}\n\n${"z".repeat(20)}\n1. ${C} ${C}`, `${A}\n\n${"z".repeat(20)}`],
    ["keeps all steps or none", `${A} ${sentence(80)}\n${STEPS}`, `${A} ${sentence(80)}`],
    ["stays whole when its steps are the answer", `${STEPS} ${"w".repeat(300)}`, `${STEPS} ${"w".repeat(300)}`],
    ["stays whole when what fits is no answer", `Sorry! ${"v".repeat(400)}.`, `Sorry! ${"v".repeat(400)}.`],
    ["keeps a closing quote", `${sentence(200, '."')} ${C}`, sentence(200, '."')],
    ["is cut where Japanese has no space", `${"あ".repeat(200)}。${"い".repeat(200)}。`, `${"あ".repeat(200)}。`],
    [
      "keeps a closing bracket of Chinese",
      `「${"你".repeat(150)}！」${"好".repeat(200)}。`,
      `「${"你".repeat(150)}！」`,
    ],
  ])("%s [VOICE-3]", (_what, text, expected) => {
    expect(shorten(text, 320)).toBe(expected);
  });
});

describe("where a text is that cannot be cut", () => {
  const ARTICLE = { title: "Reset it", url: "https://acme.example/help/reset" };
  const LINK = "Reset it: https://acme.example/help/reset";
  it.each([
    ["the sentences before its steps, and the article", `${A} ${STEPS}`, `${A}\n${LINK}`],
    ["the article alone, when the steps come first", `${STEPS}\n${A}`, LINK],
    ["the article alone, when the first sentence is too long", `${sentence(300)}\n${STEPS}`, LINK],
  ])("is %s [VOICE-6]", (_what, text, expected) => {
    expect(pointTo(text, ARTICLE, 320)).toBe(expected);
  });
});
