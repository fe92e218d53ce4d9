import type { Audience } from "./article.ts";

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
  /**
   * Cosine + 0.3 x coverage; by words alone, the coverage. What the order goes by, together with how often the words are in
   * it and what of the question stands in it word for word. May be below 0 for what has an exact term.
   */
  readonly score: number;
  readonly why: Why;
}

/** What made a passage come, for whoever wonders about it. */
export interface Why {
  /** How near it is to the question in meaning, -1 to 1; null where that is not known, by words alone or with no vector yet. */
  readonly cosine: number | null;
  /** How much of the question its words cover, 0 to 1. */
  readonly coverage: number;
  /** Words of the question that stand in it, in this form or another, as asked but for capitals. */
  readonly words: readonly string[];
  /** Exact terms that stand in it, as asked: codes, numbers, names. */
  readonly exact: readonly string[];
}
