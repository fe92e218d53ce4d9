import { hashOf } from "../vectors/hash-of.ts";
import type { Compared } from "../vectors/vectors.ts";
import type { Bag } from "../words/bag-of-words.ts";
import type { WordIndex } from "../words/word-index.ts";
import { textOf } from "./chunk-text.ts";
import { dot } from "./dot.ts";

/** Where there is none. */
export const NO_COSINE = -2;

/** The vectors of the chunks, by their places in the word index, and how near each is to a question. */
export class Meanings {
  readonly #hashes = new WeakMap<Bag, string>();
  #model: string | null = null;
  #rows: (Float32Array | undefined)[] = [];
  #cosines = new Float32Array(0);

  hashOf(bag: Bag): string {
    const known = this.#hashes.get(bag);
    if (known !== undefined) return known;
    const hash = hashOf(textOf(bag.chunk));
    this.#hashes.set(bag, hash);
    return hash;
  }

  /** The places are other ones now. */
  forget(): void {
    this.#rows = [];
  }

  /**
   * The cosine of the question with the chunk at each place that may be seen, and below -1 where there is none or it has no
   * vector yet. Of a question in several pieces, their mean. Exact: looks at every chunk. Good until the next call.
   */
  cosines(index: WordIndex, pieces: readonly Compared[], openOnly: boolean): Float32Array {
    this.#fill(index, pieces);
    const { places } = index;
    if (places > this.#cosines.length) this.#cosines = new Float32Array(Math.ceil(places * 1.5));
    const cosines = this.#cosines;
    for (let place = 0; place < places; place += 1) {
      const row = index.isAt(place, openOnly) ? this.#rows[place] : undefined;
      cosines[place] = row === undefined ? NO_COSINE : meanOf(pieces, row);
    }
    return cosines.subarray(0, places);
  }

  /** Vectors come one by one, and all anew with another model. */
  #fill(index: WordIndex, [compared]: readonly Compared[]): void {
    if (compared === undefined) return;
    if (compared.model !== this.#model) this.#rows = [];
    this.#model = compared.model;
    for (let place = 0; place < index.places; place += 1) {
      if (this.#rows[place] !== undefined) continue;
      const bag = index.bagAt(place);
      this.#rows[place] = bag === null ? undefined : compared.vectorOf(this.hashOf(bag));
    }
  }
}

function meanOf(pieces: readonly Compared[], row: Float32Array): number {
  let sum = 0;
  for (const { question } of pieces) sum += dot(question, row);
  // What is no number would spoil every comparison.
  return Number.isNaN(sum) ? NO_COSINE : sum / pieces.length;
}
