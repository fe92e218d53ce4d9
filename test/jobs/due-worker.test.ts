import { afterEach, describe, expect, it } from "vitest";
import { type DueWork, DueWorker } from "../../src/jobs/due-worker.ts";
import { type Pace, UNPACED } from "../../src/jobs/pace.ts";
import { createLogger } from "../../src/log.ts";
import { until } from "../harness/until.ts";

/** Long enough that nothing here happens because of a poll, unless it is meant to. */
const NEVER_MS = 60_000;

interface Item {
  readonly id: string;
}

/** A table of due items in memory, and a worker on it that was started. */
function start(
  options: Partial<Pick<DueWork<Item>, "concurrency" | "atLeast" | "pollMs" | "run" | "claim">> = {},
  pace: Pace = UNPACED,
) {
  const due: Item[] = [];
  const done: string[] = [];
  const looks: { readonly at: number; readonly limit: number; readonly busy: readonly string[] }[] = [];
  const logged: string[] = [];
  const work: DueWork<Item> = {
    name: "tests",
    concurrency: 2,
    atLeast: 2,
    pollMs: NEVER_MS,
    async claim(limit, busy) {
      looks.push({ at: performance.now(), limit, busy });
      return due.splice(0, limit);
    },
    async run({ id }) {
      done.push(id);
      return "done";
    },
    ...options,
  };
  const worker = new DueWorker(work, createLogger("debug", { write: (line: string) => void logged.push(line) }), pace);
  worker.start();
  started.push(worker);
  return { worker, due, done, looks, logged };
}

const started: DueWorker<Item>[] = [];
afterEach(async () => {
  for (const worker of started.splice(0)) await worker.stop(0);
});

describe("a worker", () => {
  it("looks at once, and when it is poked", async () => {
    const { worker, due, done, looks } = start();
    await until("the first look", () => looks.length === 1);
    due.push({ id: "a" });
    worker.poke();
    await until("its item", () => done.length === 1);
    expect(looks[0]).toMatchObject({ limit: 2, busy: [] });
  });

  it("looks by itself every so often", async () => {
    const { due, done } = start({ pollMs: 20 });
    due.push({ id: "a" });
    await until("its item", () => done.length === 1, 1_000);
  });

  it("looks when it was told to, also when that is after the next poll [TURN-2]", async () => {
    const { worker, looks } = start({ pollMs: 1_000 });
    await until("the first look", () => looks.length === 1);
    const began = performance.now();
    worker.poke(1_500);
    const found = await until("the look", () => looks.find(({ at }) => at - began > 1_490));
    expect(found.at - began).toBeLessThan(1_900);
  });

  it("looks again when it found as much as it had room for, and never runs more", async () => {
    const gates = new Map<string, PromiseWithResolvers<void>>();
    let most = 0;
    let running = 0;
    const { worker, due } = start({
      async run({ id }) {
        running += 1;
        most = Math.max(most, running);
        const gate = Promise.withResolvers<void>();
        gates.set(id, gate);
        await gate.promise;
        running -= 1;
        return "done";
      },
    });
    due.push(...["a", "b", "c", "d", "e"].map((id) => ({ id })));
    worker.poke();
    for (const id of ["a", "b", "c", "d", "e"]) (await until(`the item ${id}`, () => gates.get(id))).resolve();
    expect(most).toBe(2);
  });

  it("looks again when the end of an item has made another due", async () => {
    const { worker, due, done } = start({
      async run({ id }) {
        if (id === "a") due.push({ id: "b" });
        done.push(id);
        return id === "a" ? "look_again" : "done";
      },
    });
    due.push({ id: "a" });
    worker.poke();
    await until("what was due behind it", () => done.includes("b"), 1_000);
  });

  it("looks again when an item ends while it looks: that look took it for one that runs", async () => {
    const [end, found] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    let count = 0;
    const { worker } = start({
      async claim() {
        count += 1;
        if (count === 2) await found.promise;
        return count === 1 ? [{ id: "a" }] : [];
      },
      async run() {
        await end.promise;
        return "done";
      },
    });
    await until("the first look", () => count === 1);
    worker.poke();
    await until("the second look", () => count === 2);
    end.resolve();
    // It has ended once the loop has been round.
    await new Promise((resolve) => setImmediate(resolve));
    found.resolve();
    await until("the third look", () => count === 3, 2_000);
  });

  it("goes on after an item that throws and after a look that fails, each logged once, and not in a hot loop", async () => {
    let looks = 0;
    const { logged } = start({
      pollMs: 50,
      async claim() {
        looks += 1;
        if (looks === 1) throw new Error("no database");
        return looks === 2 ? [{ id: "a" }] : [];
      },
      async run() {
        throw new Error("a fault of ours");
      },
    });
    const began = performance.now();
    await until("four looks", () => looks === 4, 2_000);
    expect(performance.now() - began).toBeGreaterThan(100);
    expect(logged.map((line) => JSON.parse(line).msg)).toEqual(["could not look for due work", "work failed"]);
  });

  it("stops: waits for what runs, then tells it to leave off, and looks no more [OUT-6]", async () => {
    let toldAt = 0;
    const { worker, due, looks } = start({
      async run(_item, signal) {
        toldAt = -1;
        await new Promise((resolve) => signal.addEventListener("abort", resolve));
        toldAt = performance.now();
        return "done";
      },
    });
    due.push({ id: "a" });
    worker.poke();
    await until("the item", () => toldAt === -1);
    const asked = performance.now();
    await worker.stop(80);
    expect(toldAt - asked).toBeGreaterThan(75);
    const before = looks.length;
    worker.poke();
    await until("a moment", () => performance.now() - toldAt > 50);
    expect(looks).toHaveLength(before);
  });

  it("begins few at once, so that others have a turn in between, and all of them soon [ACK-7]", async () => {
    const { due, worker, looks, ended } = holding(40);
    due.push(...many(40));
    worker.poke();
    await until("all of them", () => ended.waiting() === 40, 5_000);
    expect(Math.max(...looks.map(({ limit }) => limit))).toBeLessThanOrEqual(8);
    expect(looks.length).toBeGreaterThanOrEqual(5);
  });

  it("begins no more than its least while the event loop is busy, and one more every moment [ACK-7]", async () => {
    const busy = { isBusy: () => true, watch() {} };
    const { due, worker, looks, ended } = holding(40, busy);
    due.push(...many(40));
    worker.poke();
    await until("ten more than the least", () => ended.begunAt.length >= LEAST + 10);
    const gaps = ended.begunAt.slice(1).map((at, index) => at - (ended.begunAt[index] ?? 0));
    expect(looks.map(({ limit }) => limit).slice(0, 3)).toEqual([LEAST, 1, 1]);
    for (const gap of gaps.slice(LEAST - 1)) expect(gap).toBeGreaterThanOrEqual(MOMENT_MS - 1);
    // Those that end make room at once only below the least.
    const before = { begun: ended.begunAt.length, looks: looks.length };
    ended.end(before.begun);
    await until("the least", () => ended.begunAt.length >= before.begun + LEAST);
    expect(looks.slice(before.looks).map(({ limit }) => limit)).toContain(LEAST);
  });

  it("begins all when it is busy no more [ACK-7]", async () => {
    let isBusy = true;
    const { due, worker, ended } = holding(40, { isBusy: () => isBusy, watch() {} });
    due.push(...many(40));
    worker.poke();
    await until("a few", () => ended.waiting() >= LEAST);
    isBusy = false;
    await until("all of them", () => ended.waiting() === 40, 2_000);
  });
});

const many = (count: number): Item[] => Array.from({ length: count }, (_, n) => ({ id: String(n) }));

const LEAST = 3;
const MOMENT_MS = 20;

/** A worker whose items go on until they are told to end. */
function holding(concurrency: number, pace?: Pace) {
  const open: (() => void)[] = [];
  const begunAt: number[] = [];
  const run = async (_item: Item, signal: AbortSignal): Promise<"done"> => {
    begunAt.push(performance.now());
    const { promise, resolve } = Promise.withResolvers<void>();
    open.push(resolve);
    signal.addEventListener("abort", () => resolve());
    await promise;
    return "done";
  };
  const ended = {
    waiting: () => open.length,
    begunAt,
    end(count: number): void {
      for (const end of open.splice(0, count)) end();
    },
  };
  return { ...start({ concurrency, atLeast: LEAST, run }, pace), ended };
}
