import { describe, expect, it } from "vitest";
import { createRightOfWay } from "../../src/jobs/right-of-way.ts";

describe("the right of way [ACK-9]", () => {
  it("holds up nobody while nobody waits", () => {
    const way = createRightOfWay();
    expect(way.give()).toBeNull();
    way.take()();
    expect(way.give()).toBeNull();
  });

  it("holds up what comes until the last who waited has what he waited for", async () => {
    const way = createRightOfWay();
    const [first, second] = [way.take(), way.take()];
    const gone: string[] = [];
    const held = Promise.all(
      ["a", "b"].map(async (name) => {
        await way.give();
        gone.push(name);
      }),
    );
    first();
    first();
    await Promise.resolve();
    expect(gone).toEqual([]);
    second();
    await held;
    expect(gone).toEqual(["a", "b"]);
    expect(way.give()).toBeNull();
  });

  it("holds up nobody for long, however long somebody waits", async () => {
    const way = createRightOfWay();
    way.take();
    const began = performance.now();
    await way.give();
    expect(performance.now() - began).toBeGreaterThan(30);
    expect(performance.now() - began).toBeLessThan(500);
    expect(way.give()).not.toBeNull();
  });
});
