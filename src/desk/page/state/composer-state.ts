import type { ShownMessage } from "../../../contract/index.ts";
import { type DraftFile, type FileNews, reduceFiles, whyFilesWait } from "./draft-files.ts";
import { type Drafted, type DraftNews, reduceDraft } from "./reduce-draft.ts";
import type { SendProblem } from "./send-problem.ts";

export type ComposerMode = "answer" | "note";

/** What is written and not sent, kept per conversation. */
export interface Draft {
  readonly text: string;
  readonly mode: ComposerMode;
  readonly files: readonly DraftFile[];
  /** A UUID that stays until the server has taken the message: sent twice, it is one. */
  readonly clientId: string;
}

export interface ComposerState {
  readonly conversationId: string | null;
  readonly draft: Draft;
  readonly sending: { readonly draft: Draft } | null;
  readonly problem: SendProblem | null;
  /** Something to know that is no problem. */
  readonly notice: string | null;
  /** The assistant is writing a draft. */
  readonly drafting: boolean;
  /** Of the draft that was put into the field last. */
  readonly drafted: Drafted | null;
}

export type ComposerAction =
  | { readonly kind: "composer_opened"; readonly conversationId: string | null; readonly draft: Draft }
  | { readonly kind: "typed"; readonly text: string }
  | { readonly kind: "mode"; readonly mode: ComposerMode }
  | { readonly kind: "draft"; readonly news: DraftNews }
  | { readonly kind: "files"; readonly news: FileNews }
  | { readonly kind: "sending" }
  | {
      readonly kind: "acknowledged";
      readonly conversationId: string;
      readonly message: SentMessage;
      readonly nextClientId: string;
    }
  | {
      readonly kind: "not_sent";
      readonly conversationId: string;
      readonly problem: SendProblem;
      readonly nextClientId: string;
    };

type SentMessage = Pick<ShownMessage, "text" | "internal" | "attachments">;

export const noComposer: ComposerState = {
  conversationId: null,
  draft: { text: "", mode: "answer", files: [], clientId: "" },
  sending: null,
  problem: null,
  notice: null,
  drafting: false,
  drafted: null,
};

export function reduceComposer(state: ComposerState, action: ComposerAction): ComposerState {
  switch (action.kind) {
    case "composer_opened":
      return { ...noComposer, conversationId: action.conversationId, draft: action.draft };
    case "typed":
      return { ...state, draft: { ...state.draft, text: action.text }, notice: null };
    case "mode":
      return { ...state, draft: { ...state.draft, mode: action.mode }, problem: null };
    case "draft":
      return reduceDraft(state, action.news);
    case "files":
      return reduceFiles(state, action.news);
    case "sending":
      return { ...state, sending: { draft: state.draft }, problem: null, notice: null };
    case "acknowledged":
      return action.conversationId === state.conversationId
        ? {
            ...state,
            sending: null,
            problem: null,
            drafted: null,
            ...afterSending(state, action.message, action.nextClientId),
          }
        : state;
    case "not_sent":
      return action.conversationId === state.conversationId
        ? { ...state, sending: null, problem: action.problem, draft: afterProblem(state.draft, action) }
        : state;
  }
}

/** Whether there is something that may go out. */
export function isSendable({ draft, sending, drafting }: ComposerState): boolean {
  const isWritten = draft.text.trim() !== "" || draft.files.length > 0;
  return sending === null && !drafting && isWritten && whyFilesWait(draft.files) === null;
}

/**
 * What an answer to `sent` leaves of the draft. An earlier attempt may have been stored without our knowing it, and then
 * the text was changed: the server answers with what it has, and what is written now is another message.
 */
function afterSending(
  { draft, sending }: ComposerState,
  message: SentMessage,
  nextClientId: string,
): { readonly draft: Draft; readonly notice: string | null } {
  const sent = sending?.draft ?? draft;
  const isSame =
    message.text.trim() === sent.text.trim() &&
    message.internal === (sent.mode === "note") &&
    message.attachments.length === sent.files.length;
  if (!isSame)
    return {
      draft: { ...draft, clientId: nextClientId },
      notice: "An earlier version was sent already. What you see here is not sent yet.",
    };
  // Whoever went on typing meanwhile keeps that.
  const text = draft.text === sent.text ? "" : draft.text;
  const files = draft.files.filter(({ id }) => !sent.files.some((gone) => gone.id === id));
  return { draft: { text, mode: draft.mode, files, clientId: nextClientId }, notice: null };
}

function afterProblem(draft: Draft, { problem, nextClientId }: ComposerAction & { kind: "not_sent" }): Draft {
  return problem.kind === "refused" ? { ...draft, clientId: nextClientId } : draft;
}
