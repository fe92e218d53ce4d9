import { dismissGap } from "./dismiss-gap.ts";
import { type Gap, type GapDeps, listGaps } from "./list-gaps.ts";

/** What customers asked and no article answered, for whoever writes the articles. */
export interface Gaps {
  /** See `listGaps`. Whoever asks for a list that is being made gets that one. */
  list(days: number, limit: number): Promise<readonly Gap[]>;
  /** See `dismissGap`. */
  dismiss(id: string, by: string, days: number): Promise<number | null>;
}

export function createGaps(deps: GapDeps): Gaps {
  const lists = new Map<string, Promise<readonly Gap[]>>();
  return {
    list(days, limit) {
      const key = `${days} ${limit}`;
      const running = lists.get(key);
      if (running) return running;
      const list = listGaps(days, limit, deps).finally(() => {
        if (lists.get(key) === list) lists.delete(key);
      });
      lists.set(key, list);
      return list;
    },
    async dismiss(id, by, days) {
      const count = await dismissGap(id, by, days, deps);
      // One that was begun before may still have it.
      lists.clear();
      return count;
    },
  };
}
