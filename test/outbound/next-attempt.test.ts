import { describe, expect, it } from "vitest";
import {
  afterFailedLookup,
  afterFailure,
  afterLookup,
  beforeAttempt,
  type Failure,
  type Taken,
} from "../../src/outbound/next-attempt.ts";

const row: Taken = {
  author: "assistant",
  epoch: 3,
  maybeSent: false,
  currentEpoch: 3,
  optedOut: false,
  isOvertaken: false,
};

describe("beforeAttempt", () => {
  it.each<[string, Partial<Taken>, unknown]>([
    ["sends", {}, { kind: "send" }],
    ["cancels the assistant's after a takeover [OWN-3]", { currentEpoch: 4 }, { kind: "cancel", code: "superseded" }],
    ["sends an operator's whatever the epoch", { author: "operator", currentEpoch: 9 }, { kind: "send" }],
    ["sends the handoff line whatever the epoch", { author: "system", currentEpoch: 9 }, { kind: "send" }],
    [
      "cancels for who opted out [OUT-8]",
      { author: "operator", optedOut: true },
      { kind: "cancel", code: "opted_out" },
    ],
    ["leaves what is sent again and was overtaken [SMSE-6]", { isOvertaken: true }, { kind: "leave" }],
    ["looks up what may have gone out", { maybeSent: true }, { kind: "look_up" }],
    ["looks it up even after a takeover", { maybeSent: true, currentEpoch: 4 }, { kind: "look_up" }],
  ])("%s", (_name, change, expected) => {
    expect(beforeAttempt({ ...row, ...change })).toEqual(expected);
  });
});

const failure = (change: Partial<Failure>): Failure => ({
  retryable: true,
  maybeSent: false,
  retryAfterMs: null,
  ...change,
});

describe("afterFailure", () => {
  it.each([
    [
      "retries within five seconds, at the least jitter [OUT-2]",
      failure({}),
      1,
      true,
      0,
      { kind: "retry", inMs: 1_500 },
    ],
    ["and at the most", failure({}), 1, true, 1, { kind: "retry", inMs: 2_500 }],
    ["waits longer each time", failure({}), 4, true, 0.5, { kind: "retry", inMs: 16_000 }],
    ["but not for ever", failure({}), 9, true, 0.5, { kind: "retry", inMs: 300_000 }],
    [
      "waits as long as it is asked to",
      failure({ retryAfterMs: 20_000 }),
      1,
      true,
      0.5,
      { kind: "retry", inMs: 20_000 },
    ],
    ["though not for hours", failure({ retryAfterMs: 9_999_000 }), 1, true, 0.5, { kind: "retry", inMs: 900_000 }],
    ["gives up after the tenth try", failure({}), 10, true, 0.5, { kind: "give_up" }],
    ["gives up on a refusal", failure({ retryable: false }), 1, true, 0.5, { kind: "give_up" }],
    ["looks up what may have gone out", failure({ maybeSent: true }), 1, true, 0.5, { kind: "look_up", inMs: 0 }],
    ["never sends that again blindly [OUT-3]", failure({ maybeSent: true }), 1, false, 0.5, { kind: "unknown" }],
  ])("%s", (_name, what, attempt, canLookUp, jitter, expected) => {
    expect(afterFailure(what, attempt, canLookUp, jitter)).toEqual(expected);
  });
});

describe("after a lookup", () => {
  it.each([
    ["that found nothing, looks again four seconds later [OUT-3]", 1, 2, 0.5, { kind: "look_up", inMs: 4_000 }],
    ["that found nothing again, believes it and sends at once [OUT-3]", 2, 3, 0.5, { kind: "absent", inMs: 0 }],
    ["of a later round, leaves the provider alone first", 2, 9, 0.5, { kind: "absent", inMs: 32_000 }],
    ["of a last round, gives up [OUT-2]", 2, 15, 0.5, { kind: "give_up" }],
  ])("%s", (_name, lookups, attempt, jitter, expected) => {
    expect(afterLookup(lookups, attempt, jitter)).toEqual(expected);
  });

  it("that could not be made, tries again, and in the end says that nobody knows", () => {
    expect(afterFailedLookup(2, 0.5)).toEqual({ kind: "look_up", inMs: 16_000 });
    expect(afterFailedLookup(12, 0.5)).toEqual({ kind: "unknown" });
  });
});
