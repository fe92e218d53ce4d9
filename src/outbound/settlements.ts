import type { SendError, Sent } from "../contract/index.ts";
import type { AfterFailure, AfterLookup } from "./next-attempt.ts";
import { withoutAnnouncement } from "./send-again.ts";
import type { Settlement } from "./settle.ts";

/** What the end of an attempt makes of its row. */

export function sent({ providerId }: Sent): Settlement {
  return { state: "sent", maybeSent: false, delivery: "sent", providerId };
}

export function afterSend(next: AfterFailure, error: SendError): Settlement {
  const told = { errorCode: error.code, error: error.message };
  switch (next.kind) {
    case "retry":
      return { state: "pending", nextTryAt: inMs(next.inMs), ...told };
    case "look_up":
      return { state: "pending", maybeSent: true, lookups: 0, nextTryAt: inMs(next.inMs), ...told };
    case "unknown":
      return { state: "unknown", delivery: "unknown", ...told };
    case "give_up":
      return { state: "failed", delivery: "failed", concerns: error.concerns, ...told };
  }
}

export function afterLooking(next: AfterLookup, lookups: number): Settlement {
  switch (next.kind) {
    case "look_up":
      return { state: "pending", maybeSent: true, lookups, nextTryAt: inMs(next.inMs) };
    case "absent":
      return { state: "pending", maybeSent: false, lookups: 0, nextTryAt: inMs(next.inMs) };
    case "give_up":
      return { state: "failed", maybeSent: false, delivery: "failed", ...NEVER_TAKEN };
    case "unknown":
      return { state: "unknown", delivery: "unknown", ...NOBODY_KNOWS };
  }
}

/** It was refused for what is about all that waits: it keeps its place, and its attempts. */
export function held(error: SendError): Settlement {
  return { state: "pending", isFree: true, errorCode: error.code, error: error.message };
}

const LATER_MS = 30_000;

/** The same, of one that waits by itself. */
export function later(error: SendError): Settlement {
  return { ...held(error), nextTryAt: inMs(LATER_MS) };
}

export function canceled(code: "superseded" | "opted_out"): Settlement {
  const error =
    code === "superseded"
      ? "Not sent: the conversation changed hands before it left."
      : "Not sent: the customer has opted out of messages from this number.";
  // Taken to be looked at, and not sent: that was no attempt.
  const concerns = code === "opted_out" ? "consent" : "part";
  return { state: "canceled", isFree: true, delivery: "failed", errorCode: code, error, concerns };
}

interface Overtaken {
  readonly formerIds: readonly string[];
  readonly lastCode: string | null;
  readonly lastError: string | null;
}

/** It was to be sent once more, and something newer was said: it stays what it was, taken and not delivered. */
export function left({ formerIds, lastCode, lastError }: Overtaken): Settlement {
  const providerId = formerIds.at(-1);
  return {
    state: "sent",
    delivery: "failed",
    ...(providerId !== undefined && { providerId }),
    errorCode: lastCode ?? NEVER_TAKEN.errorCode,
    error: withoutAnnouncement(lastError ?? NEVER_TAKEN.error),
  };
}

/** This process slept since it took the row. */
export function putBack(): Settlement {
  return { state: "pending", nextTryAt: inMs(0) };
}

/** Said once: an operator who has it sent again takes the risk that it arrives twice. */
export function unknowable(): Settlement {
  return { state: "unknown", maybeSent: false, delivery: "unknown", ...NOBODY_KNOWS };
}

export const NOBODY_KNOWS = {
  errorCode: "not_known",
  error: "The connection broke while it was being sent, and the provider could not say whether it arrived.",
} as const;

const NEVER_TAKEN = {
  errorCode: "not_taken",
  error: "The provider failed each time it was sent, and never took it.",
} as const;

const inMs = (ms: number): Date => new Date(Date.now() + ms);
