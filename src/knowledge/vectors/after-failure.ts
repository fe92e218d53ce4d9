import { EmbeddingError, type EmbeddingErrorCode } from "../../embedding/embedder.ts";

/** What a call that failed so often may owe to one of its texts. */
const FAILURES = 3;
const MOST_MS = 60_000;
/** Whatever a provider asks for: nobody comes to look for vectors that never come. */
const MOST_ASKED_MS = 10 * 60_000;
/** A key that is refused is mended by a human, in so many times the first wait: 5 minutes. */
const REJECTED_WAITS = 300;

/** With the waits between so many failures in a row a minute has passed, and whatever was used up before is there again. */
const FAILURES_IN_A_MINUTE = 6;

/** Vectors that were not made. */
export interface Failure {
  readonly code: EmbeddingErrorCode | "fault";
  readonly retryAfterMs: number | null;
}

export function toFailure(error: unknown): Failure {
  return error instanceof EmbeddingError ? error : { code: "fault", retryAfterMs: null };
}

/** Whether the texts may be to blame: then a text that is known to be harmless tells. */
export function isSuspicious({ code }: Failure, failures: number): boolean {
  if (code === "rate_limited" || code === "closed") return false;
  return code === "rejected" || failures >= FAILURES;
}

/**
 * Whether the call alone asks for more than the provider gives in a minute: Voyage's 10,000 tokens for those who do not
 * pay are forty chunks. https://www.mongodb.com/docs/voyageai/api-reference/overview
 */
export function isTooMuch({ code }: Failure, failures: number): boolean {
  return code === "rate_limited" && failures > FAILURES_IN_A_MINUTE;
}

/**
 * How long nothing is asked of the model, ms.
 * @param failures in a row, this one included.
 * @param firstMs the wait after the first of them.
 */
export function waitAfter({ code, retryAfterMs }: Failure, failures: number, firstMs: number): number {
  if (code === "rejected") return REJECTED_WAITS * firstMs;
  const backOffMs = Math.min(firstMs * 2 ** Math.min(failures - 1, 16), MOST_MS);
  return Math.max(backOffMs, Math.min(retryAfterMs ?? 0, MOST_ASKED_MS));
}
