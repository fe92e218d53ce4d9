import { describe, expect, it } from "vitest";
import { createRightOfWay } from "../../src/jobs/right-of-way.ts";

async function held(wait: Promise<void> | null, go: () => unknown): Promise<void> {
  await wait;
  go();
}

describe("the right of way [ACK-9]", () => {
  it("holds up nobody while nobody waits", () => {
    const way = createRightOfWay();
    expect(way.give(1_000)).toBeNull();
    way.take()();
    expect(way.give(1_000)).toBeNull();
  });

  it("holds up what comes until the last who waited has what he waited for", async () => {
    const way = createRightOfWay();
    const [first, second] = [way.take(), way.take()];
    const gone: string[] = [];
    const both = Promise.all(
      ["a", "b"].map(async (name) => {
        await way.give(1_000);
        gone.push(name);
      }),
    );
    first();
    first();
    await Promise.resolve();
    expect(gone).toEqual([]);
    second();
    await both;
    expect(gone).toEqual(["a", "b"]);
    expect(way.give(1_000)).toBeNull();
  });

  it("holds up nobody for longer than he may be, however long somebody waits", async () => {
    const way = createRightOfWay();
    way.take();
    const began = performance.now();
    const gone: string[] = [];
    const later = way.give(1_000)?.then(() => gone.push("later"));
    const second = held(way.inTurn(60), () => gone.push("second"));
    await way.give(30)?.then(() => gone.push("first"));
    await second;
    expect(gone).toEqual(["first", "second"]);
    expect(performance.now() - began).toBeGreaterThanOrEqual(59);
    expect(way.give(0)).toBeNull();
    await way.inTurn(0);
    expect(gone).toEqual(["first", "second"]);
    expect(performance.now() - began).toBeLessThan(900);
    await later;
    expect(performance.now() - began).toBeGreaterThanOrEqual(999);
  });

  it("lets one result go on in each round of the event loop, in their order, and what comes in between", async () => {
    const way = createRightOfWay();
    const gone: (number | string)[] = [];
    expect(way.inTurn(1_000)).toBeNull();
    const results = [1, 2, 3, 4].map((n) => held(way.inTurn(1_000), () => gone.push(n)));
    const round = (): void => {
      gone.push("round");
      if (gone.length < 8) setImmediate(round);
    };
    setImmediate(round);
    await Promise.all(results);
    expect(gone).toEqual([1, "round", 2, "round", 3, "round", 4]);
  });

  it("lets one go on in each round also after somebody waited long, and more came meanwhile", async () => {
    const way = createRightOfWay();
    const isAnswered = way.take();
    const gone: number[] = [];
    let rounds = 0;
    const results = [held(way.give(20), () => {})];
    await new Promise<void>((resolve) => {
      setTimeout(() => {
        for (let n = 0; n < 8; n += 1) results.push(held(way.inTurn(1_000), () => gone.push(rounds)));
        isAnswered();
        // The time of the first is over before its turn comes.
        const busyUntil = performance.now() + 30;
        while (performance.now() < busyUntil);
        resolve();
      }, 5);
    });
    const round = (): void => {
      rounds += 1;
      if (gone.length < 8) setImmediate(round);
    };
    setImmediate(round);
    await Promise.all(results);
    expect(gone).toHaveLength(8);
    expect(new Set(gone).size).toBe(8);
  });

  it("lets those go on first who may be held up least, for they hold up others", async () => {
    const way = createRightOfWay();
    const gone: string[] = [];
    expect(way.inTurn(40)).toBeNull();
    const all = [
      held(way.inTurn(40), () => gone.push("a result")),
      held(way.inTurn(40), () => gone.push("another")),
      held(way.inTurn(0), () => gone.push("a COMMIT")),
      held(way.inTurn(10), () => gone.push("a transaction")),
    ];
    await Promise.all(all);
    expect(gone).toEqual(["a COMMIT", "a transaction", "a result", "another"]);
  });

  it("lets results wait for whoever comes between two of them", async () => {
    const way = createRightOfWay();
    const gone: number[] = [];
    expect(way.inTurn(1_000)).toBeNull();
    let isAnswered = (): void => {};
    const first = way.inTurn(1_000)?.then(() => {
      gone.push(1);
      isAnswered = way.take();
    });
    const second = way.inTurn(1_000)?.then(() => gone.push(2));
    await first;
    for (let round = 0; round < 5; round += 1) await new Promise((resolve) => setImmediate(resolve));
    expect(gone).toEqual([1]);
    isAnswered();
    await second;
    expect(gone).toEqual([1, 2]);
    await new Promise((resolve) => setImmediate(resolve));
    expect(way.inTurn(1_000)).toBeNull();
  });
});
