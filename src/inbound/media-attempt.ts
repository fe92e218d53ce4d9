/**
 * How long to wait after each failed attempt, ms. Media lag the webhook by seconds, and providers are down for an hour at
 * most; whoever looks at the conversation later has the file fetched again by hand.
 */
const WAITS_MS: readonly number[] = [2, 4, 15, 60, 300, 900, 2400].map((seconds) => seconds * 1000);

export type NextAttempt = { readonly kind: "again"; readonly inMs: number } | { readonly kind: "give_up" };

/** `attempt` counts from 1 and includes the one that just failed. */
export function afterFailedAttempt(attempt: number, retryable: boolean): NextAttempt {
  const inMs = retryable ? WAITS_MS[attempt - 1] : undefined;
  return inMs === undefined ? { kind: "give_up" } : { kind: "again", inMs };
}

/** Whether one more may be made: a file that kills whoever fetches it is not tried for ever. */
export function isWorthAttempt(attempt: number): boolean {
  return attempt <= WAITS_MS.length + 1;
}
