import type { Article } from "../article.ts";
import { createPauses } from "../articles/create-pauses.ts";
import type { Bag } from "../words/bag-of-words.ts";
import { WordIndex } from "../words/word-index.ts";
import { ChunkTexts } from "./chunk-texts.ts";
import { Meanings } from "./meanings.ts";

/** Articles in their order, each with its chunks. */
export type Bags = ReadonlyMap<Article, readonly Bag[]>;

/** The chunks that are there, in the indexes that they are found by. Both give a chunk the same place. */
export class HeldChunks {
  #words = new WordIndex();
  #meanings = new Meanings();
  readonly #texts = new ChunkTexts();
  #bags: Bags = new Map();
  /** By place: which one it is in the order of the articles. */
  #turns = new Int32Array(0);

  get words(): WordIndex {
    return this.#words;
  }

  get meanings(): Meanings {
    return this.#meanings;
  }

  /** By their hashes. Changes with the articles. */
  get texts(): ReadonlyMap<string, string> {
    return this.#texts.all;
  }

  /** Where the chunk at a place comes in the order of the articles, from 0. */
  turn(place: number): number {
    return this.#turns[place] ?? 0;
  }

  /** See `SearchIndex`. */
  replace(bags: Bags): void {
    for (const _step of this.#replace(bags));
  }

  /** See `SearchIndex`. */
  async replaceInSteps(bags: Bags): Promise<void> {
    const pause = createPauses();
    for (const _step of this.#replace(bags)) await pause();
  }

  *#replace(bags: Bags): Generator<void> {
    const gone = [...this.#bags].filter(([article, ofIt]) => bags.get(article) !== ofIt);
    const come = [...bags].filter(([article, ofIt]) => this.#bags.get(article) !== ofIt);
    // What becomes internal is taken back from customers, however many others have changed.
    const stays = new Set(come.filter(([{ audience }]) => audience === "public").map(([{ slug }]) => slug));
    for (const [{ slug }, ofIt] of gone) {
      if (stays.has(slug)) continue;
      this.#drop(ofIt);
      yield;
    }
    const before = Map.groupBy(gone, ([{ slug }]) => slug);
    for (const [{ slug }, ofIt] of come) {
      for (const [, old] of before.get(slug) ?? []) this.#drop(old);
      before.delete(slug);
      for (const bag of ofIt) this.#meanings.enter(this.#words.add(bag), this.#texts.add(bag));
      yield;
    }
    this.#bags = bags;
    if (this.#words.isWorn) yield* this.#makeAnew();
    this.#turns = turnsOf(bags, this.#words);
  }

  #drop(bags: readonly Bag[]): void {
    for (const bag of bags) {
      const place = this.#words.placeOf(bag);
      if (place === null) continue;
      this.#texts.remove(this.#meanings.hashAt(place));
      this.#meanings.leave(place);
      this.#words.remove(bag);
    }
  }

  *#makeAnew(): Generator<void> {
    const [words, meanings] = [new WordIndex(), new Meanings()];
    for (const ofIt of this.#bags.values()) {
      for (const bag of ofIt) {
        const place = this.#words.placeOf(bag);
        if (place !== null) meanings.enter(words.add(bag), this.#meanings.hashAt(place));
      }
      yield;
    }
    this.#words = words;
    this.#meanings = meanings;
  }
}

/** Places are given as chunks come; the order of the articles is the same whichever came first. */
function turnsOf(bags: Bags, index: WordIndex): Int32Array<ArrayBuffer> {
  const turns = new Int32Array(index.places);
  let turn = 0;
  for (const ofIt of bags.values()) {
    for (const bag of ofIt) {
      turns[index.placeOf(bag) ?? 0] = turn;
      turn += 1;
    }
  }
  return turns;
}
