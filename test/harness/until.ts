import { setTimeout as sleep } from "node:timers/promises";

const EVERY_MS = 15;

/** Waits for something to be there, or so, and returns it. Fails with `what` it was when it does not come. */
export async function until<T>(
  what: string,
  look: () => Promise<T | null | undefined | false> | T | null | undefined | false,
  atMostMs = 15_000,
): Promise<T> {
  const end = performance.now() + atMostMs;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (performance.now() > end) throw new Error(`waited ${atMostMs} ms in vain for ${what}`);
    await sleep(EVERY_MS);
  }
}
