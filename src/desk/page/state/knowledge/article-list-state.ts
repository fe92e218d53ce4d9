import type { ArticleSummary } from "../../../article-view.ts";
import type { ArticlePage, Audience } from "./shapes.ts";

export interface ArticleFilter {
  /** As typed; empty means no search. */
  readonly q: string;
  /** Null: both. */
  readonly audience: Audience | null;
  /** Only those that are being written. */
  readonly draft: boolean;
}

export interface ArticleListState {
  readonly filter: ArticleFilter;
  /** In the order of the server. */
  readonly items: readonly ArticleSummary[];
  /** Where the next page begins; null: everything is here. */
  readonly next: string | null;
  readonly phase: "loading" | "ready" | "failed";
  /** Rises with every change of the filter: an answer to an earlier question is none. */
  readonly question: number;
}

export type ArticleListAction =
  | { readonly kind: "articles_filtered"; readonly filter: ArticleFilter }
  /** The first page, which may come again while later ones are shown. */
  | { readonly kind: "first_articles"; readonly question: number; readonly page: ArticlePage }
  | { readonly kind: "next_articles"; readonly question: number; readonly page: ArticlePage }
  | { readonly kind: "articles_failed"; readonly question: number };

export const emptyArticleList: ArticleListState = {
  filter: { q: "", audience: null, draft: false },
  items: [],
  next: null,
  phase: "loading",
  question: 0,
};

export function reduceArticleList(state: ArticleListState, action: ArticleListAction): ArticleListState {
  if (action.kind === "articles_filtered")
    return { ...state, filter: action.filter, next: null, phase: "loading", question: state.question + 1 };
  if (action.question !== state.question) return state;
  switch (action.kind) {
    case "first_articles":
      return withFirstPage(state, action.page);
    case "next_articles":
      return { ...state, items: joined(state.items, action.page.items), next: action.page.next };
    case "articles_failed":
      return { ...state, phase: "failed" };
  }
}

/** Later pages stay where they are, so that a refresh does not move what somebody is looking at. */
function withFirstPage(state: ArticleListState, page: ArticlePage): ArticleListState {
  const lastSlug = page.items.at(-1)?.slug;
  const lastAt = state.items.findIndex(({ slug }) => slug === lastSlug);
  const later = state.phase === "loading" || page.next === null || lastAt < 0 ? [] : state.items.slice(lastAt + 1);
  const next = later.length > 0 ? state.next : page.next;
  return { ...state, items: joined(page.items, later), next, phase: "ready" };
}

/** What stands in both is taken from the first. */
function joined(first: readonly ArticleSummary[], second: readonly ArticleSummary[]): readonly ArticleSummary[] {
  const slugs = new Set(first.map(({ slug }) => slug));
  return [...first, ...second.filter(({ slug }) => !slugs.has(slug))];
}
