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
  /** The thinking that was replayed is not what stood there. */
  | "thinking_refused"
  /** The key, or the model for this key: nothing about this request. */
  | "no_access"
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
  const giveUp = { kind: "give_up", failure: failureOf(kind) } as const;
  switch (kind) {
    case "spend_limit":
    case "too_long":
    case "thinking_refused":
    case "no_access":
    case "refused_request":
    case "out_of_time":
      return giveUp;
    case "overloaded":
    case "rate_limited":
    case "server_error":
    case "unreachable":
    case "stalled":
    case "cut_off_stream": {
      const inMs = Math.max(FIRST_MS * 2 ** (attempt - 1) * (0.75 + 0.5 * jitter), retryAfterMs ?? 0);
      return attempt >= MAX_ATTEMPTS || inMs + LEAST_MS > leftMs ? giveUp : { kind: "retry", inMs };
    }
  }
}

/** What it means for a turn when nothing more is tried. */
export function failureOf(kind: ModelFailureKind): Failure {
  switch (kind) {
    case "spend_limit":
      return "spend_limit";
    case "too_long":
      return "context_too_long";
    case "thinking_refused":
      return "thinking_refused";
    case "no_access":
      return "no_access";
    case "refused_request":
      return "model_refuses_request";
    case "out_of_time":
      return "out_of_time";
    case "overloaded":
    case "rate_limited":
    case "server_error":
    case "unreachable":
    case "stalled":
    case "cut_off_stream":
      return "model_unreachable";
  }
}
