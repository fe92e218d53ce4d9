import type { ChatNews, ChatState } from "./chat-state.ts";
import type { Keep } from "./create-keep.ts";

export interface ReadMarkDeps {
  readonly keep: Keep;
  state(): ChatState;
  tell(news: ChatNews): void;
  read(upTo: { conversationId: string; seq: number }): void;
}

export interface ReadMark {
  /** To be called after every change of the state. */
  heard(news: ChatNews): void;
  setSeen(isSeen: boolean): void;
}

const READ = "read";

/** Up to where the customer has read: it moves only while the chat is in sight, and outlives the page. */
export function createReadMark({ keep, state, tell, read }: ReadMarkDeps): ReadMark {
  let isSeen = false;
  const look = (): void => {
    const { conversationId, seq, readSeq, connected } = state();
    if (conversationId === null) return;
    const kept = parse(keep.get(READ), conversationId);
    // Kept by an earlier page, or by another tab.
    if (kept > readSeq) tell({ kind: "read", seq: kept });
    else if (isSeen && connected && seq > readSeq) {
      keep.set(READ, JSON.stringify({ conversationId, seq }));
      read({ conversationId, seq });
      tell({ kind: "read", seq });
    }
  };
  return {
    heard({ kind }) {
      if (kind === "reset") keep.remove(READ);
      else look();
    },
    setSeen(next) {
      isSeen = next;
      look();
    },
  };
}

function parse(words: string | null, conversationId: string): number {
  try {
    const kept = JSON.parse(words ?? "null") as { conversationId?: unknown; seq?: unknown } | null;
    return kept?.conversationId === conversationId && typeof kept.seq === "number" ? kept.seq : 0;
  } catch {
    return 0;
  }
}
