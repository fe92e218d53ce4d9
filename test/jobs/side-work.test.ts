import { expect, it } from "vitest";
import { createSideWork } from "../../src/jobs/side-work.ts";

it("an ending process waits for side work that ends soon [TRI-3]", async () => {
  const beside = createSideWork();
  const { promise, resolve } = Promise.withResolvers<void>();
  beside.keep(promise);
  let stopped = false;
  const stopping = beside.stop(60_000).then(() => (stopped = true));
  await Promise.resolve();
  expect({ stopped, aborted: beside.signal.aborted }).toEqual({ stopped: false, aborted: false });
  resolve();
  await stopping;
});

it("and tells other to leave off, and does not wait for what will not [TRI-3]", async () => {
  const beside = createSideWork();
  let left = false;
  const { promise, resolve } = Promise.withResolvers<void>();
  beside.signal.addEventListener("abort", () => {
    left = true;
    resolve();
  });
  beside.keep(promise);
  beside.keep(new Promise(() => {}));
  await beside.stop(20);
  expect(left).toBe(true);
});

it("and for nothing when there is none [TRI-3]", async () => {
  const beside = createSideWork();
  const ended = Promise.resolve();
  beside.keep(ended);
  await ended;
  await Promise.resolve();
  await beside.stop(60_000);
});
