import { recallDraft } from "./drafts.ts";
import type { InboxDeps } from "./inbox-deps.ts";
import { noComposer } from "./state/composer-state.ts";
import { isBehind, newestSeq } from "./state/thread-state.ts";
import { ApiError } from "./wire/call.ts";
import type { Live } from "./wire/live.ts";

export interface ThreadFollower {
  open(id: string | null): void;
  /** Asks for the whole conversation, and follows it from there. */
  refresh(): void;
  /** Asks again soon, unless what is missing comes by itself meanwhile. */
  catchUp(): void;
  /** Asks again soon in any case. */
  refreshSoon(): void;
  stop(): void;
}

/** A push that is under way gets here within this time. */
const CATCH_UP_AFTER_MS = 700;
/** Turns change several times in a second. */
const SOON_MS = 300;

/** Keeps the open conversation as the server has it. */
export function followThread(deps: InboxDeps, live: Pick<Live, "watch">): ThreadFollower {
  const { store } = deps;
  let behind: ReturnType<typeof setTimeout> | undefined;
  let soon: ReturnType<typeof setTimeout> | undefined;
  function refresh(): void {
    const { id } = store.get().thread;
    if (id) load(id, deps, live).catch(ignored);
  }
  return {
    open(id) {
      const { me } = store.get();
      const draft = id ? recallDraft(me, id) : noComposer.draft;
      store.dispatch({ kind: "opened", id });
      store.dispatch({ kind: "composer_opened", conversationId: id, draft });
      if (id) refresh();
      else live.watch(null, 0);
    },
    refresh,
    catchUp() {
      clearTimeout(behind);
      behind = setTimeout(() => {
        if (isBehind(store.get().thread)) refresh();
      }, CATCH_UP_AFTER_MS);
    },
    refreshSoon() {
      clearTimeout(soon);
      soon = setTimeout(refresh, SOON_MS);
    },
    stop() {
      clearTimeout(behind);
      clearTimeout(soon);
    },
  };
}

/** The state says that it failed, and the next occasion asks again. */
const ignored = (): void => {};

async function load(id: string, { store, api }: InboxDeps, live: Pick<Live, "watch">): Promise<void> {
  try {
    store.dispatch({ kind: "loaded", whole: await api.read(id) });
  } catch (error) {
    const isMissing = error instanceof ApiError && error.status === 404;
    store.dispatch({ kind: "load_failed", id, isMissing });
    throw error;
  }
  const { thread } = store.get();
  if (thread.id === id) live.watch(id, newestSeq(thread));
}
