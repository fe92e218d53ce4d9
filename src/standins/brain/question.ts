import type { Wants } from "./wants.ts";

/** What is looked for in the results. */
export interface Question {
  readonly stems: readonly string[];
  /** What was asked before, when this question leans on it. */
  readonly context: readonly string[];
  readonly wants: Wants;
}
