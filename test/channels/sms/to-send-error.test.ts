import { describe, expect, it } from "vitest";
import { type CallFailure, failsWith, isNotPermitted, toSendError } from "../../../channels/sms/to-send-error.ts";

const refused = (status: number, code: number | null = null, retryAfter: string | null = null): CallFailure => ({
  kind: "refused",
  status,
  code,
  retryAfter,
});

const cause = new Error("socket hang up");
const once = { retryable: true, maybeSent: false };
const perhaps = { retryable: true, maybeSent: true };
const never = { retryable: false, maybeSent: false };

const OUTCOMES: readonly (readonly [name: string, failure: CallFailure, expected: object])[] = [
  ["nobody reached", { kind: "unreachable", cause }, { code: "twilio_unreachable", ...once, concerns: "provider" }],
  ["a fault of ours", { kind: "not_asked", cause }, { code: "twilio_not_asked", ...never, concerns: "part" }],
  ["stopped before it began", { kind: "aborted" }, { code: "twilio_aborted", ...once }],
  ["no answer", { kind: "no_answer", cause }, { code: "twilio_no_answer", ...perhaps }],
  ["an unreadable yes", { kind: "unreadable", cause }, { code: "twilio_unreadable", ...perhaps }],
  ["too fast", refused(429, 20429, "2"), { code: "twilio_20429", ...once, retryAfterMs: 2000, concerns: "rate" }],
  ["too fast, says a proxy", refused(429), { code: "twilio_http_429", ...once, retryAfterMs: null, concerns: "rate" }],
  ["too fast, in Twilio's other words", refused(400, 14107), { code: "twilio_14107", ...once, concerns: "part" }],
  ["queue full", refused(400, 21611), { code: "twilio_21611", ...once, concerns: "sender" }],
  ["a date that is over", refused(429, 20429, "Wed, 21 Oct 2026 07:28:00 GMT"), { retryAfterMs: 0 }],
  ["half a date", refused(429, 20429, "Wed, 21 Oct 2026"), { retryAfterMs: null }],
  ["nonsense in place of seconds", refused(429, 20429, "-1"), { retryAfterMs: null }],
  ["a fault at Twilio", refused(500, 20500), { code: "twilio_20500", ...perhaps }],
  ["a gateway", refused(502), { code: "twilio_http_502", ...perhaps }],
  ["overloaded, with a time", refused(503, null, "10"), { ...perhaps, retryAfterMs: 10_000 }],
  ["tired of waiting for us", refused(408), perhaps],
  ["bad credentials", refused(401, 20003), { code: "twilio_20003", ...once }],
  ["bad credentials without a code", refused(401), { code: "twilio_http_401", ...once, concerns: "account" }],
  ["forbidden", refused(403), { ...once, concerns: "account" }],
  ["another account", refused(404, 20404), once],
  ["suspended", refused(400, 30002), { ...once, concerns: "account" }],
  ["as many as it may in a day, though it says 429", refused(429, 63038), { ...once, concerns: "account" }],
  ["the text, though it says 404", refused(404, 21211), { ...never, concerns: "address" }],
  ["opted out", refused(400, 21610), { code: "twilio_21610", ...never, concerns: "consent" }],
  ["no such number", refused(400, 21211), never],
  ["not mobile", refused(400, 21614), never],
  ["landline", refused(400, 21635), { ...never, concerns: "address" }],
  ["country switched off", refused(400, 21408), { ...never, concerns: "part" }],
  ["not our number", refused(400, 21606), { ...never, concerns: "part" }],
  ["not a Twilio number", refused(400, 21659), never],
  ["another account's number", refused(400, 21660), never],
  ["a voice number", refused(400, 21661), never],
  ["too long", refused(400, 21617), never],
  ["a code of tomorrow", refused(400, 21999), { code: "twilio_21999", ...never, concerns: "part" }],
  ["a refusal that is not Twilio's", refused(400), { code: "twilio_http_400", ...never }],
  ["a redirect, which is not followed with credentials", refused(302), never],
];

describe("what the outbox must know", () => {
  it.each(OUTCOMES)("%s", (_name, failure, expected) => {
    expect(toSendError(failure)).toMatchObject(expected);
  });

  it("links to Twilio's page when it has no words of its own", () => {
    expect(toSendError(refused(400, 21999)).message).toContain("https://www.twilio.com/docs/api/errors/21999");
  });

  it("keeps the cause", () => {
    expect(toSendError({ kind: "no_answer", cause }).cause).toBe(cause);
  });

  it.each<[string, CallFailure, ReturnType<typeof failsWith>]>([
    ["credentials", refused(401, 20003), "all"],
    ["credentials without a code", refused(401), "all"],
    ["credentials with a code of tomorrow", refused(401, 20999), "all"],
    ["the account", refused(400, 10001), "all"],
    ["our callback address", refused(400, 21609), "all"],
    ["our number", refused(400, 21659), "number"],
    ["the recipient", refused(400, 21211), null],
    ["an opt-out", refused(400, 21610), null],
    ["Twilio's bad day", refused(503), null],
    ["no network", { kind: "unreachable", cause }, null],
  ])("knows which of our texts fail like this one: %s", (_name, failure, expected) => {
    expect(failsWith(toSendError(failure))).toBe(expected);
  });

  it.each([
    [403, null, true],
    [403, 20403, true],
    [401, 70051, true],
    [401, 20003, false],
    [401, null, false],
    [404, 20404, false],
  ])("tells a Twilio that knows us from one that does not: %i, %s", (status, code, expected) => {
    expect(isNotPermitted(toSendError(refused(status, code)))).toBe(expected);
  });
});
