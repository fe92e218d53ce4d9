import { dismissGap } from "./dismiss-gap.ts";
import { type Gap, type GapDeps, listGaps } from "./list-gaps.ts";

/** What customers asked and no article answered, for whoever writes the articles. */
export interface Gaps {
  /** See `listGaps`. */
  list(days: number, limit: number): Promise<readonly Gap[]>;
  /** See `dismissGap`. */
  dismiss(id: string, by: string, days: number): Promise<number | null>;
}

export function createGaps(deps: GapDeps): Gaps {
  return {
    list: (days, limit) => listGaps(days, limit, deps),
    dismiss: (id, by, days) => dismissGap(id, by, days, deps),
  };
}
