import type { Bag } from "./bag-of-words.ts";
import { Lexicon } from "./lexicon.ts";

/** BM25's usual constants: how fast repetition stops counting, and how much length does. */
const K1 = 1.2;
const B = 0.75;

/** A handful of articles says little about which words are common: they are weighed as if among this many chunks. */
const MIN_COLLECTION = 200;

/** All chunks of an article have the words of its title; what tells them apart are their own. */
const TITLE_COVERS = 0.6;

/** Many places of chunks that are gone are worth an index made anew. */
const LEAST_GONE = 1_000;

/** Where a stem occurs. */
interface Posting {
  /** Of each chunk: its place << 5 | how often, up to 15 << 1 | whether it is a word of its own. In the order of entry. */
  readonly packed: number[];
  /** In how many chunks of all that are there now, and of those for customers. */
  all: number;
  open: number;
}

const MOST_COUNT = 15;
const OPEN = 1;
const INTERNAL = 2;

/** How many chunks there are, and how long they are together. */
interface Size {
  chunks: number;
  length: number;
}

/** Receives what a term adds to the chunk at a place. `covers`: 1 with the chunk's own words, less with the title's. */
export type Visit = (place: number, covers: number, bm25: number) => void;

/**
 * An inverted index, from a stem to the chunks that have it. Chunks come and go one by one; each keeps its place while it
 * is there. Who may see only what is for customers gets counts, corrections and chunks as if nothing else were there.
 */
export class WordIndex {
  readonly #postings = new Map<string, Posting>();
  readonly #bags: (Bag | null)[] = [];
  readonly #places = new Map<Bag, number>();
  #kinds = new Uint8Array(1_024);
  #lengths = new Float32Array(1_024);
  readonly #lexicon = new Lexicon();
  readonly #all: Size = { chunks: 0, length: 0 };
  readonly #open: Size = { chunks: 0, length: 0 };
  readonly #languages = new Map<string, { all: number; open: number }>();

  /** One more than the highest place. */
  get places(): number {
    return this.#bags.length;
  }

  placeOf(bag: Bag): number | null {
    return this.#places.get(bag) ?? null;
  }

  bagAt(place: number): Bag | null {
    return this.#bags[place] ?? null;
  }

  /** Whether a chunk is at this place that may be seen. */
  isAt(place: number, openOnly: boolean): boolean {
    return ((this.#kinds[place] ?? 0) & (openOnly ? OPEN : OPEN | INTERNAL)) !== 0;
  }

  /** How many chunks may be seen. */
  count(openOnly: boolean): number {
    return this.#size(openOnly).chunks;
  }

  /** The languages of the chunks that may be seen, the most frequent first. */
  languages(openOnly: boolean): readonly string[] {
    const counts = [...this.#languages].map(([language, { all, open }]) => [language, openOnly ? open : all] as const);
    const there = counts.filter(([, count]) => count > 0).sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
    return there.map(([language]) => language);
  }

  /** @returns its place */
  add(bag: Bag): number {
    const place = this.#bags.length;
    const isOpen = bag.chunk.article.audience === "public";
    this.#bags.push(bag);
    this.#places.set(bag, place);
    this.#makeRoom();
    this.#kinds[place] = isOpen ? OPEN : INTERNAL;
    this.#lengths[place] = bag.length;
    for (const [at, stem] of bag.stems.entries()) {
      const posting = this.#postings.get(stem) ?? this.#enter(stem);
      const count = Math.min(bag.counts[at] ?? 0, MOST_COUNT);
      posting.packed.push((place << 5) | (count << 1) | (bag.own[at] === true ? 1 : 0));
    }
    this.#tally(bag, isOpen, 1);
    return place;
  }

  remove(bag: Bag): void {
    const place = this.#places.get(bag);
    if (place === undefined) return;
    this.#places.delete(bag);
    this.#bags[place] = null;
    this.#kinds[place] = 0;
    this.#tally(bag, bag.chunk.article.audience === "public", -1);
  }

  /** Most places are of chunks that are gone: an index made anew of those that are there is smaller and faster. */
  get isWorn(): boolean {
    return this.#bags.length - this.#places.size >= Math.max(LEAST_GONE, this.#places.size);
  }

  has(stem: string, openOnly: boolean): boolean {
    return this.#having(stem, openOnly) > 0;
  }

  /** How telling a stem is: high where few chunks have it, highest where none has. Robertson and Sparck Jones, kept above zero. */
  idf(stem: string, openOnly: boolean): number {
    const having = this.#having(stem, openOnly);
    const all = Math.max(this.count(openOnly), MIN_COLLECTION);
    return Math.log(1 + (all - having + 0.5) / (having + 0.5));
  }

  /** The share of the chunks that have a stem. */
  share(stem: string, openOnly: boolean): number {
    return this.#having(stem, openOnly) / Math.max(this.count(openOnly), 1);
  }

  /** Every chunk that has the stem and may be seen. */
  each(stem: string, openOnly: boolean, visit: Visit): void {
    const posting = this.#postings.get(stem);
    if (posting === undefined) return;
    const { chunks, length } = this.#size(openOnly);
    const average = length / Math.max(chunks, 1);
    const idf = this.idf(stem, openOnly);
    const visible = openOnly ? OPEN : OPEN | INTERNAL;
    const [kinds, lengths] = [this.#kinds, this.#lengths];
    for (const entry of posting.packed) {
      const place = entry >>> 5;
      if (((kinds[place] ?? 0) & visible) === 0) continue;
      const count = (entry >>> 1) & MOST_COUNT;
      const weight = 1 - B + (B * (lengths[place] ?? 0)) / average;
      visit(place, (entry & 1) === 1 ? 1 : TITLE_COVERS, (idf * count * (K1 + 1)) / (count + K1 * weight));
    }
  }

  /** Whether some chunk has the word as it is written. */
  knows(word: string, openOnly: boolean): boolean {
    return this.#lexicon.has(word, openOnly);
  }

  /** The word that a misspelt one was probably meant to be, or null. */
  correct(word: string, openOnly: boolean): string | null {
    return this.#lexicon.correct(word, openOnly);
  }

  #having(stem: string, openOnly: boolean): number {
    const posting = this.#postings.get(stem);
    return posting === undefined ? 0 : openOnly ? posting.open : posting.all;
  }

  #size(openOnly: boolean): Size {
    return openOnly ? this.#open : this.#all;
  }

  #enter(stem: string): Posting {
    const posting = { packed: [], all: 0, open: 0 };
    this.#postings.set(stem, posting);
    return posting;
  }

  #makeRoom(): void {
    if (this.#bags.length <= this.#kinds.length) return;
    const [kinds, lengths] = [new Uint8Array(this.#kinds.length * 2), new Float32Array(this.#kinds.length * 2)];
    kinds.set(this.#kinds);
    lengths.set(this.#lengths);
    this.#kinds = kinds;
    this.#lengths = lengths;
  }

  #tally(bag: Bag, isOpen: boolean, by: 1 | -1): void {
    for (const stem of bag.stems) {
      const posting = this.#postings.get(stem);
      if (posting === undefined) continue;
      posting.all += by;
      if (isOpen) posting.open += by;
    }
    for (const size of isOpen ? [this.#all, this.#open] : [this.#all]) {
      size.chunks += by;
      size.length += by * bag.length;
    }
    this.#lexicon.count(bag.words, isOpen, by);
    const { all, open } = this.#languages.get(bag.language) ?? { all: 0, open: 0 };
    this.#languages.set(bag.language, { all: all + by, open: open + (isOpen ? by : 0) });
  }
}
