import type { Database } from "../../database/database.ts";
import { type Embedder, EmbeddingError } from "../../embedding/embedder.ts";
import { isSuspicious, isTooMuch, toFailure, waitAfter } from "./after-failure.ts";
import type { Holdings } from "./holdings.ts";
import { logProgress, type ProgressLog, type Troubles, type VectorsLog, type VectorsMeter } from "./report.ts";
import { unlessAborted } from "./unless-aborted.ts";
import { readVectors, storeVectors } from "./vector-table.ts";

/** Longer than any model that answers takes for one call. */
const CALL_MS = 120_000;
/** No model has a reason to refuse it. */
const HARMLESS = "Where is my order?";

export interface MakerDeps {
  readonly database: Pick<Database, "pool">;
  readonly embedder: Embedder;
  readonly holdings: Holdings;
  readonly troubles: Troubles;
  readonly log: VectorsLog;
  readonly meter: VectorsMeter;
  /** The wait after a first failure, ms. */
  readonly retryMs: number;
}

/** Makes the vectors that are missing, in one process at a time if it can be had. */
export class Maker {
  readonly #deps: MakerDeps;
  #size: number;
  /** In a row. */
  #failures = 0;
  #waitsUntil = 0;
  #progress: (ProgressLog & { readonly generation: number }) | null = null;

  constructor(deps: MakerDeps) {
    this.#deps = deps;
    this.#size = deps.embedder.batch;
  }

  /** Before that time of the monotonic clock nothing shall be asked of the model. */
  get waitsUntil(): number {
    return this.#waitsUntil;
  }

  /**
   * Batch by batch, each stored before it is used: a crash loses one. Resolves when nothing is missing, other texts are
   * wanted, the model has trouble, or the signal aborts.
   * @throws what the database does.
   */
  async make(signal: AbortSignal): Promise<void> {
    const { embedder, holdings, log } = this.#deps;
    const { generation, missing, total } = holdings;
    if (missing.size > 0 && this.#progress?.generation !== generation) {
      this.#progress = { ...logProgress(embedder.model, missing.size, total, log), generation };
    }
    while (!signal.aborted && holdings.generation === generation && missing.size > 0) {
      if ((await this.#makeBatch(signal)) === "wait") return;
    }
    if (missing.size > 0) return;
    this.#progress?.end();
    this.#progress = null;
  }

  async #makeBatch(signal: AbortSignal): Promise<"wait" | "go_on"> {
    const { embedder, holdings, troubles, database } = this.#deps;
    const batch = await stillMissing([...holdings.missing.keys().take(this.#size)], this.#deps);
    if (batch.length === 0) return "go_on";
    let vectors: readonly Float32Array[];
    try {
      const texts = batch.map(({ text }) => text);
      vectors = await call(texts, embedder, signal);
    } catch (error) {
      return signal.aborted ? "wait" : await this.#afterFailure(error, batch, signal);
    }
    const made = batch.flatMap(({ hash }, i) => {
      const vector = vectors[i];
      return vector ? [{ model: embedder.model, hash, vector }] : [];
    });
    await storeVectors(embedder, made, database);
    this.#progress?.made(holdings.put(made));
    troubles.end();
    this.#failures = 0;
    this.#size = Math.min(this.#size * 2, embedder.batch);
    return "go_on";
  }

  /** Finds the text that the model does not take by halves: a batch without it is stored, and the next one is larger. */
  async #afterFailure(error: unknown, batch: readonly Wanted[], signal: AbortSignal): Promise<"wait" | "go_on"> {
    const { embedder, holdings, log, meter } = this.#deps;
    const failure = toFailure(error);
    this.#failures += 1;
    meter.embeddingFailed(embedder.model, failure.code);
    if (isTooMuch(failure, this.#failures)) this.#size = Math.ceil(batch.length / 2);
    if (!isSuspicious(failure, this.#failures)) return this.#wait(error);
    try {
      await call([HARMLESS], embedder, signal);
    } catch (second) {
      return signal.aborted ? "wait" : this.#wait(second);
    }
    this.#failures = 0;
    this.#size = Math.ceil(batch.length / 2);
    const [alone, ...others] = batch;
    if (alone && others.length === 0) {
      holdings.refuse(alone.hash);
      log.warn({ model: embedder.model, code: failure.code, hash: alone.hash }, "the model takes the texts but one");
    }
    return "go_on";
  }

  #wait(error: unknown): "wait" {
    const failure = toFailure(error);
    const ms = waitAfter(failure, this.#failures, this.#deps.retryMs);
    this.#waitsUntil = performance.now() + ms;
    this.#deps.troubles.meet({ code: failure.code, words: wordsOf(error) }, ms);
    return "wait";
  }
}

interface Wanted {
  readonly hash: string;
  readonly text: string;
}

/** Of these texts those, with their hashes, that no other process has made a vector of meanwhile: it is taken over. */
async function stillMissing(hashes: readonly string[], { holdings, embedder, database }: MakerDeps) {
  holdings.put(await readVectors(hashes, embedder, database));
  return hashes.flatMap((hash): Wanted[] => {
    const text = holdings.wanted.get(hash);
    return text !== undefined && holdings.missing.has(hash) ? [{ hash, text }] : [];
  });
}

/** @throws {EmbeddingError} and whatever else an embedder throws. */
async function call(texts: readonly string[], embedder: Embedder, stop: AbortSignal): Promise<readonly Float32Array[]> {
  const late = new AbortController();
  const timer = setTimeout(() => {
    late.abort(new EmbeddingError("the model does not answer", { code: "timeout", retryable: true }));
  }, CALL_MS);
  const signal = AbortSignal.any([stop, late.signal]);
  try {
    const vectors = await unlessAborted(embedder.passages(texts, signal), signal);
    if (vectors.length === texts.length && vectors.every(({ length }) => length === embedder.dimension)) return vectors;
    throw new EmbeddingError("not one vector of the right dimension for each text", {
      code: "garbled",
      retryable: true,
    });
  } finally {
    clearTimeout(timer);
  }
}

/** Whatever is not the embedding room's may quote the texts. */
function wordsOf(error: unknown): string {
  return error instanceof EmbeddingError ? error.message : "a fault of our own";
}
