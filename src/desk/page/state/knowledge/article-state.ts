import { type ArticleFields, areSame, changeFields, fieldsOf, noFields } from "./article-fields.ts";
import type { Article } from "./shapes.ts";

/** An article as the server has it. */
export interface Found {
  readonly document: Article;
  /** Another one with every change; null: the server does not tell. */
  readonly version: string | null;
}

/** What somebody is writing. */
export interface Edit {
  readonly fields: ArticleFields;
  /** As the fields were before anything was changed. */
  readonly began: ArticleFields;
  /** The version that it was made of; null: it is to be a new article. */
  readonly over: string | null;
  /** What it is called where this browser keeps it. */
  readonly keptAs: string;
}

export type ArticleProblem =
  | { readonly kind: "refused"; readonly words: string }
  /** Somebody has changed it meanwhile. `theirs`: what it is now; null: it is deleted. */
  | { readonly kind: "changed"; readonly theirs: Found | null };

export interface ArticleState {
  /** Which one is open; null: none, or one that is not there yet. */
  readonly slug: string | null;
  readonly phase: "none" | "new" | "loading" | "ready" | "missing" | "failed";
  readonly found: Found | null;
  /** Null: it is only read. */
  readonly edit: Edit | null;
  readonly busy: "saving" | "deleting" | "reverting" | null;
  readonly problem: ArticleProblem | null;
}

export type ArticleAction =
  /** `edit`: what was written here before and not saved. */
  | { readonly kind: "article_opened"; readonly slug: string | null; readonly edit: Edit | null }
  | { readonly kind: "article_begun"; readonly edit: Edit }
  | { readonly kind: "article_found"; readonly slug: string; readonly found: Found | null }
  | { readonly kind: "article_failed"; readonly slug: string }
  | { readonly kind: "edit_begun" }
  | { readonly kind: "edited"; readonly change: Partial<ArticleFields> }
  | { readonly kind: "edit_left" }
  | { readonly kind: "article_busy"; readonly busy: ArticleState["busy"] }
  | { readonly kind: "article_saved"; readonly found: Found }
  | { readonly kind: "article_problem"; readonly problem: ArticleProblem | null }
  /** One's own text is to replace theirs. */
  | { readonly kind: "mine_kept" }
  /** One's own text is given up for theirs. */
  | { readonly kind: "theirs_taken" };

export const noArticle: ArticleState = {
  slug: null,
  phase: "none",
  found: null,
  edit: null,
  busy: null,
  problem: null,
};

/** Of an article that is not there yet. */
export const newEdit = (keptAs: string, fields = noFields): Edit => ({ fields, began: noFields, over: null, keptAs });

/** An article may be called as anything. */
export const keptAsOf = (slug: string): string => `article:${slug}`;

/** Whether anything would be lost. */
export const isChanged = ({ fields, began }: Edit): boolean => !areSame(fields, began);

export function reduceArticle(state: ArticleState, action: ArticleAction): ArticleState {
  switch (action.kind) {
    case "article_opened":
      if (action.slug === null) return noArticle;
      return { ...noArticle, slug: action.slug, phase: "loading", edit: action.edit };
    case "article_begun":
      return { ...noArticle, phase: "new", edit: action.edit };
    case "article_found":
      return action.slug === state.slug ? withFound(state, action.found) : state;
    case "article_failed":
      return action.slug === state.slug && state.phase === "loading" ? { ...state, phase: "failed" } : state;
    case "edit_begun":
      return state.found && !state.edit ? { ...state, edit: editOf(state.found), problem: null } : state;
    case "edited":
      return state.edit ? withChange(state, state.edit, action.change) : state;
    case "edit_left":
      return { ...state, edit: null, problem: null };
    case "article_busy":
      return { ...state, busy: action.busy, problem: action.busy ? null : state.problem };
    case "article_saved":
      return { ...noArticle, slug: action.found.document.slug, phase: "ready", found: action.found };
    case "article_problem":
      return { ...state, problem: action.problem };
    case "mine_kept":
      return withMine(state);
    case "theirs_taken":
      return withTheirs(state);
  }
}

const editOf = (found: Found): Edit => {
  const fields = fieldsOf(found.document);
  return { fields, began: fields, over: found.version, keptAs: keptAsOf(fields.slug) };
};

/** What was refused may be right by now; what somebody else has written is still there. */
function withChange(state: ArticleState, edit: Edit, change: Partial<ArticleFields>): ArticleState {
  const problem = state.problem?.kind === "refused" ? null : state.problem;
  return { ...state, problem, edit: { ...edit, fields: changeFields(edit.fields, change) } };
}

/** What is being written stays, and whoever writes it hears at once that it is of something that is no more. */
function withFound(state: ArticleState, found: Found | null): ArticleState {
  const { edit, busy, problem } = state;
  const next = { ...state, found, phase: found ? "ready" : "missing" } as const;
  if (!edit || busy || edit.over === (found?.version ?? null)) return next;
  if (problem?.kind === "changed" && problem.theirs?.version === found?.version) return next;
  return { ...next, problem: { kind: "changed", theirs: found } };
}

function withMine(state: ArticleState): ArticleState {
  const { edit, problem } = state;
  if (!edit || problem?.kind !== "changed") return state;
  return { ...state, edit: { ...edit, over: problem.theirs?.version ?? null }, problem: null };
}

function withTheirs(state: ArticleState): ArticleState {
  if (state.problem?.kind !== "changed") return state;
  const { theirs } = state.problem;
  return { ...state, found: theirs, phase: theirs ? "ready" : "missing", edit: null, problem: null };
}
