import type { Failure } from "./next-move.ts";

/** How a request to the model failed. */
export type ModelFailureKind =
  | "overloaded"
  | "rate_limited"
  | "server_error"
  | "unreachable"
  | "stalled"
  | "cut_off_stream"
  | "spend_limit"
  | "too_long"
  | "refused_request"
  | "out_of_time";

export interface ModelFailure {
  readonly kind: ModelFailureKind;
  /** How long the API asked us to wait, ms; it may ask for more than a customer waits. */
  readonly retryAfterMs: number | null;
}

export type AfterModelFailure =
  | { readonly kind: "retry"; readonly inMs: number }
  | { readonly kind: "give_up"; readonly failure: Failure };

const MAX_ATTEMPTS = 3;
const FIRST_MS = 500;
/** Less than this left is not enough for another answer. */
const LEAST_MS = 5_000;

/**
 * `attempt` counts from 1 and includes the one that just failed; `leftMs` is what remains until the customer has waited
 * long enough; `jitter` is 0 to 1.
 */
export function afterModelFailure(
  { kind, retryAfterMs }: ModelFailure,
  attempt: number,
  leftMs: number,
  jitter: number,
): AfterModelFailure {
  switch (kind) {
    case "spend_limit":
      return { kind: "give_up", failure: "spend_limit" };
    case "too_long":
      return { kind: "give_up", failure: "context_too_long" };
    case "refused_request":
      return { kind: "give_up", failure: "model_refuses_request" };
    case "out_of_time":
      return { kind: "give_up", failure: "out_of_time" };
    case "overloaded":
    case "rate_limited":
    case "server_error":
    case "unreachable":
    case "stalled":
    case "cut_off_stream": {
      const inMs = Math.max(FIRST_MS * 2 ** (attempt - 1) * (0.75 + 0.5 * jitter), retryAfterMs ?? 0);
      if (attempt >= MAX_ATTEMPTS || inMs + LEAST_MS > leftMs) return { kind: "give_up", failure: "model_unreachable" };
      return { kind: "retry", inMs };
    }
  }
}
