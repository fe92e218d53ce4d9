import { isEmbedding } from "./state/knowledge/is-embedding.ts";
import { noStatus, reduceStatus, type StatusAction, type StatusState } from "./state/knowledge/status-state.ts";
import { createStore, type Store } from "./store.ts";
import { readStatus } from "./wire/read-status.ts";

/** How the knowledge is: what is broken, and how far the vectors have come. */
export interface StatusFollower {
  readonly store: Store<StatusState, StatusAction>;
  /** Whether somebody has the knowledge before his eyes. */
  watched(on: boolean): void;
  refresh(): void;
  stop(): void;
}

/** For a mark on a link it is enough to look now and then. */
const SELDOM_MS = 60_000;
const OFTEN_MS = 5_000;
/** A bar that moves. */
const EMBEDDING_MS = 1_500;

export function followStatus(): StatusFollower {
  const store = createStore(reduceStatus, noStatus);
  let isWatched = false;
  let round = 0;
  let again: ReturnType<typeof setTimeout> | undefined;
  function look(): void {
    clearTimeout(again);
    round += 1;
    const mine = round;
    readStatus()
      .then(
        (status) => mine === round && store.dispatch({ kind: "status_found", status }),
        () => mine === round && store.dispatch({ kind: "status_failed" }),
      )
      .finally(() => {
        if (mine === round) again = setTimeout(look, pauseMs(store.get(), isWatched));
      })
      .catch(reportError);
  }
  look();
  return {
    store,
    watched(on) {
      if (on === isWatched) return;
      isWatched = on;
      look();
    },
    refresh: look,
    stop() {
      round += 1;
      clearTimeout(again);
    },
  };
}

function pauseMs({ status }: StatusState, isWatched: boolean): number {
  if (!isWatched) return SELDOM_MS;
  return status && isEmbedding(status.vectors) ? EMBEDDING_MS : OFTEN_MS;
}
