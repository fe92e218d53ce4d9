/** How long a burst of messages is waited for, ms. */
export interface Burst {
  readonly quietMs: number;
  readonly atMostMs: number;
}

/** When the turn that answers a burst may begin: when it has been quiet long enough, yet not for ever. */
export function turnDueAt(now: Date, firstUnanswered: Date, burst: Burst): Date {
  return new Date(Math.min(now.getTime() + burst.quietMs, firstUnanswered.getTime() + burst.atMostMs));
}
