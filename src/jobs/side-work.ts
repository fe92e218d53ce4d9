/** What goes on beside due work: nothing waits for it but the end of the process, and that only briefly. */
export interface SideWork {
  /** Aborted when there is no more time for it. */
  readonly signal: AbortSignal;
  /** Takes over what must not reject: nobody would hear of it. */
  keep(work: Promise<void>): void;
  /** Waits `waitMs` for what goes on, tells it to leave off, and waits as long once more. */
  stop(waitMs: number): Promise<void>;
}

export function createSideWork(): SideWork {
  const going = new Set<Promise<void>>();
  const abort = new AbortController();
  const ended = async (withinMs: number): Promise<void> => {
    if (going.size === 0) return;
    let timer: NodeJS.Timeout | undefined;
    const enough = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, withinMs);
    });
    await Promise.race([Promise.all(going), enough]);
    clearTimeout(timer);
  };
  return {
    signal: abort.signal,
    keep(work) {
      const kept = work.finally(() => going.delete(kept));
      going.add(kept);
    },
    async stop(waitMs) {
      await ended(waitMs);
      abort.abort(new Error("shutting down"));
      await ended(waitMs);
    },
  };
}
