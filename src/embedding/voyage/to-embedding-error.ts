import { EmbeddingError } from "../embedder.ts";

/** Nobody knows the next quarter of an hour: whoever is told to wait longer asks again after it. */
const LONGEST_WAIT_MS = 15 * 60_000;

/** What a refusal means, by its status alone: its words may quote our texts. https://docs.voyageai.com/docs/error-codes */
export function toEmbeddingError(status: number, retryAfter: string | null, now: Date): EmbeddingError {
  const retryAfterMs = toMs(retryAfter, now);
  if (status === 429) {
    return new EmbeddingError("Voyage takes no more requests for now (429)", {
      code: "rate_limited",
      retryable: true,
      retryAfterMs,
    });
  }
  if (status >= 500 || status === 408) {
    return new EmbeddingError(`Voyage has trouble (${status})`, { code: "unavailable", retryable: true, retryAfterMs });
  }
  return new EmbeddingError(`Voyage refuses: ${REASONS[status] ?? "the request"} (${status})`, {
    code: "rejected",
    retryable: false,
  });
}

const REASONS: Readonly<Record<number, string>> = {
  400: "the request, or VOYAGE_MODEL",
  401: "VOYAGE_API_KEY",
  403: "VOYAGE_API_KEY, or the address that we ask from",
  404: "there is nothing at VOYAGE_BASE_URL",
};

/** Seconds or a date (RFC 9110, section 10.2.3), in ms. */
function toMs(retryAfter: string | null, now: Date): number | null {
  if (retryAfter === null || retryAfter.trim() === "") return null;
  const seconds = Number(retryAfter);
  const ms = Number.isFinite(seconds) ? seconds * 1_000 : Date.parse(retryAfter) - now.getTime();
  return Number.isNaN(ms) ? null : Math.min(Math.max(ms, 0), LONGEST_WAIT_MS);
}
