import type { Category, Severity } from "../../conversation/model.ts";

/** Under way beside the answer. */
export interface RunningTriage {
  /** Null: it failed or came too late. Never rejects. */
  readonly result: Promise<Triage | null>;
}

/** What the cheap model makes of the customer's messages. It never decides anything: it sorts, and helps the search. */
export interface Triage {
  readonly category: Category;
  readonly severity: Severity;
  /** What the customer wants, in a few words of English. */
  readonly intent: string;
  readonly sentiment: "positive" | "neutral" | "negative" | "angry";
  /** BCP 47. */
  readonly language: string;
  readonly wantsHuman: boolean;
  /** The question in the language of the articles; null when it is in it already. */
  readonly translation: string | null;
}
