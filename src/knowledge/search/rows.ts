import { dot } from "./dot.ts";

/** Places per block: 1.5 MB of vectors of 384 numbers. */
const BLOCK = 1_024;

/**
 * Vectors by place, side by side in memory: reading one after the other is what takes the time, and half as long as where
 * each lies somewhere else.
 */
export class Rows {
  readonly #dimension: number;
  readonly #blocks: Float32Array[] = [];
  /** By place: whether there is one. */
  #there = new Uint8Array(BLOCK);

  constructor(dimension: number) {
    this.#dimension = dimension;
  }

  has(place: number): boolean {
    return this.#there[place] === 1;
  }

  /** Copies it. One of another dimension is none. */
  set(place: number, vector: Float32Array): void {
    if (vector.length !== this.#dimension) return;
    this.#blockOf(place).set(vector, (place % BLOCK) * this.#dimension);
    this.#there[place] = 1;
  }

  delete(place: number): void {
    if (place < this.#there.length) this.#there[place] = 0;
  }

  /**
   * The product with the vector at each place that `into` has; `none` where there is no vector, and in place of what is no
   * number, which would spoil every comparison.
   */
  products(vector: Float32Array, into: Float32Array, none: number): void {
    const [blocks, there, dimension] = [this.#blocks, this.#there, this.#dimension];
    for (let first = 0; first < into.length; first += BLOCK) {
      const block = blocks[first / BLOCK];
      const end = Math.min(into.length, first + BLOCK);
      for (let place = first; place < end; place += 1) {
        const isThere = block !== undefined && there[place] === 1;
        const product = isThere ? dot(vector, block, (place - first) * dimension) : none;
        into[place] = Number.isNaN(product) ? none : product;
      }
    }
  }

  #blockOf(place: number): Float32Array {
    const number = Math.floor(place / BLOCK);
    while (this.#blocks.length <= number) this.#blocks.push(new Float32Array(BLOCK * this.#dimension));
    if (place >= this.#there.length) {
      const there = new Uint8Array(Math.max(2 * this.#there.length, (number + 1) * BLOCK));
      there.set(this.#there);
      this.#there = there;
    }
    return this.#blocks[number] ?? new Float32Array(0);
  }
}
