/** Whether the event loop has time: all that this process does waits in it, the acknowledgement of a webhook too. */
export interface Pace {
  /** What is ready waits noticeably. */
  isBusy(): boolean;
  /** Something begins: from now on the loop is watched for a while. */
  watch(): void;
}

/** For work that nothing urgent waits behind. */
export const UNPACED: Pace = { isBusy: () => false, watch() {} };

const LOOK_EVERY_MS = 10;
/** An acknowledgement passes through the loop two to four times, and is to be there within 50 ms. */
const MOST_LATE_MS = 8;
/** What is left of the worst lateness after each look: a single long stretch counts for some 50 ms. */
const FADES_TO = 0.85;
/** Nothing is watched, and nothing costs anything, when so long nothing was begun. */
const WATCHES_FOR_MS = 2_000;

/**
 * Measures by how much a timer comes late: so long everything else that was ready had to wait as well. What the machine
 * gave to other processes meanwhile does not count: with less of ours it would give no more.
 */
export class LoopPace implements Pace {
  #lateMs = 0;
  #until = 0;
  #timer: NodeJS.Timeout | null = null;

  isBusy(): boolean {
    return this.#lateMs > MOST_LATE_MS;
  }

  watch(): void {
    const now = performance.now();
    this.#until = now + WATCHES_FOR_MS;
    if (this.#timer === null) this.#wait(now);
  }

  #wait(since: number): void {
    const before = process.threadCpuUsage();
    this.#timer = setTimeout(() => {
      const now = performance.now();
      const { user, system } = process.threadCpuUsage(before);
      const workedMs = Math.min(now - since, (user + system) / 1_000);
      this.#lateMs = Math.max(workedMs - LOOK_EVERY_MS, this.#lateMs * FADES_TO);
      if (now < this.#until) return this.#wait(now);
      this.#timer = null;
      this.#lateMs = 0;
    }, LOOK_EVERY_MS).unref();
  }
}
