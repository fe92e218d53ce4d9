import { describe, expect, it } from "vitest";
import { isReadable } from "../../../src/agent/dress/is-readable.ts";
import { plainText } from "../../../src/agent/dress/plain-text.ts";

describe("an answer", () => {
  it.each([
    "**",
    "****",
    "__",
    "~~",
    "`",
    "```",
    "```js\n```",
    "---",
    "***",
    "#",
    "## ",
    ">",
    "> >",
    "- ",
    "-",
    "* * *",
    "- [ ] ",
    "| | |\n|--|--|",
    "[]()",
    "![]()",
    "![](i.png)",
    "<br>",
    "<p></p>",
    "<div><img src='i.png'></div>",
    "<!-- a -->",
    "<style>a</style>",
    "&nbsp;",
    "&#8203;",
    "&zwnj;",
    "\\\n",
    "**\n\n- \n\n---",
    "\u200B",
    "",
    " \n",
  ])("of markup only has nothing to read in it: %j [VOICE-7]", (text) =>
    expect(isReadable(plainText(text))).toBe(false),
  );

  it.each([
    "OK",
    "**1**",
    "?",
    "…",
    "👍",
    "`**`x",
    "はい",
    "https://acme.example",
    "<https://acme.example>",
    "a*",
    "%",
  ])("has: %j [VOICE-7]", (text) => expect(isReadable(plainText(text))).toBe(true));
});
