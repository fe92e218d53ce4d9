import type { FailureConcern } from "../../src/contract/index.ts";
import { KNOWN_ERRORS, type KnownError } from "./known-errors.ts";

/** Cause and remedy in words for operators; a code we do not know gets Twilio's page on it. */
export function wordsFor(code: number): string {
  return (
    known(code)?.words ?? `Twilio gave error ${code}. Its page says why: https://www.twilio.com/docs/api/errors/${code}`
  );
}

/** How far it reaches; null: it is a code that we do not know. */
export function concernOf(code: number): FailureConcern | null {
  const error = known(code);
  return error ? (error.concerns ?? "part") : null;
}

/** When a text that Twilio had taken and could not deliver may be sent once more, ms; empty: never. */
export function againAfter(code: number): readonly number[] {
  return known(code)?.againAfterMs ?? [];
}

/** Whether what Twilio refuses with it may be taken later. */
export function passes(code: number): boolean {
  return known(code)?.passes === true;
}

/** Which of our texts fail like this one until somebody changes our account or our settings; null: it is no fault of ours. */
export function oursOf(code: number): "all" | "number" | null {
  const error = known(code);
  return error?.concerns === "account" ? "all" : (error?.ours ?? null);
}

/** What an administrator is to hear of though texts leave, by its name in a `SendError` or a receipt. */
export const REMARK_CODES: readonly string[] = Object.entries(KNOWN_ERRORS)
  .filter(([, { isRemark }]) => isRemark)
  .map(([code]) => `twilio_${code}`);

function known(code: number): KnownError | undefined {
  return Object.hasOwn(KNOWN_ERRORS, code) ? KNOWN_ERRORS[code] : undefined;
}
