import {
  type ArticleListAction,
  type ArticleListState,
  emptyArticleList,
  reduceArticleList,
} from "./article-list-state.ts";
import { type ArticleAction, type ArticleState, noArticle, reduceArticle } from "./article-state.ts";
import { type GapsAction, type GapsState, noGaps, reduceGaps } from "./gaps-state.ts";
import { nothingTried, reduceTry, type TryAction, type TryState } from "./try-state.ts";

/** All that is shown of the knowledge, but for its status, which the inbox shows a little of, too. */
export interface KnowledgeState {
  readonly me: string;
  /** Only admins change articles. Null: not known yet. */
  readonly role: "admin" | "operator" | null;
  readonly list: ArticleListState;
  readonly article: ArticleState;
  readonly tried: TryState;
  readonly gaps: GapsState;
  /** Something that was refused, in words. */
  readonly alert: string | null;
}

export type KnowledgeAction =
  | ArticleListAction
  | ArticleAction
  | TryAction
  | GapsAction
  | { readonly kind: "role"; readonly role: "admin" | "operator" }
  | { readonly kind: "alert"; readonly words: string | null };

export function beginKnowledge(me: string): KnowledgeState {
  return {
    me,
    role: null,
    list: emptyArticleList,
    article: noArticle,
    tried: nothingTried,
    gaps: noGaps,
    alert: null,
  };
}

export function reduceKnowledge(state: KnowledgeState, action: KnowledgeAction): KnowledgeState {
  switch (action.kind) {
    case "role":
      return { ...state, role: action.role };
    case "alert":
      return { ...state, alert: action.words };
    case "articles_filtered":
    case "first_articles":
    case "next_articles":
    case "articles_failed":
      return { ...state, list: reduceArticleList(state.list, action) };
    case "question_typed":
    case "question_asked":
    case "passages_found":
    case "passages_failed":
      return { ...state, tried: reduceTry(state.tried, action) };
    case "gaps_asked":
    case "gaps_found":
    case "gaps_failed":
    case "gap_dismissed":
    case "gap_kept":
      return { ...state, gaps: reduceGaps(state.gaps, action) };
    default:
      return { ...state, article: reduceArticle(state.article, action) };
  }
}
