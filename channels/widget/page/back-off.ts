const FIRST_MS = 1_000;
const MOST_MS = 30_000;

/**
 * How long to wait after the `failures`th failure in a row, ms. `random` from 0 to 1 spreads it over the second half, so
 * that not all pages come back at once after an outage.
 */
export function backOffMs(failures: number, random: number): number {
  const ms = Math.min(FIRST_MS * 2 ** (failures - 1), MOST_MS);
  return ms / 2 + (ms / 2) * random;
}
