import type { Author } from "../conversation/model.ts";

/** What is known of an outbox row when it is taken. */
export interface Taken {
  readonly author: Author;
  readonly epoch: number;
  /** An earlier attempt ended without our knowing whether it went out. */
  readonly maybeSent: boolean;
  /** The conversation's now. */
  readonly currentEpoch: number;
  readonly optedOut: boolean;
  /** It is sent once more, and something newer was said meanwhile. */
  readonly isOvertaken: boolean;
}

export type BeforeAttempt =
  | { readonly kind: "send" }
  | { readonly kind: "look_up" }
  | { readonly kind: "cancel"; readonly code: "superseded" | "opted_out" }
  /** It stays undelivered, as it was. */
  | { readonly kind: "leave" };

/** Whether a row may still go out. A takeover and a STOP count until the last moment, and never after it. */
export function beforeAttempt(row: Taken): BeforeAttempt {
  // Found out first: if it went out, that is what must be shown, whatever has happened since.
  if (row.maybeSent) return { kind: "look_up" };
  if (row.optedOut) return { kind: "cancel", code: "opted_out" };
  if (isSuperseded(row)) return { kind: "cancel", code: "superseded" };
  if (row.isOvertaken) return { kind: "leave" };
  return { kind: "send" };
}

function isSuperseded({ author, epoch, currentEpoch }: Taken): boolean {
  return author === "assistant" && epoch !== currentEpoch;
}

/** What the provider did. */
export interface Failure {
  readonly retryable: boolean;
  readonly maybeSent: boolean;
  readonly retryAfterMs: number | null;
}

export type AfterFailure =
  | { readonly kind: "retry"; readonly inMs: number }
  /** Ask the provider for it before anything else. */
  | { readonly kind: "look_up"; readonly inMs: number }
  /** Nobody can say whether it went out: shown to operators, never sent again by itself. */
  | { readonly kind: "unknown" }
  | { readonly kind: "give_up" };

const MAX_ATTEMPTS = 10;
/** The first retry comes within five seconds. */
const FIRST_MS = 2_000;
const MOST_MS = 5 * 60_000;
const MOST_PATIENCE_MS = 15 * 60_000;

/** `attempt` counts from 1 and includes the one that just failed; `jitter` is 0 to 1. */
export function afterFailure(failure: Failure, attempt: number, canLookUp: boolean, jitter: number): AfterFailure {
  // A second copy is worse than a late answer.
  if (failure.maybeSent) return canLookUp ? { kind: "look_up", inMs: 0 } : { kind: "unknown" };
  if (!failure.retryable || attempt >= MAX_ATTEMPTS) return { kind: "give_up" };
  const backoffMs = Math.min(FIRST_MS * 2 ** (attempt - 1), MOST_MS) * (0.75 + 0.5 * jitter);
  return { kind: "retry", inMs: Math.min(Math.max(backoffMs, failure.retryAfterMs ?? 0), MOST_PATIENCE_MS) };
}

/**
 * Providers list a message a moment after they took it, so one look that finds nothing proves nothing. What is sent again
 * after two is so within five seconds.
 */
const LOOKUPS = 2;
const BETWEEN_LOOKUPS_MS = 4_000;
const MAX_FAILED_LOOKUPS = 12;

export type AfterLookup =
  | { readonly kind: "look_up"; readonly inMs: number }
  /** It did not arrive: send it again. */
  | { readonly kind: "absent"; readonly inMs: number }
  /** It did not arrive, once more: a provider that is broken for long is left alone. */
  | { readonly kind: "give_up" }
  | { readonly kind: "unknown" };

/** A send and the lookups after it. */
const ROUND = 1 + LOOKUPS;
const MAX_ROUNDS = 5;

/** `lookups` counts those that found nothing, `attempt` all attempts and lookups so far, both with this one. */
export function afterLookup(lookups: number, attempt: number, jitter: number): AfterLookup {
  if (lookups < LOOKUPS) return { kind: "look_up", inMs: BETWEEN_LOOKUPS_MS };
  const round = Math.ceil(attempt / ROUND);
  if (round >= MAX_ROUNDS) return { kind: "give_up" };
  return { kind: "absent", inMs: round === 1 ? 0 : FIRST_MS * 4 ** (round - 1) * (0.75 + 0.5 * jitter) };
}

/** The provider could not be asked. `attempt` counts all attempts and lookups so far. */
export function afterFailedLookup(attempt: number, jitter: number): AfterLookup {
  if (attempt >= MAX_FAILED_LOOKUPS) return { kind: "unknown" };
  return {
    kind: "look_up",
    inMs: Math.min(BETWEEN_LOOKUPS_MS * 2 ** Math.min(attempt, 6), MOST_MS) * (0.75 + 0.5 * jitter),
  };
}
