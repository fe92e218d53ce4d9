import { describe, expect, it } from "vitest";
import { isSuspicious, waitAfter } from "../../../src/knowledge/vectors/after-failure.ts";
import { restAfter } from "../../../src/knowledge/vectors/rest-after.ts";

const failed = (code: Parameters<typeof waitAfter>[0]["code"], retryAfterMs: number | null = null) => ({
  code,
  retryAfterMs,
});

describe("after a failure while vectors are made", () => {
  it.each([
    ["a second after the first", failed("unavailable"), 1, 1_000],
    ["twice as long after the second", failed("timeout"), 2, 2_000],
    ["a minute at most", failed("fault"), 40, 60_000],
    ["as long as the provider asks", failed("rate_limited", 20_000), 1, 20_000],
    ["longer than it asks when that did not help", failed("rate_limited", 20_000), 6, 32_000],
    ["ten minutes at most, whatever it asks", failed("rate_limited", 86_400_000), 1, 600_000],
    ["five minutes when it refuses the key", failed("rejected"), 1, 300_000],
  ])("the model is left alone %s [VEC-4]", (_name, failure, failures, ms) => {
    expect(waitAfter(failure, failures, 1_000)).toBe(ms);
  });

  it.each([
    ["at once when it refuses", failed("rejected"), 1, true],
    ["after the third time when it is away", failed("unavailable"), 3, true],
    ["not before", failed("unavailable"), 2, false],
    ["not because the rate is limited", failed("rate_limited"), 9, false],
  ])("a text of the batch is suspected %s [VEC-5]", (_name, failure, failures, expected) => {
    expect(isSuspicious(failure, failures)).toBe(expected);
  });
});

describe("after a question without a vector", () => {
  it.each([
    ["not left alone after the first", "timeout", null, 1, 0],
    ["left alone for 5 s after the third in a row", "timeout", null, 3, 5_000],
    ["for longer each time", "unavailable", null, 5, 20_000],
    ["for a minute at most", "unavailable", null, 50, 60_000],
    ["as long as it asks, from the first on", "rate_limited", 7_000, 1, 7_000],
    ["and no longer than a minute", "rate_limited", 3_600_000, 1, 60_000],
    ["never because it refuses: that may be the question", "rejected", null, 9, 0],
  ] as const)("the model is %s [VEC-7]", (_name, code, retryAfterMs, failures, ms) => {
    expect(restAfter({ code, retryAfterMs }, failures)).toBe(ms);
  });
});
