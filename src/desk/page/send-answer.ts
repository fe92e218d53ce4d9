import { v4 as uuid } from "uuid";
import { keepDraft } from "./drafts.ts";
import type { InboxDeps } from "./inbox-deps.ts";
import { type Draft, isSendable } from "./state/composer-state.ts";
import { tokensOf } from "./state/draft-files.ts";
import type { InboxState } from "./state/inbox-state.ts";
import { whyNoAnswer } from "./state/permitted-acts.ts";
import { toSendProblem } from "./state/send-problem.ts";
import { ApiError } from "./wire/call.ts";

/** Sends what is written in the composer. Resolves when the server has answered, whatever it said. */
export async function sendAnswer(deps: InboxDeps, refreshThread: () => void): Promise<void> {
  const state = deps.store.get();
  const { conversationId, draft } = state.composer;
  if (!conversationId || !maySend(state)) return;
  deps.store.dispatch({ kind: "sending" });
  // What the operator has not had before his eyes is for the server to hold against him.
  const basedOnSeq = state.thread.seenSeq;
  try {
    await send(conversationId, draft, basedOnSeq, deps);
    // It may have changed hands by this.
    refreshThread();
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const problem = toSendProblem(error.status, error.document, basedOnSeq);
    deps.store.dispatch({ kind: "not_sent", conversationId, problem, nextClientId: uuid() });
    if (problem.kind === "stale" || problem.kind === "owned" || problem.kind === "opted_out") refreshThread();
  }
}

/** Whether the button is alive. */
export function maySend({ composer, thread, me }: InboxState): boolean {
  if (!isSendable(composer) || !thread.conversation) return false;
  return composer.draft.mode === "note" || mayAnswer({ thread, me });
}

/** Whether an answer to the customer may be written. */
export function mayAnswer({ thread, me }: Pick<InboxState, "thread" | "me">): boolean {
  return thread.conversation !== null && whyNoAnswer(thread.conversation, me, thread.events) === null;
}

async function send(conversationId: string, draft: Draft, basedOnSeq: number, deps: InboxDeps): Promise<void> {
  const { store, api } = deps;
  const { text, mode, clientId } = draft;
  const files = tokensOf(draft.files);
  const message = await api.answer(conversationId, { text, internal: mode === "note", basedOnSeq, clientId, files });
  store.dispatch({ kind: "message", message });
  store.dispatch({ kind: "acknowledged", conversationId, message, nextClientId: uuid() });
  // Whoever looks at another conversation by now would find what is sent as a draft when he comes back.
  const isElsewhere = store.get().composer.conversationId !== conversationId;
  if (isElsewhere && message.text === text.trim())
    keepDraft(store.get().me, conversationId, { ...draft, text: "", files: [] });
}
