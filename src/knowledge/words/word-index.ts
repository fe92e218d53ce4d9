import type { Chunk } from "../chunks/chunk-article.ts";
import type { AnswerKind } from "./answer-kinds.ts";
import type { Bag } from "./bag-of-words.ts";
import { createNearestWord } from "./nearest-word.ts";

/** BM25's usual constants: how fast repetition stops counting, and how much length does. */
const K1 = 1.2;
const B = 0.75;

/** A handful of articles says little about which words are common: they are weighed as if among this many chunks. */
const MIN_COLLECTION = 200;

/** All chunks of an article have the words of its title; what tells them apart are their own. */
const TITLE_COVERS = 0.6;

/** Where a stem occurs. */
interface Posting {
  /** Positions in the index's `chunks`, ascending. */
  readonly chunks: readonly number[];
  /** What this stem adds to the BM25 score of each of them. */
  readonly scores: readonly number[];
  /** How well each of them covers the stem: 1 with its own words, less with those of the article's title and tags. */
  readonly covers: readonly number[];
  /** Where the stem is in the heading, which share of the heading's weight it is; else 0. */
  readonly headed: readonly number[];
  /** How telling the stem is: high where few chunks have it. */
  readonly idf: number;
}

/** An inverted index: from a stem to the chunks that have it. Never changes once it is made. */
export interface WordIndex {
  readonly chunks: readonly Chunk[];
  /** What each of the chunks could answer. */
  readonly answers: readonly ReadonlySet<AnswerKind>[];
  readonly postings: ReadonlyMap<string, Posting>;
  /** How telling a stem is that no chunk has. */
  readonly unknownIdf: number;
  /** The stem of the word that a misspelt one was probably meant to be, or null. */
  readonly correct: (word: string) => string | null;
}

export function createWordIndex(bags: readonly Bag[]): WordIndex {
  const averageLength = bags.reduce((sum, { length }) => sum + length, 0) / Math.max(bags.length, 1);
  const occurrences = occurrencesIn(bags);
  const idfOfStem = (stem: string): number => idfOf(occurrences.get(stem)?.chunks.length ?? 0, bags.length);
  const headings = bags.map(({ heading }) => [...heading].reduce((sum, stem) => sum + idfOfStem(stem), 0));
  const postings = new Map<string, Posting>();
  for (const [stem, { chunks, counts }] of occurrences) {
    const idf = idfOfStem(stem);
    const scores = chunks.map((chunk, at) => {
      const count = counts[at] ?? 0;
      const length = (bags[chunk]?.length ?? 0) / averageLength;
      return (idf * count * (K1 + 1)) / (count + K1 * (1 - B + B * length));
    });
    const covers = chunks.map((chunk) => (bags[chunk]?.own.has(stem) ? 1 : TITLE_COVERS));
    const headed = chunks.map((chunk) => (bags[chunk]?.heading.has(stem) ? idf / (headings[chunk] ?? idf) : 0));
    postings.set(stem, { chunks, scores, covers, headed, idf });
  }
  const chunks = bags.map(({ chunk }) => chunk);
  const answers = bags.map((bag) => bag.answers);
  return { chunks, answers, postings, unknownIdf: idfOf(0, bags.length), correct: createCorrect(bags, postings) };
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
