/**
 * Lets those go first who wait for an acknowledgement. What others ask the database waits meanwhile, before it goes out and
 * before it goes on with the result; and of many results that are there at once, one goes on in each round of the event
 * loop, so that what comes is heard after each. `atMostMs`: how long somebody who waits may hold it up.
 */
export interface RightOfWay {
  /** Somebody waits. Call what it returns when he does no longer; a second call does nothing. */
  take(): () => void;
  /** Before a statement goes out. Null: nobody waits. */
  give(atMostMs: number): Promise<void> | null;
  /** Before its result is used. Null: nobody waits, and no other result goes on in this round. */
  inTurn(atMostMs: number): Promise<void> | null;
}

interface Held {
  /** Then it goes, whoever waits; ms of the monotonic clock. */
  readonly until: number;
  go(): void;
}

export function createRightOfWay(): RightOfWay {
  let waiting = 0;
  const line: Held[] = [];
  /** A result goes on in this round of the loop. */
  let isTaken = false;
  let isLooking = false;
  let alarm: NodeJS.Timeout | undefined;

  function lookNextRound(): void {
    if (isLooking) return;
    isLooking = true;
    setImmediate(look);
  }

  function look(): void {
    isLooking = false;
    clearTimeout(alarm);
    const now = performance.now();
    const index = waiting === 0 ? 0 : line.findIndex(({ until }) => until <= now);
    const [next] = index < 0 ? [] : line.splice(index, 1);
    isTaken = next !== undefined;
    if (next) {
      next.go();
      lookNextRound();
    } else if (line.length > 0) alarm = setTimeout(look, Math.min(...line.map(({ until }) => until)) - now);
  }

  function queue(atMostMs: number): Promise<void> {
    lookNextRound();
    return new Promise((go) => line.push({ until: performance.now() + atMostMs, go }));
  }

  return {
    take() {
      let waits = true;
      waiting += 1;
      return () => {
        if (!waits) return;
        waits = false;
        waiting -= 1;
        if (waiting === 0) lookNextRound();
      };
    },
    give: (atMostMs) => (waiting === 0 || atMostMs <= 0 ? null : queue(atMostMs)),
    inTurn(atMostMs) {
      const mayGo = waiting === 0 || atMostMs <= 0;
      if (!mayGo || isTaken || line.length > 0) return queue(atMostMs);
      isTaken = true;
      lookNextRound();
      return null;
    },
  };
}
