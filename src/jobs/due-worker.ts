import type { Logger } from "pino";
import { type Pace, UNPACED } from "./pace.ts";

/** Something that waits in a table until it is due. The rows are the truth; the worker only looks at them often enough. */
export interface DueWork<Item extends { readonly id: string }> {
  readonly name: string;
  /** How many run at once in this process. */
  readonly concurrency: number;
  /** How many run also while the event loop is busy: with something else, perhaps, which does not end sooner then. Absent: all. */
  readonly atLeast?: number;
  /** How often to look without being poked: for what another process left, and for what comes due by the clock. */
  readonly pollMs: number;
  /** Takes up to `limit` due items for this process; `busy` are the ids that run here already. */
  claim(limit: number, busy: readonly string[]): Promise<readonly Item[]>;
  /**
   * Does one, and says whether its end has made something else due. Handles its own failures; what it throws is logged,
   * and the item is claimed again later.
   */
  run(item: Item, signal: AbortSignal): Promise<"look_again" | "done">;
}

/** Of what waits, so much begins at once, and then so long later: when all of it began, nothing else had a turn. */
const STEP = 8;
const STEP_MS = 10;
/** While it is busy, so often one more begins: what waits for others, as a turn does for the model, is not what keeps it so. */
const ONE_MORE_MS = 20;

/**
 * Looks for due rows, runs them, looks again. Holds timers and what runs now, nothing else: kill it and start another,
 * and that one goes on from the rows.
 */
export class DueWorker<Item extends { readonly id: string }> {
  readonly #work: DueWork<Item>;
  readonly #log: Logger;
  readonly #pace: Pace;
  readonly #running = new Map<string, Promise<void>>();
  readonly #abort = new AbortController();
  #cancelTimer = (): void => {};
  /** When the timer fires, ms of the monotonic clock. */
  #wakesAt = Number.POSITIVE_INFINITY;
  #looking: Promise<void> | undefined;
  #lookAgain = false;
  /** The last look found as much as there was room for, so there may be more. */
  #wasFull = false;
  /** When something was begun the last time, ms of the monotonic clock. */
  #begunAt = Number.NEGATIVE_INFINITY;
  #state: "new" | "started" | "stopped" = "new";

  constructor(work: DueWork<Item>, log: Logger, pace: Pace = UNPACED) {
    this.#work = work;
    this.#log = log;
    this.#pace = pace;
  }

  start(): void {
    this.#state = "started";
    this.poke();
  }

  /** Something is due `inMs` from now. Only a hint: without it the next poll finds it. */
  poke(inMs = 0): void {
    if (this.#state !== "started") return;
    const at = performance.now() + inMs;
    if (at >= this.#wakesAt) {
      // Kept for then: the looks before find nothing, and the one after may come a whole poll late.
      if (inMs > 0) setTimeout(() => this.poke(), inMs).unref();
      return;
    }
    this.#cancelTimer();
    this.#wakesAt = at;
    this.#cancelTimer = after(inMs, () => this.#wake());
  }

  /** Stops looking, waits `drainMs` for what runs, then tells it to leave off, and resolves when nothing runs. */
  async stop(drainMs: number): Promise<void> {
    this.#state = "stopped";
    this.#cancelTimer();
    await this.#looking;
    const enough = setTimeout(() => this.#abort.abort(new Error("shutting down")), drainMs);
    await Promise.all(this.#running.values());
    clearTimeout(enough);
  }

  #wake(): void {
    this.#wakesAt = Number.POSITIVE_INFINITY;
    if (this.#looking) {
      this.#lookAgain = true;
      return;
    }
    this.#looking = this.#look().then((nextInMs) => {
      this.#looking = undefined;
      this.poke(this.#lookAgain ? 0 : nextInMs);
      this.#lookAgain = false;
    });
  }

  /** Never rejects. Returns when to look again, ms from now. */
  async #look(): Promise<number> {
    const { name, concurrency, pollMs, claim } = this.#work;
    if (this.#running.size >= concurrency) return pollMs; // whoever ends pokes
    const room = this.#room();
    if (room === 0) return STEP_MS;
    try {
      const items = await claim.call(this.#work, room, [...this.#running.keys()]);
      for (const item of items) this.#begin(item);
      this.#wasFull = items.length === room;
      if (this.#wasFull && this.#running.size < concurrency) return STEP_MS;
    } catch (error) {
      this.#log.error({ worker: name, err: error }, "could not look for due work");
    }
    return pollMs;
  }

  /** How much may begin now. */
  #room(): number {
    const running = this.#running.size;
    const { concurrency, atLeast = concurrency } = this.#work;
    if (!this.#pace.isBusy()) return Math.min(concurrency - running, STEP);
    if (running < atLeast) return atLeast - running;
    return performance.now() - this.#begunAt >= ONE_MORE_MS ? 1 : 0;
  }

  #begin(item: Item): void {
    this.#begunAt = performance.now();
    this.#pace.watch();
    const run = this.#run(item).then((next) => {
      this.#running.delete(item.id);
      // A look under way has asked for what was due while this ran.
      if (next === "look_again" || this.#wasFull || this.#looking) this.poke();
    });
    this.#running.set(item.id, run);
  }

  async #run(item: Item): Promise<"look_again" | "done"> {
    try {
      return await this.#work.run(item, this.#abort.signal);
    } catch (error) {
      this.#log.error({ worker: this.#work.name, item: item.id, err: error }, "work failed");
      return "done"; // the next poll finds it; at once would be a hot loop
    }
  }
}

/** Returns how to call it off. At once means in this round of the event loop: the shortest timer takes a millisecond. */
function after(ms: number, run: () => void): () => void {
  if (ms > 0) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  }
  const immediate = setImmediate(run);
  return () => clearImmediate(immediate);
}
