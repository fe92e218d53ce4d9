import { describe, expect, it, vi } from "vitest";
import { coalesce } from "../../src/jobs/coalesce.ts";

const GAP_MS = 30;

/** Runs that end when they are told to. */
function runs() {
  const ends: (() => void)[] = [];
  const began: number[] = [];
  const ask = coalesce(() => {
    began.push(performance.now());
    return new Promise((resolve) => ends.push(resolve));
  }, GAP_MS);
  return { ask, began, endOf: (n: number) => ends[n]?.() };
}

const afterGaps = (count: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, GAP_MS * count));

describe("calls that come close together [ACK-11]", () => {
  it("are one run after the one that is under way, which may have begun too early for them", async () => {
    const { ask, began, endOf } = runs();
    ask();
    expect(began).toHaveLength(1);
    for (let n = 0; n < 100; n += 1) ask();
    expect(began).toHaveLength(1);
    const endedAt = performance.now();
    endOf(0);
    await vi.waitUntil(() => began.length === 2);
    // The clock of timers is a millisecond coarser.
    expect((began[1] ?? 0) - endedAt).toBeGreaterThanOrEqual(GAP_MS - 1);
    endOf(1);
    await afterGaps(3);
    expect(began).toHaveLength(2);
  });

  it("are one run also when they come in the gap", async () => {
    const { ask, began, endOf } = runs();
    ask();
    endOf(0);
    await vi.waitUntil(() => began.length === 1);
    await new Promise((resolve) => setImmediate(resolve));
    ask();
    ask();
    expect(began).toHaveLength(1);
    await vi.waitUntil(() => began.length === 2);
    endOf(1);
    await afterGaps(3);
    expect(began).toHaveLength(2);
  });

  it("are no further run when there were none meanwhile, and the next one runs at once again", async () => {
    const { ask, began, endOf } = runs();
    ask();
    endOf(0);
    await afterGaps(3);
    expect(began).toHaveLength(1);
    ask();
    expect(began).toHaveLength(2);
  });
});
