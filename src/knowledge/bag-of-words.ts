import type { Chunk } from "./chunk-article.ts";
import { termsOf } from "./words.ts";

/** A word in title, heading or tags counts like this many in the text. */
const TITLE_WEIGHT = 3;

/** A chunk's words without their order. Depends on the chunk alone, so it is made once and kept. */
export interface Bag {
  readonly chunk: Chunk;
  /** How often each stem occurs, title words counted several times. */
  readonly counts: ReadonlyMap<string, number>;
  /** The sum of the counts. */
  readonly length: number;
  /** Each word as written, and its stem. */
  readonly words: ReadonlyMap<string, string>;
}

export function bagOf(chunk: Chunk): Bag {
  const counts = new Map<string, number>();
  const words = new Map<string, string>();
  let length = 0;
  const add = (text: string, weight: number): void => {
    for (const { word, stem, joined } of termsOf(text)) {
      if (!joined) words.set(word, stem);
      counts.set(stem, (counts.get(stem) ?? 0) + weight);
      length += weight;
    }
  };
  const { title, tags } = chunk.article;
  add([title, ...tags, chunk.heading ?? ""].join("\n"), TITLE_WEIGHT);
  add(withoutLinkTargets(chunk.text), 1);
  return { chunk, counts, length, words };
}

/** Where a link leads says what another article is about. */
function withoutLinkTargets(markdown: string): string {
  return markdown.replace(/\]\([^()\s]*\)/g, "]");
}
