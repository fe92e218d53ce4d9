import { callAttention } from "./call-attention.ts";
import type { ListFollower } from "./follow-list.ts";
import type { ThreadFollower } from "./follow-thread.ts";
import type { InboxDeps } from "./inbox-deps.ts";
import type { InboxAction } from "./state/inbox-state.ts";
import type { LiveNews } from "./wire/live.ts";

/** Whoever goes on writing says so more often than this; that he has stopped may get lost. */
const FORGET_TYPING_MS = 8_000;

interface NewsDeps {
  readonly store: InboxDeps["store"];
  readonly list: Pick<ListFollower, "refresh">;
  readonly thread: Pick<ThreadFollower, "refresh" | "refreshSoon" | "catchUp">;
  readonly onSignedOut: () => void;
}

/**
 * What the page makes of what it is told. `deps` is asked for at every call: the thread's follower needs the connection,
 * and the connection needs this.
 */
export function hearNews(deps: () => NewsDeps): LiveNews {
  const forgetting = new Map<string, ReturnType<typeof setTimeout>>();
  const tell = (action: InboxAction) => deps().store.dispatch(action);
  return {
    connected() {
      tell({ kind: "live", on: true });
      deps().list.refresh();
      deps().thread.refresh();
    },
    disconnected: () => tell({ kind: "live", on: false }),
    signedOut: () => deps().onSignedOut(),
    changed({ conversation }) {
      const { counts } = deps().store.get();
      const isNew = conversation.state === "queued" && counts.places.get(conversation.id)?.state !== "queued";
      tell({ kind: "changed", conversation });
      if (isNew) callAttention(conversation.id);
      deps().thread.catchUp();
    },
    message: ({ message }) => tell({ kind: "message", message }),
    event: (news) => tell({ kind: "event", ...news }),
    status: (news) => tell({ kind: "status", ...news }),
    attachments: (news) => tell({ kind: "attachments", ...news }),
    turn({ conversationId }) {
      if (conversationId === deps().store.get().thread.id) deps().thread.refreshSoon();
    },
    delta: (news) => tell({ kind: "delta", ...news }),
    retract: (news) => tell({ kind: "retract", ...news }),
    typing(news) {
      // Another page of the same operator.
      if (news.by !== undefined && news.by === deps().store.get().me) return;
      tell({ kind: "typing", ...news });
      const who = `${news.conversationId} ${news.author} ${news.by}`;
      clearTimeout(forgetting.get(who));
      forgetting.delete(who);
      const forget = () => tell({ kind: "typing", ...news, on: false });
      if (news.on) forgetting.set(who, setTimeout(forget, FORGET_TYPING_MS));
    },
  };
}
