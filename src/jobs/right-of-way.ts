/** Lets those go first who wait for an acknowledgement: what others ask the database meanwhile waits for a moment. */
export interface RightOfWay {
  /** Somebody waits. Call what it returns when he does no longer; a second call does nothing. */
  take(): () => void;
  /** Resolves when nobody waits, or not for longer than anybody may be held up. Null: nobody waits. */
  give(): Promise<void> | null;
}

/** An acknowledgement takes 10 ms where it has way. Where it takes longer, to wait for it is no help. */
const MOST_MS = 40;

export function createRightOfWay(): RightOfWay {
  let waiting = 0;
  const held = new Set<() => void>();

  function clear(): void {
    for (const go of held) go();
    held.clear();
  }

  return {
    take() {
      let waits = true;
      waiting += 1;
      return () => {
        if (!waits) return;
        waits = false;
        waiting -= 1;
        if (waiting === 0) clear();
      };
    },
    give() {
      if (waiting === 0) return null;
      return new Promise((resolve) => {
        const go = (): void => {
          clearTimeout(enough);
          held.delete(go);
          resolve();
        };
        const enough = setTimeout(go, MOST_MS);
        held.add(go);
      });
    },
  };
}
