import type { Calls, Fault } from "./fault.ts";

/** What goes wrong by chance, for as long as it lasts. */
export interface Weather {
  /** Of the next call; null when it goes well. Asked when no fault waits in line. */
  fault(calls: Calls): Fault | null;
  /**
   * When each copy of a webhook is posted, ms from now. The answer to the first one counts. None: it is lost. Webhooks
   * about one text are not waited for one after the other, so they overtake each other when this varies.
   */
  copies(): readonly number[];
  /** Whether news of a text overtake the answer to its creation. */
  isEarly(): boolean;
}
