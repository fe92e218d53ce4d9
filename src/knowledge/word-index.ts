import type { Bag } from "./bag-of-words.ts";
import type { Chunk } from "./chunk-article.ts";
import { createNearestWord } from "./nearest-word.ts";

/** BM25's usual constants: how fast repetition stops counting, and how much length does. */
const K1 = 1.2;
const B = 0.75;

/** A handful of articles says little about which words are common: they are weighed as if among this many chunks. */
const MIN_COLLECTION = 200;

/** Where a stem occurs. */
interface Posting {
  /** Positions in the index's `chunks`, ascending. */
  readonly chunks: readonly number[];
  /** What this stem adds to the BM25 score of each of them. */
  readonly scores: readonly number[];
  /** How telling the stem is: high where few chunks have it. */
  readonly idf: number;
}

/** An inverted index: from a stem to the chunks that have it. Never changes once it is made. */
export interface WordIndex {
  readonly chunks: readonly Chunk[];
  readonly postings: ReadonlyMap<string, Posting>;
  /** How telling a stem is that no chunk has. */
  readonly unknownIdf: number;
  /** The stem of the word that a misspelt one was probably meant to be, or null. */
  readonly correct: (word: string) => string | null;
}

export function createWordIndex(bags: readonly Bag[]): WordIndex {
  const averageLength = bags.reduce((sum, { length }) => sum + length, 0) / Math.max(bags.length, 1);
  const postings = new Map<string, Posting>();
  for (const [stem, { chunks, counts }] of occurrencesIn(bags)) {
    const idf = idfOf(chunks.length, bags.length);
    const scores = chunks.map((chunk, at) => {
      const count = counts[at] ?? 0;
      const length = (bags[chunk]?.length ?? 0) / averageLength;
      return (idf * count * (K1 + 1)) / (count + K1 * (1 - B + B * length));
    });
    postings.set(stem, { chunks, scores, idf });
  }
  const chunks = bags.map(({ chunk }) => chunk);
  return { chunks, postings, unknownIdf: idfOf(0, bags.length), correct: createCorrect(bags, postings) };
}

/** By stem, the chunks that have it and how often each does. */
function occurrencesIn(bags: readonly Bag[]): ReadonlyMap<string, { chunks: number[]; counts: number[] }> {
  const occurrences = new Map<string, { chunks: number[]; counts: number[] }>();
  for (const [chunk, bag] of bags.entries()) {
    for (const [stem, count] of bag.counts) {
      const occurrence = occurrences.get(stem) ?? { chunks: [], counts: [] };
      occurrence.chunks.push(chunk);
      occurrence.counts.push(count);
      occurrences.set(stem, occurrence);
    }
  }
  return occurrences;
}

/** Robertson and Sparck Jones, kept above zero as Lucene does. */
function idfOf(having: number, chunks: number): number {
  const all = Math.max(chunks, MIN_COLLECTION);
  return Math.log(1 + (all - having + 0.5) / (having + 0.5));
}

function createCorrect(bags: readonly Bag[], postings: ReadonlyMap<string, Posting>): WordIndex["correct"] {
  const stems = new Map(bags.flatMap(({ words }) => [...words]));
  const frequency = (word: string): number => postings.get(stems.get(word) ?? "")?.chunks.length ?? 0;
  const words = [...stems.keys()].map((word) => ({ word, seen: frequency(word) }));
  // Frequent first, then by the alphabet, so that the same articles correct the same way.
  words.sort((a, b) => b.seen - a.seen || (a.word < b.word ? -1 : 1));
  const nearest = createNearestWord(words.map(({ word }) => word));
  return (word) => stems.get(nearest(word) ?? "") ?? null;
}
