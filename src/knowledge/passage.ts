import type { Audience } from "./articles/parse-article.ts";

/** A part of an article that answers a question. */
export interface Passage {
  readonly slug: string;
  readonly title: string;
  /** The headings above the text, such as "Set up > On a phone"; null at the article's beginning. */
  readonly heading: string | null;
  /** Markdown. */
  readonly text: string;
  readonly url: string | null;
  readonly audience: Audience;
  /** Decides the order: cosine + 0.3 x coverage; by words alone, the coverage. */
  readonly score: number;
  readonly why: Why;
}

/** What made a passage come, for whoever wonders about it. */
export interface Why {
  /** How near it is to the question in meaning, -1 to 1; null where it was found by words alone. */
  readonly cosine: number | null;
  /** How much of the question its words cover, 0 to 1. */
  readonly coverage: number;
  /** Words of the question that stand in it, as asked. */
  readonly words: readonly string[];
  /** Exact terms among them: codes, numbers, names. */
  readonly exact: readonly string[];
}
