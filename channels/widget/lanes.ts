/** Work that is done one piece after the other within a lane, and side by side between lanes. */
export interface Lanes {
  /** Runs `work` when everything before it in its lane has ended, well or not. Settles as `work` does. */
  run<T>(lane: string, work: () => Promise<T>): Promise<T>;
  /** Resolves when nothing is running and nothing waits. */
  idle(): Promise<void>;
}

export function createLanes(): Lanes {
  const ends = new Map<string, Promise<void>>();
  return {
    run(lane, work) {
      const result = (ends.get(lane) ?? Promise.resolve()).then(work);
      const end = result.then(
        () => clear(),
        () => clear(),
      );
      const clear = (): void => {
        if (ends.get(lane) === end) ends.delete(lane);
      };
      ends.set(lane, end);
      return result;
    },
    async idle() {
      while (ends.size > 0) await Promise.all(ends.values());
    },
  };
}
