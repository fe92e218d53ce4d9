import type { ConversationView } from "../../../conversation/view.ts";
import { type ComposerAction, type ComposerState, noComposer, reduceComposer } from "./composer-state.ts";
import { type CountsState, countChanged, noCounts } from "./counts-state.ts";
import { emptyList, type ListAction, type ListState, reduceList } from "./list-state.ts";
import type { DeskAct } from "./permitted-acts.ts";
import { noThread, reduceThread, type ThreadAction, type ThreadState } from "./thread-state.ts";
import { type SeenSeqs, withSeen } from "./unread.ts";

/** All that the page shows to an operator who is signed in. */
export interface InboxState {
  /** The operator's name: an email address, lowercased. */
  readonly me: string;
  readonly list: ListState;
  readonly counts: CountsState;
  readonly thread: ThreadState;
  readonly composer: ComposerState;
  readonly seen: SeenSeqs;
  /** False: pushes do not come, and the page asks from time to time instead. */
  readonly isLive: boolean;
  /** What an operator has just asked for and the server has not answered. */
  readonly acting: DeskAct | null;
  /** Something that was refused, in words. */
  readonly alert: string | null;
}

export type InboxAction =
  | ListAction
  | ThreadAction
  | ComposerAction
  | { readonly kind: "counted"; readonly counts: CountsState }
  | { readonly kind: "changed"; readonly conversation: ConversationView }
  | { readonly kind: "live"; readonly on: boolean }
  | { readonly kind: "acting"; readonly act: DeskAct | null }
  | { readonly kind: "alert"; readonly words: string | null };

export function beginInbox(me: string, seen: SeenSeqs): InboxState {
  return {
    me,
    list: emptyList,
    counts: noCounts,
    thread: noThread,
    composer: noComposer,
    seen,
    isLive: false,
    acting: null,
    alert: null,
  };
}

export function reduceInbox(state: InboxState, action: InboxAction): InboxState {
  switch (action.kind) {
    case "filtered":
    case "first_page":
    case "next_page":
    case "list_failed":
      return { ...state, list: reduceList(state.list, action, state.me) };
    case "composer_opened":
    case "typed":
    case "mode":
    case "draft":
    case "files":
    case "sending":
    case "acknowledged":
    case "not_sent":
      return { ...state, composer: reduceComposer(state.composer, action) };
    case "counted":
      return { ...state, counts: action.counts };
    case "changed":
      return {
        ...state,
        list: reduceList(state.list, action, state.me),
        counts: countChanged(state.counts, action.conversation),
        thread: reduceThread(state.thread, action),
      };
    case "loaded":
      return {
        ...state,
        list: reduceList(state.list, { kind: "changed", conversation: action.whole.conversation }, state.me),
        counts: countChanged(state.counts, action.whole.conversation),
        thread: reduceThread(state.thread, action),
      };
    case "seen":
      return {
        ...state,
        thread: reduceThread(state.thread, action),
        seen: withSeen(state.seen, action.conversationId, action.seq),
      };
    case "opened":
      return { ...state, alert: null, thread: reduceThread(state.thread, action) };
    case "live":
      return { ...state, isLive: action.on };
    case "acting":
      return { ...state, acting: action.act };
    case "alert":
      return { ...state, alert: action.words };
    default:
      return { ...state, thread: reduceThread(state.thread, action) };
  }
}
