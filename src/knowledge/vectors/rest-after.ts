import type { EmbeddingErrorCode } from "../../embedding/embedder.ts";

/** One that failed may be bad luck; from the third in a row on every customer would wait in vain. */
export const FAILURES = 3;
const FIRST_MS = 5_000;
const MOST_MS = 60_000;

/** How a question's vector failed to come. */
export interface QuestionFailure {
  readonly code: EmbeddingErrorCode;
  readonly retryAfterMs: number | null;
}

/**
 * How long a model is not asked for a question's vector, ms.
 * @param failures how many questions in a row, this one included, it has given none.
 */
export function restAfter({ code, retryAfterMs }: QuestionFailure, failures: number): number {
  if (code === "rate_limited") return Math.min(retryAfterMs ?? FIRST_MS, MOST_MS);
  // It may be this one question that it refuses, and refusing takes no time: nobody shall turn it off for the others.
  if (code === "rejected" || failures < FAILURES) return 0;
  return Math.min(FIRST_MS * 2 ** (failures - FAILURES), MOST_MS);
}
