import type { InboxDeps } from "./inbox-deps.ts";
import type { DraftNews } from "./state/reduce-draft.ts";
import { draftProblemWords } from "./state/send-problem.ts";
import { ApiError } from "./wire/call.ts";

/**
 * Has the assistant write what the operator would send. What stands in the field is taken as a wish, and can be had back.
 * Resolves when the server has answered, whatever it said.
 */
export async function draftAnswer({ store, api }: InboxDeps): Promise<void> {
  const { conversationId, draft, drafting, sending } = store.get().composer;
  if (!conversationId || drafting || sending) return;
  const tell = (news: DraftNews): void => store.dispatch({ kind: "draft", news });
  tell({ kind: "asked" });
  try {
    tell({ kind: "written", conversationId, draft: await api.draft(conversationId, draft.text.trim()) });
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    tell({ kind: "failed", conversationId, words: draftProblemWords(error.status, error.document) });
  }
}
