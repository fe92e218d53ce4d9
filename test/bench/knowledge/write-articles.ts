import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { stringify } from "yaml";
import { z } from "zod";

const DOCUMENTS = join(import.meta.dirname, "../../fixtures/tau2-bench/documents.json");
const SHAPE = z.array(z.strictObject({ id: z.string(), title: z.string(), content: z.string() }));

/** Each under its heading: none is cut in two, and none is put together with its neighbour. */
export const CHUNKS_PER_ARTICLE = 10;
const LEAST_WORDS = 40;
const MOST_WORDS = 140;
const FILES_AT_ONCE = 200;

/**
 * Writes so many articles below `folder`, of so many chunks each: sentences of a bank's 698 documents in another order, so that
 * words are as frequent and as rare as they are there. The same count makes the same articles. Every tenth is internal.
 */
export async function writeArticles(folder: string, count: number, chunks = CHUNKS_PER_ARTICLE): Promise<void> {
  const parts = partsOf(await readDocuments());
  const pick = createPicker(count);
  await mkdir(join(folder, "articles"), { recursive: true });
  for (let from = 0; from < count; from += FILES_AT_ONCE) {
    const numbers = Array.from({ length: Math.min(FILES_AT_ONCE, count - from) }, (_, at) => from + at);
    const articles = numbers.map((number) => articleOf(number, chunks, parts, pick));
    await Promise.all(articles.map((article, at) => writeFile(articleFile(folder, from + at), article)));
  }
}

/** Writes another one in place of that with this number; `word` stands in its last chunk. */
export async function rewriteArticle(folder: string, number: number, word: string): Promise<void> {
  const parts = partsOf(await readDocuments());
  const article = articleOf(number, CHUNKS_PER_ARTICLE, parts, createPicker(number + 1));
  await writeFile(articleFile(folder, number), `${article}\nIt is called ${word}.\n`);
}

export function articleFile(folder: string, number: number): string {
  return join(folder, "articles", `article-${number}.md`);
}

/** The documents as they are, to be read by the model. */
export async function bankingTexts(): Promise<readonly string[]> {
  return (await readDocuments()).map(({ content }) => content);
}

async function readDocuments(): Promise<z.infer<typeof SHAPE>> {
  return SHAPE.parse(JSON.parse(await readFile(DOCUMENTS, "utf8")));
}

interface Parts {
  readonly titles: readonly string[];
  readonly headings: readonly string[];
  readonly sentences: readonly string[];
}

function partsOf(documents: z.infer<typeof SHAPE>): Parts {
  const lines = documents.flatMap(({ content }) => content.split("\n"));
  const isHeading = (line: string): boolean => /^#+ /.test(line);
  return {
    titles: documents.map(({ title }) => title),
    headings: lines.filter(isHeading).map((line) => line.replace(/^#+ /, "")),
    sentences: lines
      .filter((line) => line.trim() !== "" && !isHeading(line))
      .flatMap((line) => line.split(/(?<=[.!?])\s+/)),
  };
}

function articleOf(number: number, chunks: number, { titles, headings, sentences }: Parts, pick: Picker): string {
  const audience = number % 10 === 9 ? "internal" : "public";
  const sections = Array.from({ length: chunks }, () => {
    const words = LEAST_WORDS + pick.number(MOST_WORDS - LEAST_WORDS);
    return `## ${pick.of(headings)}\n\n${textOf(words, sentences, pick)}`;
  });
  const front = stringify({ title: `${pick.of(titles)} (${number})`, audience });
  return `---\n${front}---\n${sections.join("\n\n")}\n`;
}

function textOf(words: number, sentences: readonly string[], pick: Picker): string {
  const picked: string[] = [];
  for (let left = words; left > 0; ) {
    const sentence = pick.of(sentences);
    picked.push(sentence);
    left -= sentence.split(" ").length;
  }
  return picked.join("\n");
}

interface Picker {
  /** 0 and more, less than `below`. */
  number(below: number): number;
  of(items: readonly string[]): string;
}

/** The same numbers for the same seed: Mulberry32. */
function createPicker(seed: number): Picker {
  let state = seed;
  const number = (below: number): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
  return { number, of: (items) => items[number(items.length)] ?? "" };
}
