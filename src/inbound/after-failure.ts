/** What to do with a raw row that could not be taken in. */
export type Next = { readonly kind: "retry"; readonly inMs: number } | { readonly kind: "give_up" };

/** Interpreting is pure, so bytes that are not understood are not understood later; a new version may be up by then. */
const MAX_ATTEMPTS_NOT_UNDERSTOOD = 3;
/** About four minutes in all: a database that fails over, a deadlock, a full disk. */
const MAX_ATTEMPTS = 10;
const FIRST_MS = 500;
const MOST_MS = 2 * 60_000;

/** `attempt` counts from 1 and includes the one that just failed. */
export function afterFailure(failure: "not_understood" | "other", attempt: number): Next {
  if (attempt >= (failure === "not_understood" ? MAX_ATTEMPTS_NOT_UNDERSTOOD : MAX_ATTEMPTS))
    return { kind: "give_up" };
  return { kind: "retry", inMs: Math.min(FIRST_MS * 2 ** (attempt - 1), MOST_MS) };
}
