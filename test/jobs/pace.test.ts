import { setImmediate as round } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { LoopPace } from "../../src/jobs/pace.ts";
import { cpuMs } from "../harness/cpu-ms.ts";
import { until } from "../harness/until.ts";

/** Computes so long, in time of the processor, without letting anything else have a turn. */
function compute(ms: number): void {
  const end = cpuMs() + ms;
  while (cpuMs() < end);
}

/** Blocks so long, and computes nothing. */
function block(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

const lookedAt = async (pace: LoopPace, work: () => void): Promise<boolean> => {
  for (let times = 0; times < 5; times += 1) {
    pace.watch();
    work();
    await round();
  }
  return pace.isBusy();
};

describe("the pace", () => {
  it("is busy while stretches of work keep the loop, and soon no more when they have ended [ACK-6]", async () => {
    const pace = new LoopPace();
    expect(pace.isBusy()).toBe(false);
    expect(await lookedAt(pace, () => compute(60))).toBe(true);
    await until("it to be calm", () => !pace.isBusy(), 1_000);
  });

  it("is not busy with short ones [ACK-6]", async () => {
    expect(await lookedAt(new LoopPace(), () => compute(1))).toBe(false);
  });

  it("does not count the time that the machine gives to others [ACK-6]", async () => {
    expect(await lookedAt(new LoopPace(), () => block(60))).toBe(false);
  });

  it("is not busy when nothing was begun for long", async () => {
    const pace = new LoopPace();
    compute(60);
    await round();
    expect(pace.isBusy()).toBe(false);
  });
});
