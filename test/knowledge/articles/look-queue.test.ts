import { expect, it } from "vitest";
import { createLookQueue, type Depth, LOOK } from "../../../src/knowledge/articles/look-queue.ts";

/** Looks that end when they are told to. */
function createLooks() {
  const depths: Depth[] = [];
  const ends: (() => void)[] = [];
  const queue = createLookQueue((depth) => {
    depths.push(depth);
    return new Promise((resolve) => void ends.push(resolve));
  });
  return { depths, queue, endNext: () => ends.shift()?.() };
}

it("looks once for all who ask while it looks, as deep as the deepest asks", async () => {
  const { depths, queue, endNext } = createLooks();
  const first = queue.add(LOOK.rows);
  await Promise.resolve();
  const later = [queue.add(LOOK.changedFiles), queue.add(LOOK.everyFile), queue.add(LOOK.rows)];
  expect(depths).toEqual([LOOK.rows]);
  endNext();
  await first;
  await new Promise(setImmediate);
  expect(depths).toEqual([LOOK.rows, LOOK.everyFile]);
  endNext();
  await Promise.all([...later, queue.idle()]);
  expect(depths).toHaveLength(2);
});

it("does not count a look that has begun before", async () => {
  const { depths, queue, endNext } = createLooks();
  const begun = queue.add(LOOK.everyFile);
  await Promise.resolve();
  const after = queue.add(LOOK.everyFile);
  endNext();
  await begun;
  await new Promise(setImmediate);
  expect(depths).toHaveLength(2);
  endNext();
  await after;
});
