import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chunkArticle, MAX_CHUNK_WORDS } from "../../../src/knowledge/chunks/chunk-article.ts";
import { countWords } from "../../../src/knowledge/chunks/count-words.ts";
import { toBlocks } from "../../../src/knowledge/chunks/markdown-blocks.ts";
import { cpuMs } from "../../harness/cpu-ms.ts";
import { article } from "../search/stage.ts";

const words = (count: number, word = "word"): string => Array.from({ length: count }, () => word).join(" ");

/** Lines of Markdown, and what breaks it. */
const line = fc.oneof(
  fc.constantFrom(
    "",
    "",
    "## Head",
    "### Deeper head",
    "# Title",
    "- item",
    "1. step",
    "   more of it",
    "```sh",
    "~~~",
    "```",
  ),
  fc.constantFrom(
    "| a | b |",
    "| --- | --- |",
    "a | b",
    "Sentence one. Sentence two!",
    "#",
    "## Use C#",
    "> said",
    "---",
    "===",
  ),
  fc.integer({ min: 1, max: 250 }).map((count) => words(count)),
  fc.integer({ min: 1, max: 250 }).map((count) => words(count, "row | ")),
  fc.integer({ min: 1, max: 900 }).map((count) => "返".repeat(count)),
  fc.integer({ min: 1, max: 6_000 }).map((count) => "k".repeat(count)),
  fc.string({ unit: "binary", maxLength: 40 }),
);
const body = fc.array(line, { maxLength: 25 }).map((lines) => lines.join("\n").toWellFormed());

/** Under headings without end a chunk still has room for so many words. */
const LEAST_TEXT = 60;

/** Letters and digits alone: fences, heads of tables and blanks are added where a text is cut. */
const bare = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, "");

describe("the chunks of any article", () => {
  it("have 180 words at most, with title and headings [SRCH-13]", () => {
    fc.assert(
      fc.property(body, (text) => {
        for (const { heading, text: chunk } of chunkArticle(article("a", "Title", text))) {
          const above = countWords(`Title ${heading ?? ""}`);
          expect(above + countWords(chunk)).toBeLessThanOrEqual(Math.max(MAX_CHUNK_WORDS, above + LEAST_TEXT));
        }
      }),
      { numRuns: 500 },
    );
  });

  it("have every word of it, in order [SRCH-13]", () => {
    fc.assert(
      fc.property(body, (text) => {
        const chunks = chunkArticle(article("a", "Title", text));
        const kept = bare(chunks.map((chunk) => chunk.text).join(" "));
        const above = bare(chunks.map(({ heading }) => heading ?? "").join(" "));
        for (const block of toBlocks(text)) {
          if (block.kind === "heading") expect(`${kept} ${above} Title`).toContain(bare(block.text));
          else
            for (const word of block.text.split(/\s+/)) if (bare(word).length < 60) expect(kept).toContain(bare(word));
        }
      }),
      { numRuns: 500 },
    );
  });

  it("break no table, no code and no list that fits, nor repeat or lose one [SRCH-13]", () => {
    const rows = fc
      .integer({ min: 1, max: 20 })
      .map((count) => `| a | b |\n| - | - |\n${"| one | two |\n".repeat(count)}`);
    const code = fc.integer({ min: 1, max: 20 }).map((count) => `\`\`\`sh\n${"run it now\n".repeat(count)}\`\`\``);
    const list = fc.integer({ min: 1, max: 20 }).map((count) => "- one item\n".repeat(count));
    const prose = fc.integer({ min: 1, max: 150 }).map((count) => words(count));
    fc.assert(
      fc.property(fc.array(fc.oneof(rows, code, list, prose), { minLength: 1, maxLength: 8 }), (parts) => {
        // A heading between them, or two lists would be one.
        const text = parts.map((part, at) => (at % 3 === 2 ? `## Head\n\n${part}` : `${part}\n\nAnd:`)).join("\n\n");
        const chunks = chunkArticle(article("a", "Title", text)).map((chunk) => chunk.text);
        for (const block of toBlocks(text).filter(({ kind }) => kind !== "heading")) {
          if (countWords(block.text) > MAX_CHUNK_WORDS - 2) continue;
          expect(chunks.some((chunk) => chunk.includes(block.text))).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("stay readable under headings of more words than a chunk has [SRCH-13]", () => {
    const [chunk] = chunkArticle(article("a", "Title", `## ${words(300)}\n\n${words(100)}`));
    expect(countWords(chunk?.text ?? "")).toBe(LEAST_TEXT);
  });
});

describe("a text without blanks", () => {
  it.each([
    ["Japanese, cut between sentences", "返金は三十日以内にお願いします。".repeat(40), /。$/],
    ["Japanese without an end", "返".repeat(2_000), /返$/],
    ["a key", "k".repeat(20_000), /k$/],
  ])("is cut where a model cuts off: %s [SRCH-13]", (_name, text, end) => {
    const chunks = chunkArticle(article("a", "Title", text)).map((chunk) => chunk.text);
    expect(chunks.length).toBeGreaterThan(1);
    expect(chunks.join("")).toBe(text);
    for (const chunk of chunks) expect(chunk).toMatch(end);
  });

  it("leaves the lines of a paragraph lines where it is cut [SRCH-13]", () => {
    const [first] = chunkArticle(article("a", "Title", `One.\nTwo.\n${words(178)}.`));
    expect(first?.text).toBe("One.\nTwo.");
  });
});

describe("the time an article takes", () => {
  it.each([
    ["blanks in a heading", `## a${" ".repeat(200_000)}b`],
    ["hashes in a heading", `## ${"#".repeat(200_000)}b`],
    ["blanks under a bar", `a|\n${" ".repeat(200_000)}x`],
    ["dashes under a bar", `a|\n${"-".repeat(200_000)}x`],
    ["bars under a bar", `a|\n${"-|".repeat(100_000)}x`],
    ["blanks after a sentence", `One.${" ".repeat(200_000)}two ${words(200)}`],
    ["blanks after no sentence", `${words(200)}${" ".repeat(200_000)}two`],
    ["blank lines in a list", `- a${"\n".repeat(200_000)}b`],
    ["one word", "a".repeat(200_000)],
    ["Chinese", "返".repeat(100_000)],
    ["headings", "# a\n".repeat(20_000)],
    [
      "deeper and deeper headings",
      Array.from({ length: 6 }, (_, at) => `${"#".repeat(at + 1)} ${words(2_000)}`).join("\n"),
    ],
    ["fences", "```\n".repeat(20_000)],
    ["lines under lines", "---\n".repeat(50_000)],
    ["a long line under a heading", `a\n${"=".repeat(100_000)}b${" ".repeat(100_000)}c`],
    ["markers of lists", "- ".repeat(100_000)],
  ])("does not grow with the square of 200 KB of %s [SRCH-13]", (_name, text) => {
    const start = cpuMs();
    chunkArticle(article("a", "Title", text));
    expect(cpuMs() - start).toBeLessThan(1_000);
  });
});
