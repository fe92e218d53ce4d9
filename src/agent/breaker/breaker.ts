import type { ModelFailureKind } from "../after-model-failure.ts";

/** When a model is not asked for a while, and for how long. */
export interface BreakerRules {
  /** So many failures in a row, of any conversation, are an outage. */
  readonly failures: number;
  /** After an outage was noticed; doubled each time that it goes on. */
  readonly firstMs: number;
  readonly mostMs: number;
  /** After the API has said that the account, the key or the model will not do: nothing mends that but a human. */
  readonly accountMs: number;
}

/** Six are two turns that have tried three times each. */
export const BREAKER_RULES: BreakerRules = { failures: 6, firstMs: 2_000, mostMs: 60_000, accountMs: 300_000 };

export type BreakerState =
  /** `failures` in a row until now. */
  | { readonly kind: "closed"; readonly failures: number }
  /** Nobody asks before `until`, ms since the epoch. `cause` is the failure that opened it. */
  | { readonly kind: "open"; readonly cause: ModelFailureKind; readonly openMs: number; readonly until: number }
  /** One request is under way to find out whether it is over. */
  | { readonly kind: "probing"; readonly cause: ModelFailureKind; readonly openMs: number };

export const CLOSED: BreakerState = { kind: "closed", failures: 0 };

/** How a request ended, as far as the next ones care. */
export type Ending = "answered" | "broken_off" | ModelFailureKind;

export type Admission =
  | { readonly kind: "ask"; readonly isProbe: boolean; readonly state: BreakerState }
  | { readonly kind: "refuse"; readonly cause: ModelFailureKind };

/** Whether a request may be made at `now`, ms since the epoch. */
export function admit(state: BreakerState, now: number): Admission {
  switch (state.kind) {
    case "closed":
      return { kind: "ask", isProbe: false, state };
    case "probing":
      return { kind: "refuse", cause: state.cause };
    case "open": {
      const { cause, openMs, until } = state;
      if (now < until) return { kind: "refuse", cause };
      return { kind: "ask", isProbe: true, state: { kind: "probing", cause, openMs } };
    }
  }
}

/** The state after a request has ended at `now`. Those that were made before it opened may end long after. */
export function afterRequest(
  state: BreakerState,
  { ending, isProbe }: { readonly ending: Ending; readonly isProbe: boolean },
  now: number,
  rules: BreakerRules,
): BreakerState {
  const meaning = MEANINGS[ending];
  if (meaning === "works") return CLOSED;
  if (state.kind === "closed") return afterFailure(state.failures, ending, meaning, now, rules);
  if (!isProbe || state.kind !== "probing") return state;
  const { cause, openMs } = state;
  // It has told nothing: the next one is to find out.
  if (meaning === "nothing") return { kind: "open", cause, openMs, until: now };
  const nextMs = meaning === "account" ? rules.accountMs : Math.min(openMs * 2, rules.mostMs);
  return { kind: "open", cause: ending as ModelFailureKind, openMs: nextMs, until: now + nextMs };
}

function afterFailure(
  failures: number,
  ending: Ending,
  meaning: Exclude<Meaning, "works">,
  now: number,
  { failures: most, firstMs, accountMs }: BreakerRules,
): BreakerState {
  const open = (openMs: number): BreakerState => ({
    kind: "open",
    cause: ending as ModelFailureKind,
    openMs,
    until: now + openMs,
  });
  switch (meaning) {
    case "nothing":
      return { kind: "closed", failures };
    case "account":
      return open(accountMs);
    case "outage":
      return failures + 1 >= most ? open(firstMs) : { kind: "closed", failures: failures + 1 };
  }
}

type Meaning = "works" | "nothing" | "outage" | "account";

/** What the way a request ended says of the API. Whatever it answers to the one request, it works. */
const MEANINGS: Readonly<Record<Ending, Meaning>> = {
  answered: "works",
  too_long: "works",
  refused_request: "works",
  thinking_refused: "works",
  broken_off: "nothing",
  // Too much was asked just now, or too slowly answered: neither up nor down.
  rate_limited: "nothing",
  out_of_time: "nothing",
  overloaded: "outage",
  server_error: "outage",
  unreachable: "outage",
  stalled: "outage",
  cut_off_stream: "outage",
  spend_limit: "account",
  no_access: "account",
};
