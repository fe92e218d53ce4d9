/**
 * Lets those go first who wait for an acknowledgement. What others ask the database waits meanwhile, before it goes out and
 * before it goes on with the result; and of many results that are there at once, one goes on in each round of the event
 * loop, so that what comes is heard after each. `atMostMs`: about how long somebody who waits may hold it up.
 */
export interface RightOfWay {
  /** Somebody waits. Call what it returns when he does no longer; a second call does nothing. */
  readonly take: () => () => void;
  /** Before a statement goes out. Null: nobody waits. */
  readonly give: (atMostMs: number) => Promise<void> | null;
  /** Before its result is used. Null: nobody waits, and no other result goes on in this round. */
  readonly inTurn: (atMostMs: number) => Promise<void> | null;
}

export function createRightOfWay(): RightOfWay {
  let waiting = 0;
  const line = createLine(() => waiting > 0);
  return {
    take() {
      let waits = true;
      waiting += 1;
      return () => {
        if (!waits) return;
        waits = false;
        waiting -= 1;
        if (waiting === 0) line.look();
      };
    },
    give: (atMostMs) => (waiting === 0 || atMostMs <= 0 ? null : line.stand(atMostMs)),
    inTurn(atMostMs) {
      const mayGo = waiting === 0 || atMostMs <= 0;
      return mayGo && line.passes() ? null : line.stand(atMostMs);
    },
  };
}

interface Held {
  /** Then it goes, whoever waits; ms of the monotonic clock. */
  readonly until: number;
  go(): void;
}

interface Line {
  /** Resolves when it is his turn. */
  stand(atMostMs: number): Promise<void>;
  /** Whether nobody stands there, and nobody else goes on in this round: then he who asks does. */
  passes(): boolean;
  /** In the next round, for whether somebody may go. */
  look(): void;
}

/** Who is held up. The first is he who may be held up least: he has locks, or a connection, that others wait for. */
function createLine(isHeld: () => boolean): Line {
  const held: Held[] = [];
  /** Somebody goes on in this round. */
  let isTaken = false;
  let isLooking = false;
  let alarm: NodeJS.Timeout | undefined;

  function look(): void {
    clearTimeout(alarm);
    if (isLooking) return;
    isLooking = true;
    setImmediate(letOneGo);
  }

  function letOneGo(): void {
    isLooking = false;
    isTaken = false;
    const [first] = held;
    if (!first) return;
    const inMs = isHeld() ? first.until - performance.now() : 0;
    if (inMs > 0) {
      alarm = setTimeout(look, inMs);
      return;
    }
    isTaken = true;
    held.shift();
    first.go();
    look();
  }

  return {
    look,
    stand(atMostMs) {
      look();
      const until = performance.now() + atMostMs;
      const behind = held.findLastIndex((other) => other.until <= until);
      return new Promise((go) => held.splice(behind + 1, 0, { until, go }));
    },
    passes() {
      if (isTaken || held.length > 0) return false;
      isTaken = true;
      look();
      return true;
    },
  };
}
