import type { ReplyDraft } from "../../../conversation/model.ts";
import type { ComposerState } from "./composer-state.ts";

/** What is to be known of a draft of the assistant, and what stood in the field before. */
export interface Drafted extends Omit<ReplyDraft, "text"> {
  readonly before: string;
}

/** What becomes of a draft that the assistant is asked for. */
export type DraftNews =
  | { readonly kind: "asked" }
  | { readonly kind: "written"; readonly conversationId: string; readonly draft: ReplyDraft }
  | { readonly kind: "failed"; readonly conversationId: string; readonly words: string }
  | { readonly kind: "undone" };

/** News of a conversation that is not open any more change nothing. */
export function reduceDraft(state: ComposerState, news: DraftNews): ComposerState {
  switch (news.kind) {
    case "asked":
      return { ...state, drafting: true, problem: null, notice: null };
    case "written": {
      if (news.conversationId !== state.conversationId) return state;
      const { text, ...about } = news.draft;
      const drafted = { ...about, before: state.draft.text };
      return { ...state, draft: { ...state.draft, text }, drafting: false, drafted };
    }
    case "failed":
      return news.conversationId === state.conversationId ? { ...state, drafting: false, notice: news.words } : state;
    case "undone":
      if (!state.drafted) return state;
      return { ...state, draft: { ...state.draft, text: state.drafted.before }, drafted: null };
  }
}
