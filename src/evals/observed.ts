import type { Author, Category, HandoffTrigger, Owner, Priority, Severity, Source } from "../conversation/model.ts";

/** A conversation as it is after a turn, for grading. */
export interface Observed {
  readonly owner: Owner;
  /** Null: nobody handed it over, or it was given back. */
  readonly handoff: {
    readonly trigger: HandoffTrigger;
    readonly priority: Priority;
    readonly reason: string;
  } | null;
  readonly tickets: readonly { readonly category: Category; readonly severity: Severity; readonly summary: string }[];
  readonly category: Category | null;
  readonly severity: Severity | null;
  readonly flags: readonly string[];
  /** Tools that did what they were called for, in order, those that code called in the model's place included. */
  readonly tools: readonly string[];
  /** What the customer could read, in order. */
  readonly said: readonly Said[];
  readonly spent: Spending;
}

export interface Said {
  readonly author: Exclude<Author, "customer">;
  readonly text: string;
  readonly sources: readonly Source[];
}

/** Of all models, those that only inform included. */
export interface Spending {
  readonly calls: number;
  /** Cached or not. */
  readonly inputTokens: number;
  readonly cachedTokens: number;
  readonly outputTokens: number;
  readonly costMicros: number;
}

export const NOTHING: Spending = { calls: 0, inputTokens: 0, cachedTokens: 0, outputTokens: 0, costMicros: 0 };

export function sum(parts: readonly Spending[]): Spending {
  return parts.reduce(
    (total, part) => ({
      calls: total.calls + part.calls,
      inputTokens: total.inputTokens + part.inputTokens,
      cachedTokens: total.cachedTokens + part.cachedTokens,
      outputTokens: total.outputTokens + part.outputTokens,
      costMicros: total.costMicros + part.costMicros,
    }),
    NOTHING,
  );
}
