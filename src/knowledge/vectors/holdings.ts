import { modelsToAsk } from "./serving.ts";
import type { StoredVector } from "./vector-table.ts";

type Shelf = Map<string, Float32Array>;

/** The texts that want vectors, and the vectors that are in memory, all by the texts' hashes. */
export class Holdings {
  readonly #preferred: string;
  readonly #shelves: ReadonlyMap<string, Shelf>;
  readonly #onChange: (holdings: Holdings) => void;
  readonly #refused = new Set<string>();
  readonly #missing = new Set<string>();
  #wanted: ReadonlyMap<string, string> = new Map();
  #serving: readonly string[] = [];
  #generation = 0;

  /** @param models the preferred one first. */
  constructor(models: readonly [string, ...string[]], onChange: (holdings: Holdings) => void) {
    this.#preferred = models[0];
    this.#shelves = new Map(models.map((model) => [model, new Map()]));
    this.#onChange = onChange;
  }

  /** Rises when other texts are wanted than before. */
  get generation(): number {
    return this.#generation;
  }

  get wanted(): ReadonlyMap<string, string> {
    return this.#wanted;
  }

  /** Without a vector of the preferred model, the latest first; those that it refuses left out. */
  get missing(): ReadonlySet<string> {
    return this.#missing;
  }

  /** How many have a vector of the preferred model. */
  get done(): number {
    return this.#shelfOf(this.#preferred).size;
  }

  /** How many shall have one: those that it refuses left out. */
  get total(): number {
    return this.#wanted.size - this.#refused.size;
  }

  /** See `modelsToAsk`. */
  get serving(): readonly string[] {
    return this.#serving;
  }

  want(texts: ReadonlyMap<string, string>): void {
    const before = this.#wanted;
    const come = [...texts.keys()].filter((hash) => !before.has(hash));
    const isLess = texts.size - come.length < before.size;
    if (come.length === 0 && !isLess) return;
    this.#generation += 1;
    this.#wanted = new Map(texts);
    if (isLess) for (const hash of before.keys()) if (!texts.has(hash)) this.#drop(hash);
    // An article that was written just now shall not wait for a large import before it.
    const early = [...this.#missing];
    this.#missing.clear();
    for (const hash of [...come, ...early]) this.#missing.add(hash);
    this.#settle();
  }

  /** Takes in vectors of what is wanted. Returns how many were not there before. */
  put(vectors: readonly StoredVector[]): number {
    let come = 0;
    for (const { model, hash, vector } of vectors) {
      const shelf = this.#shelfOf(model);
      if (!this.#wanted.has(hash) || shelf.has(hash)) continue;
      shelf.set(hash, vector);
      come += 1;
      if (model !== this.#preferred) continue;
      this.#missing.delete(hash);
      // Another process has had better luck with it.
      this.#refused.delete(hash);
    }
    if (come > 0) this.#settle();
    return come;
  }

  /** The preferred model takes the others, and not this one. */
  refuse(hash: string): void {
    if (!this.#missing.delete(hash)) return;
    this.#refused.add(hash);
    this.#settle();
  }

  /** Those that have no vector of this model. */
  lacking(model: string): readonly string[] {
    const shelf = this.#shelfOf(model);
    return [...this.#wanted.keys()].filter((hash) => !shelf.has(hash));
  }

  /** What comes later will be in it. A text has one vector of a model, so none of them is ever another one. */
  vectorsOf(model: string): ReadonlyMap<string, Float32Array> {
    return this.#shelfOf(model);
  }

  #shelfOf(model: string): Shelf {
    return this.#shelves.get(model) ?? new Map();
  }

  #drop(hash: string): void {
    for (const shelf of this.#shelves.values()) shelf.delete(hash);
    this.#refused.delete(hash);
    this.#missing.delete(hash);
  }

  #settle(): void {
    const shares = [...this.#shelves].map(([model, shelf]) => ({ model, held: shelf.size }));
    this.#serving = modelsToAsk(shares, this.total);
    this.#onChange(this);
  }
}
