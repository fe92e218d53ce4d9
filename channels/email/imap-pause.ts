import { setTimeout as sleep } from "node:timers/promises";

/**
 * How long to wait after so many failures in a row, ms: twice as long each time, half of it by chance, so that many
 * clients do not come back at once.
 */
export function pauseBefore(
  failures: number,
  { least, most }: { readonly least: number; readonly most: number },
  chance: number = Math.random(),
): number {
  const full = Math.min(least * 2 ** Math.min(Math.max(failures - 1, 0), 30), most);
  return full * (0.5 + chance / 2);
}

/** Ends early, and without an error, when `signal` is aborted. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => {});
}
