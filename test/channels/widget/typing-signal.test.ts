import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createTypingSignal } from "../../../channels/widget/typing-signal.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
});
afterEach(() => {
  vi.useRealTimers();
});

type Step = readonly [afterMs: number, on: boolean | null];

it.each<[string, readonly Step[], string]>([
  [
    "says it once, and its end after 5 s",
    [
      [0, true],
      [10_000, null],
    ],
    "on 0, off 5000",
  ],
  [
    "says it again every 3 s while it lasts",
    [
      [0, true],
      [2000, true],
      [2000, true],
      [2000, true],
      [9000, null],
    ],
    "on 0, on 4000, off 11000",
  ],
  [
    "says the end at once",
    [
      [0, true],
      [500, false],
      [9000, null],
    ],
    "on 0, off 500",
  ],
  [
    "says no end of what it has not said",
    [
      [0, false],
      [9000, null],
    ],
    "",
  ],
  [
    "does not flicker",
    [
      [0, true],
      [100, false],
      [100, true],
      [100, false],
      [100, true],
      [9000, null],
    ],
    "on 0, off 100",
  ],
])("%s", (_name, steps, expected) => {
  const start = performance.now();
  const told: string[] = [];
  const signal = createTypingSignal((on) => told.push(`${on ? "on" : "off"} ${performance.now() - start}`));
  for (const [afterMs, on] of steps) {
    vi.advanceTimersByTime(afterMs);
    if (on !== null) signal.set(on);
  }
  expect(told.join(", ")).toBe(expected);
});
