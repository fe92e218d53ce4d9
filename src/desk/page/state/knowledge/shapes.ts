import type { ArticleSummary, ArticleView } from "../../../article-view.ts";

export type Audience = "public" | "internal";

/** What `GET /api/articles/:slug` answers. */
export type Article = ArticleView;

/** What `GET /api/articles` answers. */
export interface ArticlePage {
  readonly items: readonly ArticleSummary[];
  readonly next: string | null;
}

/** What `PUT /api/articles/:slug` takes. */
export interface Manuscript {
  readonly title: string;
  readonly body: string;
  readonly audience: Audience;
  readonly url: string | null;
  readonly tags: readonly string[];
  readonly draft: boolean;
  readonly language: string | null;
}

/** What `GET /api/knowledge` answers. */
export interface KnowledgeStatus {
  readonly articles: number;
  readonly drafts: number;
  readonly chunks: number;
  readonly problems: readonly { readonly file: string; readonly reason: string }[];
  /** Files that are not used because an article with their slug was removed. */
  readonly hidden: readonly { readonly slug: string; readonly file: string }[];
  readonly vectors: VectorProgress;
}

export interface VectorProgress {
  /** Null: vectors are turned off. */
  readonly model: string | null;
  readonly dimension: number | null;
  /** By which questions are compared just now. */
  readonly serving: string | null;
  readonly done: number;
  readonly total: number;
  readonly error: string | null;
}

/** What `GET /api/knowledge/search` answers of each. */
export interface Passage {
  readonly slug: string;
  readonly title: string;
  readonly heading: string | null;
  /** Markdown. */
  readonly text: string;
  readonly url: string | null;
  readonly audience: Audience;
  readonly score: number;
  readonly why: {
    /** Null: it was found by words alone. */
    readonly cosine: number | null;
    readonly coverage: number;
    readonly words: readonly string[];
    readonly exact: readonly string[];
  };
}

/** What `GET /api/knowledge/gaps` answers of each: questions that mean the same and that no article answered. */
export interface Gap {
  readonly id: string;
  readonly question: string;
  readonly count: number;
  readonly conversations: number;
  readonly firstAt: string;
  readonly lastAt: string;
  readonly examples: readonly { readonly text: string; readonly conversationId: string; readonly at: string }[];
  /** Articles that answer it by now. */
  readonly nowFound: readonly { readonly slug: string; readonly title: string }[];
}
