import { addFiles } from "./add-files.ts";
import { doAct } from "./do-act.ts";
import { draftAnswer } from "./draft-answer.ts";
import { keepDraft } from "./drafts.ts";
import { followList } from "./follow-list.ts";
import { followThread } from "./follow-thread.ts";
import { hearNews } from "./hear-news.ts";
import type { InboxDeps } from "./inbox-deps.ts";
import { keepSeen, recallSeen } from "./seen-seqs.ts";
import { sendAnswer } from "./send-answer.ts";
import type { ComposerMode } from "./state/composer-state.ts";
import { beginInbox, type InboxAction, type InboxState, reduceInbox } from "./state/inbox-state.ts";
import type { ListFilter } from "./state/list-state.ts";
import type { DeskAct } from "./state/permitted-acts.ts";
import { newestSeq } from "./state/thread-state.ts";
import { createStore, type Store } from "./store.ts";
import { type TypingTeller, tellTyping } from "./tell-typing.ts";
import { createApi } from "./wire/api.ts";
import { connectLive, type Live } from "./wire/live.ts";

/** What the components read, and what they can do. */
export interface Inbox {
  readonly store: Store<InboxState, InboxAction>;
  filter(change: Partial<ListFilter>): void;
  more(): void;
  open(id: string | null): void;
  refresh(): void;
  act(act: DeskAct): void;
  type(text: string): void;
  mode(mode: ComposerMode): void;
  send(): void;
  /** Uploads files for what is being written. */
  addFiles(files: readonly File[]): void;
  removeFile(id: string): void;
  /** Has the assistant write an answer into the field. */
  draft(): void;
  undoDraft(): void;
  /** Puts a text into the field, as an answer. */
  fill(text: string): void;
  /** Everything that is shown has been before the operator's eyes. */
  seen(): void;
  dismissAlert(): void;
  stop(): void;
}

/** Without pushes the page asks so often. */
const POLL_MS = 15_000;
/** With pushes now and then all the same: a count that was read while something changed would stay wrong. */
const LIVE_POLL_EVERY = 20;

/** Connects the page's state to the server. `onSignedOut` is called when the session has ended. */
export function createInbox(me: string, onSignedOut: () => void): Inbox {
  const store = createStore(reduceInbox, beginInbox(me, recallSeen(me)));
  const deps = { store, api: createApi(onSignedOut) };
  const list = followList(deps);
  const live: Live = connectLive(hearNews(() => ({ store, list, thread, onSignedOut })));
  const thread = followThread(deps, live);
  const typing = tellTyping(live);
  const refresh = () => {
    list.refresh();
    thread.refresh();
  };
  let polls = 0;
  const poll = setInterval(() => {
    polls += 1;
    if (!store.get().isLive || polls % LIVE_POLL_EVERY === 0) refresh();
  }, POLL_MS);
  const forget = store.subscribe(keepWhatChanges(store));
  list.refresh();
  return {
    store,
    filter: list.filter,
    more: list.more,
    open(id) {
      typing.stopped();
      thread.open(id);
    },
    refresh,
    act: (act) => run(doAct(act, deps, thread.refresh)),
    ...writing(deps, typing, thread.refresh),
    seen() {
      const { id, phase } = store.get().thread;
      const seq = newestSeq(store.get().thread);
      if (id && phase === "ready") store.dispatch({ kind: "seen", conversationId: id, seq });
    },
    dismissAlert: () => store.dispatch({ kind: "alert", words: null }),
    stop() {
      clearInterval(poll);
      forget();
      typing.stopped();
      thread.stop();
      live.stop();
    },
  };
}

function writing(
  deps: InboxDeps,
  typing: TypingTeller,
  refreshThread: () => void,
): Pick<Inbox, "type" | "mode" | "send" | "addFiles" | "removeFile" | "draft" | "undoDraft" | "fill"> {
  const { store } = deps;
  const files = addFiles(deps);
  return {
    type(text) {
      store.dispatch({ kind: "typed", text });
      const { conversationId, draft } = store.get().composer;
      // Whoever writes a note for colleagues is not answering.
      if (conversationId && text !== "" && draft.mode === "answer") typing.typed(conversationId);
      else typing.stopped();
    },
    mode(mode) {
      typing.stopped();
      store.dispatch({ kind: "mode", mode });
    },
    send() {
      typing.stopped();
      run(sendAnswer(deps, refreshThread));
    },
    addFiles: files.add,
    removeFile: files.remove,
    draft: () => run(draftAnswer(deps)),
    undoDraft: () => store.dispatch({ kind: "draft", news: { kind: "undone" } }),
    fill(text) {
      store.dispatch({ kind: "mode", mode: "answer" });
      store.dispatch({ kind: "typed", text });
    },
  };
}

/** What outlives a reload: drafts, and what has been seen. */
function keepWhatChanges(store: Store<InboxState, InboxAction>): () => void {
  let { composer, seen } = store.get();
  return () => {
    const now = store.get();
    const { conversationId, draft } = now.composer;
    if (conversationId && now.composer.draft !== composer.draft) keepDraft(now.me, conversationId, draft);
    if (now.seen !== seen) keepSeen(now.me, now.seen);
    ({ composer, seen } = now);
  };
}

/** What can be refused has been told; anything else is a fault of this page and belongs into the console. */
function run(done: Promise<void>): void {
  done.catch((error: unknown) => reportError(error));
}
