/** What is looked for in the results. */
export interface Question {
  readonly stems: readonly string[];
  /** What was asked before, when this question leans on it. */
  readonly context: readonly string[];
  /** Asks what something costs, how long it takes, or what to do. */
  readonly wants: "money" | "time" | "steps" | null;
}
