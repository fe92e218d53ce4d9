import { setImmediate as othersFirst } from "node:timers/promises";

/** Others wait at most about this long for the thread, ms. */
const SLICE_MS = 10;

/** For long work in small steps: to be awaited after each step, it lets others have the thread when it is their turn. */
export function createPauses(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < SLICE_MS) return;
    await othersFirst();
    since = performance.now();
  };
}
