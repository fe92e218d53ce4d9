import type { Compared } from "../vectors/vectors.ts";
import type { WordIndex } from "../words/word-index.ts";
import { Rows } from "./rows.ts";

/** Where there is none. */
export const NO_COSINE = -2;

/** The vectors of the chunks, by their places in the word index, and how near each is to a question. */
export class Meanings {
  /** Of the chunks' texts. */
  readonly #hashes: string[] = [];
  #model: string | null = null;
  #rows = new Rows(0);
  #cosines = new Float32Array(0);

  /** The chunk at a place has this text. */
  enter(place: number, hash: string): void {
    this.#hashes[place] = hash;
  }

  hashAt(place: number): string {
    return this.#hashes[place] ?? "";
  }

  /** No chunk is at a place any more. */
  leave(place: number): void {
    this.#rows.delete(place);
  }

  /**
   * The cosine of the question with the chunk at each place that may be seen, and below -1 where there is none or it has no
   * vector yet. Of a question in several pieces, their mean. Exact: looks at every chunk. Good until the next call.
   */
  cosines(index: WordIndex, pieces: readonly Compared[], openOnly: boolean): Float32Array {
    this.#fill(index, pieces);
    const { places } = index;
    if (places > this.#cosines.length) this.#cosines = new Float32Array(Math.ceil(places * 1.5));
    const cosines = this.#cosines.subarray(0, places);
    this.#rows.products(middleOf(pieces), cosines, NO_COSINE);
    for (let place = 0; place < places; place += 1) {
      if (!index.isAt(place, openOnly)) cosines[place] = NO_COSINE;
    }
    return cosines;
  }

  /** Vectors come one by one, and all anew with another model. */
  #fill(index: WordIndex, [compared]: readonly Compared[]): void {
    if (compared === undefined) return;
    if (compared.model !== this.#model) this.#rows = new Rows(compared.question.length);
    this.#model = compared.model;
    for (let place = 0; place < index.places; place += 1) {
      if (this.#rows.has(place) || !index.isAt(place, false)) continue;
      const vector = compared.vectorOf(this.hashAt(place));
      if (vector !== undefined) this.#rows.set(place, vector);
    }
  }
}

/** The mean of a chunk's cosines with several is its product with their mean: one look at each chunk, however many. */
function middleOf(pieces: readonly Compared[]): Float32Array {
  const [first] = pieces;
  if (first === undefined || pieces.length === 1) return first?.question ?? new Float32Array(0);
  return first.question.map(
    (_, at) => pieces.reduce((sum, { question }) => sum + (question[at] ?? 0), 0) / pieces.length,
  );
}
