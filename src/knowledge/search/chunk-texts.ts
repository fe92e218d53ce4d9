import { hashOf } from "../vectors/hash-of.ts";
import type { Bag } from "../words/bag-of-words.ts";
import { textOf } from "./chunk-text.ts";

/** The texts of chunks that come and go, by their hashes. Some say the same. */
export class ChunkTexts {
  readonly #texts = new Map<string, string>();
  /** How many chunks more than one have a text. */
  readonly #doubles = new Map<string, number>();

  get all(): ReadonlyMap<string, string> {
    return this.#texts;
  }

  /** @returns its hash */
  add({ chunk }: Bag): string {
    const text = textOf(chunk);
    const hash = hashOf(text);
    if (this.#texts.has(hash)) this.#doubles.set(hash, (this.#doubles.get(hash) ?? 0) + 1);
    else this.#texts.set(hash, text);
    return hash;
  }

  remove(hash: string): void {
    const doubles = this.#doubles.get(hash) ?? 0;
    if (doubles === 0) this.#texts.delete(hash);
    else if (doubles === 1) this.#doubles.delete(hash);
    else this.#doubles.set(hash, doubles - 1);
  }
}
