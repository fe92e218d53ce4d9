import { describe, expect, it } from "vitest";
import { afterFailure } from "../../src/inbound/after-failure.ts";
import { turnDueAt } from "../../src/inbound/burst.ts";

describe("afterFailure", () => {
  it.each([
    ["retries what was not understood soon [IN-4]", "not_understood", 1, { kind: "retry", inMs: 500 }],
    ["with back-off", "not_understood", 2, { kind: "retry", inMs: 1_000 }],
    ["and gives it up", "not_understood", 3, { kind: "give_up" }],
    ["has more patience with the database", "other", 3, { kind: "retry", inMs: 2_000 }],
    ["up to two minutes at a time", "other", 9, { kind: "retry", inMs: 120_000 }],
    ["and then gives up", "other", 10, { kind: "give_up" }],
  ] as const)("%s", (_name, failure, attempt, expected) => {
    expect(afterFailure(failure, attempt)).toEqual(expected);
  });
});

describe("turnDueAt", () => {
  const at = (seconds: number) => new Date(Date.UTC(2026, 10, 22, 10, 0, seconds));
  const SMS = { quietMs: 2_000, atMostMs: 6_000 };

  it.each([
    ["waits two seconds after the first [TURN-2]", at(0), at(0), at(2)],
    ["and after each that follows", at(3), at(0), at(5)],
    ["but six seconds at most [TURN-2]", at(5), at(0), at(6)],
    ["and is due at once when they have passed", at(9), at(0), at(6)],
  ])("%s", (_name, now, first, due) => {
    expect(turnDueAt(now, first, SMS)).toEqual(due);
  });
});
