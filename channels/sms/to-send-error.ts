import { type FailureConcern, SendError } from "../../src/contract/index.ts";
import { concernOf, oursOf, passes, wordsFor } from "./twilio-errors.ts";

/** How a call of Twilio's REST API ended when it did not end well. */
export type CallFailure =
  /** Nothing was sent: whoever waited for it gave up before a connection stood. */
  | { readonly kind: "aborted" }
  /** Nothing was sent: it could not be made a request. */
  | { readonly kind: "not_asked"; readonly cause: unknown }
  /** Nothing was sent: no connection came about (name, network, TLS). */
  | { readonly kind: "unreachable"; readonly cause: unknown }
  /** The request may have been read: the connection broke, time ran out, or it was aborted. */
  | { readonly kind: "no_answer"; readonly cause: unknown }
  /** Twilio said yes, but not to what. */
  | { readonly kind: "unreadable"; readonly cause: unknown }
  /** `retryAfter` is the header as it came, `code` Twilio's own. */
  | {
      readonly kind: "refused";
      readonly status: number;
      readonly code: number | null;
      readonly retryAfter: string | null;
    };

/** Statuses after which Twilio may have taken the text: everything of its own making, and 408 (it grew tired of us). */
const isUnclear = (status: number): boolean => status >= 500 || status === 408;

/** Statuses that speak of our credentials, account or base URL rather than of the text. */
const ABOUT_US: ReadonlySet<number> = new Set([401, 403, 404]);

/** What the outbox must know of a failed call. The message is for operators: no numbers, no text. */
export function toSendError(failure: CallFailure): SendError {
  switch (failure.kind) {
    case "aborted":
      return new SendError("The text was not sent because we were stopping. It is tried again.", {
        code: "twilio_aborted",
        retryable: true,
        maybeSent: false,
      });
    case "not_asked":
      return new SendError("The text could not be put to Twilio: this is a fault of ours.", {
        code: "twilio_not_asked",
        retryable: false,
        maybeSent: false,
        cause: failure.cause,
      });
    case "unreachable":
      return new SendError("Twilio could not be reached. It is tried again.", {
        code: "twilio_unreachable",
        retryable: true,
        maybeSent: false,
        concerns: "provider",
        cause: failure.cause,
      });
    case "no_answer":
      return new SendError("Twilio did not answer. The text may have gone out all the same.", {
        code: "twilio_no_answer",
        retryable: true,
        maybeSent: true,
        cause: failure.cause,
      });
    case "unreadable":
      return new SendError("Twilio's answer was not readable. The text may have gone out all the same.", {
        code: "twilio_unreadable",
        retryable: true,
        maybeSent: true,
        cause: failure.cause,
      });
    case "refused":
      return refusal(failure);
  }
}

function refusal({ status, code, retryAfter }: Extract<CallFailure, { kind: "refused" }>): SendError {
  const name = code === null ? `twilio_http_${status}` : `twilio_${code}`;
  const retryAfterMs = parseRetryAfter(retryAfter);
  if (isUnclear(status)) {
    return new SendError(`Twilio had a fault of its own (HTTP ${status}). The text may have gone out all the same.`, {
      code: name,
      retryable: true,
      maybeSent: true,
      retryAfterMs,
    });
  }
  const concerns = (code === null ? null : concernOf(code)) ?? concernOfStatus(status);
  return new SendError(code === null ? wordsForStatus(status) : wordsFor(code), {
    code: name,
    // None was processed: what is too much now passes later, and what is about us when somebody has mended it.
    retryable: LATER.has(concerns) || (code !== null && passes(code)),
    maybeSent: false,
    retryAfterMs,
    concerns,
  });
}

const LATER: ReadonlySet<FailureConcern> = new Set(["rate", "sender", "account"]);

/** A request answered with 429 was not processed (page of error 20429). */
function concernOfStatus(status: number): FailureConcern {
  if (status === 429) return "rate";
  return ABOUT_US.has(status) ? "account" : "part";
}

/** Seconds, as Twilio sends them, or a date, as a proxy before it may (RFC 9110, section 10.2.3); ms. */
function parseRetryAfter(header: string | null): number | null {
  if (header === null) return null;
  if (/^\s*\d{1,6}\s*$/.test(header)) return Number(header) * 1000;
  const at = HTTP_DATE.test(header) ? Date.parse(header) : Number.NaN;
  return Number.isNaN(at) ? null : Math.max(0, at - Date.now());
}

/** Such as `Sun, 06 Nov 1994 08:49:37 GMT`. */
const HTTP_DATE = /^\s*[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT\s*$/;

function wordsForStatus(status: number): string {
  if (status === 429) return wordsFor(20429);
  if (status === 404) return wordsFor(20404);
  if (ABOUT_US.has(status)) return wordsFor(20003);
  return `The server at TWILIO_API_BASE_URL refused the text without Twilio's reasons (HTTP ${status}).`;
}

/** Which of our texts will fail like this one until somebody changes our settings or our account; null: none for that. */
export function failsWith({ code, concerns }: SendError): "all" | "number" | null {
  if (concerns === "account") return "all";
  const number = /^twilio_(\d+)$/.exec(code)?.[1];
  return number === undefined ? null : oursOf(Number(number));
}

/** Names of refusals by a Twilio that knows us and does not let these credentials do just that. */
const NOT_PERMITTED: ReadonlySet<string> = new Set(["twilio_http_403", "twilio_20403", "twilio_70051"]);

export function isNotPermitted({ code }: SendError): boolean {
  return NOT_PERMITTED.has(code);
}
