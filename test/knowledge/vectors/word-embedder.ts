import { createHash } from "node:crypto";
import { type Embedder, EmbeddingError, type EmbeddingErrorParts } from "../../../src/embedding/embedder.ts";
import { toUnit } from "../../../src/embedding/to-unit.ts";

type Use = "passages" | "question";

export interface WordEmbedder extends Embedder {
  /** Every text that a vector was made of, in order. */
  readonly made: string[];
  /** Of calls for passages, refused ones included. */
  readonly calls: number;
  /** Every question that a vector was made of. */
  readonly questions: string[];
  readonly isClosed: boolean;
  /** Runs before each call: may wait, or throw. Texts go through when it is done. */
  before: (texts: readonly string[], use: Use, signal: AbortSignal | undefined) => Promise<void> | void;
}

interface WordEmbedderOptions {
  readonly model: string;
  readonly dimension?: number;
  readonly batch?: number;
}

/** A small model of our own: texts that share words are near each other. */
export function createWordEmbedder({ model, dimension = 32, batch = 4 }: WordEmbedderOptions): WordEmbedder {
  const made: string[] = [];
  const questions: string[] = [];
  let calls = 0;
  let isClosed = false;
  const check = (): void => {
    if (isClosed) throw failure("closed");
  };
  return {
    model,
    dimension,
    batch,
    made,
    questions,
    get calls() {
      return calls;
    },
    get isClosed() {
      return isClosed;
    },
    before() {},
    async passages(texts, signal) {
      calls += 1;
      check();
      await this.before(texts, "passages", signal);
      signal?.throwIfAborted();
      made.push(...texts);
      return texts.map((text) => toVector(text, dimension));
    },
    async question(text, signal) {
      check();
      await this.before([text], "question", signal);
      signal?.throwIfAborted();
      questions.push(text);
      return toVector(text, dimension);
    },
    async close() {
      isClosed = true;
    },
  };
}

/** As an embedder would throw it. */
export function failure(code: EmbeddingErrorParts["code"], parts: Partial<EmbeddingErrorParts> = {}): EmbeddingError {
  return new EmbeddingError(`the model is ${code}`, { code, retryable: code !== "rejected", ...parts });
}

/** Resolves never, and rejects when the signal aborts. */
export function forever(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal?.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}

function toVector(text: string, dimension: number): Float32Array {
  const numbers = new Float32Array(dimension);
  for (const word of text.toLowerCase().split(/\W+/)) {
    const at = createHash("sha256").update(word).digest().readUInt16LE() % dimension;
    numbers[at] = (numbers[at] ?? 0) + 1;
  }
  return toUnit(numbers) ?? numbers;
}
