import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Block,
  type Inline,
  isSafe,
  parseLinks,
  parseMarkdown,
} from "../../channels/widget/page/parse-markdown.ts";
import { cpuMs } from "../harness/cpu-ms.ts";

/** Short for reading: tags for elements, their text as it is. */
function show(inlines: readonly Inline[]): string {
  return inlines
    .map((inline) => {
      if (inline.kind === "text") return inline.text;
      if (inline.kind === "code") return `<code:${inline.text}>`;
      const href = inline.kind === "link" ? ` ${inline.href}` : "";
      return `<${inline.kind}${href}:${show(inline.children)}>`;
    })
    .join("");
}

function showBlock(block: Block): string {
  if (block.kind === "code") return `[code ${block.text}]`;
  if (block.kind === "list") return `[list ${block.start ?? "-"} ${block.items.map(show).join(" | ")}]`;
  return `[${block.kind} ${show(block.children)}]`;
}

describe("blocks", () => {
  it.each<[string, string, string]>([
    ["paragraphs", "One\ntwo\n\nThree", "[paragraph One\ntwo] [paragraph Three]"],
    ["a heading", "## Title ##\nText", "[heading Title] [paragraph Text]"],
    ["a heading with marks behind a word", "# C#\n# C# #\n# #", "[heading C] [heading C#] [heading #]"],
    ["a heading with blanks at its end", "# Title \t", "[heading Title]"],
    ["marks without a heading", "#\n#  ", "[paragraph #\n#]"],
    ["a list behind a line", "See:\n- one\n- two", "[paragraph See:] [list - one | two]"],
    ["a list with numbers", "3. three\n4. four", "[list 3 three | four]"],
    ["a list with blank lines", "1. one\n\n2. two\n\nEnd", "[list 1 one | two] [paragraph End]"],
    ["an item of several lines", "- one\n  more\n- two", "[list - one\nmore | two]"],
    ["an inner list, flat", "- one\n  - two", "[list - one | two]"],
    ["a quote", "> so\n> it is", "[quote so\nit is]"],
    ["code", "```ts\na **b**\n\n- c\n```\nafter", "[code a **b**\n\n- c] [paragraph after]"],
    ["code that is not finished", "```\na", "[code a]"],
    ["lines of Windows", "One\r\n\r\nTwo", "[paragraph One] [paragraph Two]"],
    ["a number that is no item", "2026 was good\n1.5 too", "[paragraph 2026 was good\n1.5 too]"],
    ["nothing", " \n\n", ""],
  ])("%s [CHAT-5]", (_name, text, expected) => {
    expect(parseMarkdown(text).map(showBlock).join(" ")).toBe(expected);
  });
});

describe("running text", () => {
  it.each<[string, string, string]>([
    ["strong and emphasis", "**a** *b* __c__ _d_", "<strong:a> <emphasis:b> <strong:c> <emphasis:d>"],
    ["one in the other", "**a _b_**", "<strong:a <emphasis:b>>"],
    ["what is not finished", "**a and `b", "**a and `b"],
    ["names with underscores", "snake_case_name", "snake_case_name"],
    ["sums", "2 * 3 * 4", "2 * 3 * 4"],
    ["code", "`**a**`", "<code:**a**>"],
    ["what is escaped", "\\*a\\* 1\\. \\`", "*a* 1. `"],
    ["a link", "[here](https://a.example/b?c=d)", "<link https://a.example/b?c=d:here>"],
    ["a mailbox", "[us](mailto:us@a.example)", "<link mailto:us@a.example:us>"],
    ["an address", "See https://a.example/b_c_d.", "See <link https://a.example/b_c_d:https://a.example/b_c_d>."],
    ["an address in brackets", "(https://a.example)", "(<link https://a.example:https://a.example>)"],
    ["a strong address", "**https://a.example**", "<strong:<link https://a.example:https://a.example>>"],
    ["a script", "[x](javascript:alert(1))", "[x](javascript:alert(1))"],
    ["a script in disguise", "[x](JaVaScRiPt:alert)", "[x](JaVaScRiPt:alert)"],
    ["data", "[x](data:text/html,hi)", "[x](data:text/html,hi)"],
    ["a path", "[x](/admin)", "[x](/admin)"],
    ["HTML", "<img src=x onerror=alert(1)>", "<img src=x onerror=alert(1)>"],
    ["an entity", "&lt;b&gt;", "&lt;b&gt;"],
  ])("%s [CHAT-5]", (_name, text, expected) => {
    const [block] = parseMarkdown(text);
    expect(block && "children" in block ? show(block.children) : block).toBe(expected);
  });

  it("of humans is text as it is, with links [CHAT-5]", () => {
    expect(show(parseLinks("**a** _b_ https://a.example, and javascript:b"))).toBe(
      "**a** _b_ <link https://a.example:https://a.example>, and javascript:b",
    );
  });
});

const LETTERS = fc.constantFrom(
  ..."ab *_`[]()#>-1.\n\\!:/~".split(""),
  "https://a.example",
  "javascript:",
  "**",
  "```",
);
const TEXT = fc.array(LETTERS, { maxLength: 60 }).map((parts) => parts.join(""));

describe("whatever is written", () => {
  const links = (inlines: readonly Inline[]): string[] =>
    inlines.flatMap((inline) =>
      inline.kind === "link" ? [inline.href] : "children" in inline ? links(inline.children) : [],
    );

  it("leads to the web and to mailboxes only [CHAT-5]", () => {
    fc.assert(
      fc.property(TEXT, (text) => {
        const found = parseMarkdown(text).flatMap((block) =>
          block.kind === "list" ? block.items.flatMap(links) : block.kind === "code" ? [] : links(block.children),
        );
        expect(found.filter((href) => !isSafe(href))).toEqual([]);
      }),
    );
  });

  it.each(["**", "*a", "_a ", "[", "[a](", "`", "> ", "- a\n", "\\", "```\n", "https://", "1. "])(
    "takes no longer than it is long: %j many times [CHAT-5]",
    (piece) => {
      const began = cpuMs();
      parseMarkdown(piece.repeat(100_000 / piece.length));
      expect(cpuMs() - began).toBeLessThan(1_000);
    },
  );

  it.each<[string, string]>([
    ["blanks in a heading", `# a${" ".repeat(100_000)}b${" ".repeat(100_000)}c`],
    ["marks in a heading", `# a ${"#".repeat(100_000)} b`],
    ["marks in an address", `https://a.example/${",".repeat(100_000)}b`],
  ])("takes no longer than it is long: a row of %s [CHAT-5]", (_name, text) => {
    const began = cpuMs();
    parseMarkdown(text);
    parseLinks(text);
    expect(cpuMs() - began).toBeLessThan(1_000);
  });
});
