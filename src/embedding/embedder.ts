/** Turns texts into vectors that are near each other when the texts mean the same. */
export interface Embedder {
  /** Whose numbers these are, such as `minilm-l6-v2`; vectors of different models cannot be compared. */
  readonly model: string;
  /** Numbers per vector. */
  readonly dimension: number;
  /** The most passages that one call of `passages` takes. */
  readonly batch: number;
  /**
   * Vectors of length 1, in the order of the texts. Texts may be anything, also empty; what is longer than the model
   * reads counts by its beginning. Rejects with the signal's reason when that aborts.
   * @throws {EmbeddingError}
   */
  passages(texts: readonly string[], signal?: AbortSignal): Promise<readonly Float32Array[]>;
  /** Of a question; goes before passages that wait. @throws {EmbeddingError} */
  question(text: string, signal?: AbortSignal): Promise<Float32Array>;
  /** Safe to call twice. What waits is rejected. */
  close(): Promise<void>;
}

export type EmbeddingErrorCode =
  /** The model does not run, or its provider cannot be reached or has trouble. */
  | "unavailable"
  /** Not as long as texts, key or model stay what they are. */
  | "rejected"
  | "rate_limited"
  | "timeout"
  /** An answer that is not one. */
  | "garbled"
  /** By `close`. */
  | "closed";

export interface EmbeddingErrorParts {
  readonly code: EmbeddingErrorCode;
  readonly retryable: boolean;
  readonly retryAfterMs?: number | null;
  readonly cause?: unknown;
}

/** There are no vectors. The message may be logged: it holds nothing of the texts, and no key. */
export class EmbeddingError extends Error {
  override readonly name = "EmbeddingError";
  readonly code: EmbeddingErrorCode;
  /** Whether the same call may go well later. */
  readonly retryable: boolean;
  /** Not before so many ms; null: nobody said. */
  readonly retryAfterMs: number | null;

  constructor(message: string, { code, retryable, retryAfterMs = null, cause }: EmbeddingErrorParts) {
    super(message, { cause });
    this.code = code;
    this.retryable = retryable;
    this.retryAfterMs = retryAfterMs;
  }
}

/** @throws {EmbeddingError} when a call brings more passages than it may. */
export function checkBatch(texts: readonly string[], batch: number): void {
  if (texts.length <= batch) return;
  throw new EmbeddingError(`${texts.length} passages at once, and at most ${batch} are taken`, {
    code: "rejected",
    retryable: false,
  });
}
