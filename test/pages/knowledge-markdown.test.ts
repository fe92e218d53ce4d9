import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Block, type Inline, toMarkdownTree } from "../../src/desk/page/state/knowledge/markdown-tree.ts";
import { cpuMs } from "../harness/cpu-ms.ts";

/** Short for reading: tags for elements, their text as it is. */
function show(inlines: readonly Inline[]): string {
  return inlines
    .map((inline) => {
      if ("text" in inline) return inline.kind === "code" ? `<code:${inline.text}>` : inline.text;
      if (inline.kind === "break") return "<break>";
      const href = inline.kind === "link" ? ` ${inline.href}` : "";
      return `<${inline.kind}${href}:${show(inline.children)}>`;
    })
    .join("");
}

function showBlock(block: Block): string {
  switch (block.kind) {
    case "code":
      return `[code ${block.text}]`;
    case "rule":
      return "[rule]";
    case "quote":
      return `[quote ${showBlocks(block.blocks)}]`;
    case "list":
      return `[list ${block.start ?? "-"} ${block.items.map(showBlocks).join(" | ")}]`;
    case "table":
      return `[table ${[block.head, ...block.rows].map((row) => row.map(show).join(",")).join(" | ")}]`;
    case "heading":
      return `[heading ${block.depth} ${show(block.children)}]`;
    case "paragraph":
      return `[${show(block.children)}]`;
  }
}

const showBlocks = (blocks: readonly Block[]): string => blocks.map(showBlock).join(" ");

describe("an article's Markdown", () => {
  it.each<[string, string, string]>([
    ["paragraphs and headings", "## A\nOne\ntwo\n\nThree", "[heading 2 A] [One\ntwo] [Three]"],
    ["strong, emphasis, code", "**a** *b* `c` ~~d~~", "[<strong:a> <emphasis:b> <code:c> <deleted:d>]"],
    ["lists in lists", "- a\n  1. b\n  2. c", "[list - [a] [list 1 [b] | [c]]]"],
    ["tasks", "- [x] done\n- [ ] open", "[list - [☑] [done] | [☐] [open]]"],
    ["quotes", "> a\n> - b", "[quote [a] [list - [b]]]"],
    ["code", "```js\na < b\n```", "[code a < b]"],
    ["a table", "|a|b|\n|-|-|\n|**1**|2|", "[table a,b | <strong:1>,2]"],
    ["a rule", "a\n\n---\n\nb", "[a] [rule] [b]"],
    ["entities", "a &amp; b &lt;c&gt; &#8364; &unknown;", "[a & b <c> € &unknown;]"],
    ["escapes", "\\*a\\* 1\\.", "[*a* 1.]"],
    ["a line break", "a<br>b  \nc", "[a<break>b<break>c]"],
    ["notes of the author", "a <!-- b --> c\n\n<!-- d -->\n\ne", "[a  c] [e]"],
    ["nothing", " \n", ""],
  ])("shows %s [KPG-8]", (_name, text, expected) => {
    expect(showBlocks(toMarkdownTree(text))).toBe(expected);
  });

  it.each<[string, string, string]>([
    ["the web", "[a](https://b.example/c?d=e)", "[<link https://b.example/c?d=e:a>]"],
    ["a mailbox", "[a](mailto:b@c.example)", "[<link mailto:b@c.example:a>]"],
    ["another article", "[a](../billing/refund%20policy.md#when)", "[<link #/knowledge/articles/refund%20policy:a>]"],
    ["a reference", "[a][b]\n\n[b]: https://c.example", "[<link https://c.example:a>]"],
    ["a picture", "![a](https://b.example/c.png)", "[<link https://b.example/c.png:[Picture: a]>]"],
    ["a script", "[a](javascript:alert(1))", "[a]"],
    ["a script in disguise", "[a](JaVa&#115;cript:alert(1)) [b](\tjavascript:x)", "[a b]"],
    ["a script that ends like an article", "[a](javascript:alert(1)//b.md)", "[a]"],
    ["data", "[a](data:text/html;base64,PHM+)", "[a]"],
    ["a path of this server", "[a](/api/session)", "[a]"],
    ["a picture of data", "![a](data:image/svg+xml,x)", "[[Picture: a]]"],
  ])("links to %s as it may [KPG-8]", (_name, text, expected) => {
    expect(showBlocks(toMarkdownTree(text))).toBe(expected);
  });

  it.each([
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "a <b onclick=x>b</b>",
    "<style>*{display:none}</style>",
  ])("shows HTML as text: %s [KPG-8]", (html) => {
    expect(showBlocks(toMarkdownTree(html))).toBe(`[${html}]`);
  });

  it("has no link but those that it may have, whatever is written [KPG-8]", () => {
    const pieces = [
      "[a](",
      ")",
      "javascript:",
      "data:",
      "https://x.example",
      "mailto:",
      "<",
      ">",
      "![",
      "]",
      "\n",
      "*",
      "`",
    ];
    const text = fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string())).map((parts) => parts.join(""));
    fc.assert(
      fc.property(text, (markdown) => {
        for (const href of hrefsIn(toMarkdownTree(markdown)))
          expect(href).toMatch(/^(?:https?:|mailto:|#\/knowledge\/)/i);
      }),
    );
  });

  it.each<[string, string]>([
    ["marks without end", "*a_".repeat(30_000)],
    ["tables without end", "|\n|-|\n".repeat(20_000)],
    ["an address without end", `${"a.".repeat(60_000)}@`],
    ["quotes in quotes", ">".repeat(100_000)],
    ["lists in lists", Array.from({ length: 600 }, (_, depth) => `${"  ".repeat(depth)}- x`).join("\n")],
    ["brackets", "![[".repeat(30_000)],
  ])("does not hold up whoever opens it: %s [KPG-8]", (_name, text) => {
    const began = cpuMs();
    toMarkdownTree(text);
    expect(cpuMs() - began).toBeLessThan(6_000);
  });
});

function hrefsIn(blocks: readonly Block[]): string[] {
  return blocks.flatMap((block) => {
    if (block.kind === "quote") return hrefsIn(block.blocks);
    if (block.kind === "list") return block.items.flatMap(hrefsIn);
    if (block.kind === "table") return [block.head, ...block.rows].flat().flatMap(hrefsOf);
    return "children" in block ? hrefsOf(block.children) : [];
  });
}

function hrefsOf(inlines: readonly Inline[]): string[] {
  return inlines.flatMap((inline) => {
    const below = "children" in inline ? hrefsOf(inline.children) : [];
    return inline.kind === "link" ? [inline.href, ...below] : below;
  });
}
