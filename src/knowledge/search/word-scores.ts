import type { QueryTerm } from "../words/query-terms.ts";
import type { WordIndex } from "../words/word-index.ts";

/** What a query's words come to for every chunk that has one of them. Good until the next query is scored. */
export interface WordScores {
  /** Places of the chunks that have a word of the query, in no order. */
  readonly touched: readonly number[];
  /** The IDF weight of the query's stems that the chunk has, over that of all its stems: 0 to 1. */
  coverage(place: number): number;
  /** BM25, over that of the best chunk: 0 to 1. */
  bm25(place: number): number;
}

/** A stem that more chunks have than this share brings no new ones, once there are enough: it tells too little. */
const COMMON = 0.1;
const ENOUGH = 200;

/** Scores queries; holds the arrays that it does so in. */
export class WordScorer {
  #covered = new Float32Array(0);
  #bm25 = new Float32Array(0);
  /** What the term that is being counted has given a chunk, and which term that was. */
  #given = new Float32Array(0);
  #term = new Int32Array(0);
  #terms = 0;
  #touched: number[] = [];

  score(index: WordIndex, terms: readonly QueryTerm[], openOnly: boolean): WordScores {
    this.#clear(index.places);
    for (const { weight, ways } of [...terms].sort((a, b) => b.weight - a.weight)) {
      this.#terms += 1;
      for (const { stem, sureness } of ways) {
        const bringsNone = this.#touched.length >= ENOUGH && index.share(stem, openOnly) > COMMON;
        index.each(stem, openOnly, (place, covers, bm25) => {
          if (bringsNone && this.#term[place] === 0) return;
          this.#credit(place, weight * sureness * covers, sureness * bm25);
        });
      }
    }
    const [covered, bm25, touched] = [this.#covered, this.#bm25, this.#touched];
    const all = terms.reduce((sum, { weight }) => sum + weight, 0);
    const best = touched.reduce((most, place) => Math.max(most, bm25[place] ?? 0), 0);
    return {
      touched,
      coverage: (place) => Math.min(1, (covered[place] ?? 0) / (all || 1)),
      bm25: (place) => (bm25[place] ?? 0) / (best || 1),
    };
  }

  /** Of a term that may stand in several ways, each chunk is credited with the best it has. */
  #credit(place: number, worth: number, bm25: number): void {
    if (this.#term[place] === 0) this.#touched.push(place);
    const isFirst = this.#term[place] !== this.#terms;
    const before = isFirst ? 0 : (this.#given[place] ?? 0);
    this.#term[place] = this.#terms;
    if (isFirst) this.#bm25[place] = (this.#bm25[place] ?? 0) + bm25;
    if (worth <= before) return;
    this.#given[place] = worth;
    this.#covered[place] = (this.#covered[place] ?? 0) + worth - before;
  }

  #clear(places: number): void {
    for (const place of this.#touched) {
      this.#covered[place] = 0;
      this.#bm25[place] = 0;
      this.#term[place] = 0;
    }
    this.#touched = [];
    this.#terms = 0;
    if (places <= this.#term.length) return;
    const room = Math.ceil(places * 1.5);
    this.#covered = new Float32Array(room);
    this.#bm25 = new Float32Array(room);
    this.#given = new Float32Array(room);
    this.#term = new Int32Array(room);
  }
}
