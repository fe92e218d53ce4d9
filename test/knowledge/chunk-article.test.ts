import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Article } from "../../src/knowledge/article.ts";
import { chunkArticle, MAX_CHUNK_WORDS } from "../../src/knowledge/chunks/chunk-article.ts";
import { countWords } from "../../src/knowledge/chunks/count-words.ts";
import { toBlocks } from "../../src/knowledge/chunks/markdown-blocks.ts";

const article = (body: string): Article => ({
  slug: "a",
  title: "Title",
  audience: "public",
  url: null,
  tags: [],
  language: null,
  body,
  hash: "",
});
const chunksOf = (body: string) => chunkArticle(article(body)).map(({ heading, text }) => [heading, text]);
const words = (count: number, word = "word"): string => Array.from({ length: count }, () => word).join(" ");

describe("toBlocks", () => {
  it.each([
    ["paragraphs", "one\nstill one\n\ntwo", ["paragraph one\nstill one", "paragraph two"]],
    ["headings", "# One #\ntext\n## Two", ["heading One", "paragraph text", "heading Two"]],
    [
      "underlined headings",
      "One\n===\ntext\n\nTwo\n---\n\nmore",
      ["heading One", "paragraph text", "heading Two", "paragraph more"],
    ],
    ["no heading in a line that parts", "one\n\n---\n\ntwo", ["paragraph one", "paragraph ---", "paragraph two"]],
    ["no heading in a list or quote", "- one\n---\n\n> two\n---", ["list - one\n---", "paragraph > two\n---"]],
    ["no heading in code", "```\none\n---\n```", ["code ```\none\n---\n```"]],
    ["no heading without a space", "#429 happens", ["paragraph #429 happens"]],
    [
      "a list with nested items and gaps",
      "- a\n\n  more\n  - b\n- c\n\nend",
      ["list - a\n\n  more\n  - b\n- c", "paragraph end"],
    ],
    ["a numbered list right after its sentence", "Do:\n1. a\n2. b", ["paragraph Do:", "list 1. a\n2. b"]],
    [
      "code in a list",
      "1. Run\n   ```\n   # no heading\n   ```\n2. b",
      ["list 1. Run\n   ```\n   # no heading\n   ```\n2. b"],
    ],
    [
      "code with what looks like other things",
      "```sh\n# no heading\n\n- no list\n```\nend",
      ["code ```sh\n# no heading\n\n- no list\n```", "paragraph end"],
    ],
    ["longer fences around shorter ones", "````\n```\n````", ["code ````\n```\n````"]],
    ["code that never ends", "```\na\n\n# b", ["code ```\na\n\n# b"]],
    ["a table", "a | b\n--- | ---\n1 | 2\n\nend", ["table a | b\n--- | ---\n1 | 2", "paragraph end"]],
    ["no table without a rule", "a | b\nc | d", ["paragraph a | b\nc | d"]],
  ])("sees %s", (_name, markdown, expected) => {
    expect(toBlocks(markdown).map(({ kind, text }) => `${kind} ${text}`)).toEqual(expected);
  });
});

describe("chunkArticle", () => {
  it("makes a chunk of every heading and keeps the path to it", () => {
    expect(chunksOf("Intro.\n\n## Set up\n\nFirst.\n\n### On a phone\n\nSecond.\n\n## Later\n\nThird.")).toEqual([
      [null, "Intro."],
      ["Set up", "First."],
      ["Set up > On a phone", "Second."],
      ["Later", "Third."],
    ]);
  });

  it("makes none of a heading without text, and does not repeat the title", () => {
    expect(chunksOf("# Title\n\n## Empty\n\n### Full\n\nText.")).toEqual([["Empty > Full", "Text."]]);
  });

  it("keeps a list with the sentence that announces it, and a table whole", () => {
    const body = "Do this:\n\n1. a\n2. b\n\n| a | b |\n| --- | --- |\n| 1 | 2 |";
    expect(chunksOf(body)).toEqual([[null, body]]);
  });

  it("begins another chunk rather than break a list that fits in one", () => {
    const list = `- ${words(50)}\n- ${words(50)}`;
    expect(chunksOf(`${words(120)}\n\n${list}`)).toEqual([
      [null, words(120)],
      [null, list],
    ]);
  });
});

describe("a heading", () => {
  it.each([
    ["closed by hashes", "## Set up ##", "Set up"],
    ["that ends in a hash of its own", "## Use it from C#", "Use it from C#"],
    ["of hashes", "## ##", ""],
    ["with a tab", "##\tSet up", "Set up"],
  ])("%s is read without its marks [SRCH-13]", (_name, markdown, expected) => {
    expect(toBlocks(markdown).map(({ text }) => text)).toEqual([expected]);
  });

  it("that nothing follows is what there is to say [SRCH-13]", () => {
    expect(chunksOf("## Refunds\n\n### Within 30 days: yes\n\n### Later: no\n\n## Fees\n\nNone.")).toEqual([
      ["Refunds", "Within 30 days: yes"],
      ["Refunds", "Later: no"],
      ["Fees", "None."],
    ]);
    expect(chunksOf("# Title\n\n## Only this")).toEqual([[null, "Only this"]]);
  });
});

describe("a text that is too long", () => {
  it.each([
    ["a list between its items", `- ${words(100)}\n- ${words(100)}`, [`- ${words(100)}`, `- ${words(100)}`]],
    ["a paragraph between its sentences", `${words(100)}. ${words(100)}.`, [`${words(100)}.`, `${words(100)}.`]],
    [
      "a table between its rows, with its head again",
      `| a | b |\n| - | - |\n${words(100)}\n${words(100)}`,
      [`| a | b |\n| - | - |\n${words(100)}`, `| a | b |\n| - | - |\n${words(100)}`],
    ],
    [
      "code between its lines, fenced again",
      `\`\`\`sh\n${words(100)}\n${words(100)}\n\`\`\``,
      [`\`\`\`sh\n${words(100)}\n\`\`\``, `\`\`\`sh\n${words(100)}\n\`\`\``],
    ],
    ["a sentence without end between its words", words(200), [words(179), words(21)]],
  ])("breaks %s when it is too long", (_name, body, expected) => {
    expect(chunksOf(body).map(([, text]) => text)).toEqual(expected);
  });

  it("never goes over the limit and never loses a word, whatever the text", () => {
    const piece = fc.constantFrom("word ", "word. ", "\n", "\n\n", "- ", "1. ", "| ", "  ", "`x` ", words(90));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const body = pieces.join("");
        const chunks = chunkArticle(article(body));
        for (const { text } of chunks) expect(countWords(text) + 1).toBeLessThanOrEqual(MAX_CHUNK_WORDS);
        const kept = chunks.map(({ text }) => text).join(" ");
        expect(kept.match(/\S+/g)).toEqual(body.match(/\S+/g));
      }),
    );
  });
});
