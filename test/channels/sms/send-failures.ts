import type { Fault } from "../../../src/standins/twilio/fault.ts";
import type { TwilioStandIn } from "../../../src/standins/twilio/start-twilio-stand-in.ts";
import type { SendFailure } from "../../contract/channel-case.ts";

const FAILURES: readonly (readonly [name: string, fault: Fault, expected: SendFailure["expected"]])[] = [
  [
    "too many requests",
    { kind: "rate_limited", retryAfterSeconds: 3 },
    { code: "twilio_20429", retryable: true, maybeSent: false, retryAfterMs: 3000, concerns: "rate" },
  ],
  [
    "an error after it was made",
    { kind: "server_error", status: 500, created: true },
    { retryable: true, maybeSent: true },
  ],
  ["an error, nobody knows when", { kind: "server_error", status: 503 }, { retryable: true, maybeSent: true }],
  ["no answer", { kind: "silence", created: true }, { code: "twilio_no_answer", retryable: true, maybeSent: true }],
  ["a cut connection", { kind: "drop" }, { code: "twilio_no_answer", retryable: true, maybeSent: true }],
  [
    "an answer that is none",
    { kind: "garbled", body: "<html>", created: true },
    { code: "twilio_unreadable", retryable: true, maybeSent: true },
  ],
  [
    "an answer without an id",
    { kind: "garbled", body: "{}", created: true },
    { code: "twilio_unreadable", retryable: true, maybeSent: true },
  ],
  [
    "credentials that no longer count",
    { kind: "unauthorized" },
    { code: "twilio_20003", retryable: true, maybeSent: false, concerns: "account" },
  ],
  [
    "an opt-out",
    { kind: "refused", code: 21610 },
    { code: "twilio_21610", retryable: false, maybeSent: false, concerns: "consent" },
  ],
  [
    "a number that is none",
    { kind: "refused", code: 21211 },
    { code: "twilio_21211", retryable: false, maybeSent: false, concerns: "address" },
  ],
];

/** What can go wrong at Twilio, and what the outbox has to know of it. */
export function sendFailures(standIn: TwilioStandIn): readonly SendFailure[] {
  return FAILURES.map(([name, fault, expected]) => ({ name, arrange: () => standIn.fail(fault), expected }));
}
