import { io } from "socket.io-client";
import type { Delta, ShownAttachment, ShownDelivery, ShownMessage } from "../../../contract/index.ts";
import type { ConversationView, EventView } from "../../../conversation/view.ts";
import type { TypingNews } from "../state/thread-state.ts";

/** What the namespace `/desk` tells. All of it may get lost: it is only a hint to look. */
export interface LiveNews {
  connected(): void;
  disconnected(): void;
  signedOut(): void;
  changed(news: { readonly conversation: ConversationView }): void;
  message(news: { readonly message: ShownMessage }): void;
  event(news: { readonly conversationId: string; readonly event: EventView }): void;
  status(news: { readonly conversationId: string; readonly messageId: string; readonly delivery: ShownDelivery }): void;
  attachments(news: {
    readonly conversationId: string;
    readonly messageId: string;
    readonly attachments: readonly ShownAttachment[];
  }): void;
  turn(news: { readonly conversationId: string }): void;
  delta(news: { readonly conversationId: string } & Delta): void;
  retract(news: { readonly conversationId: string; readonly turnId: string }): void;
  typing(news: TypingNews): void;
}

export interface Live {
  /** Follows one conversation in place of the one before; null follows none. */
  watch(conversationId: string | null, afterSeq: number): void;
  typing(conversationId: string, on: boolean): void;
  stop(): void;
}

const AGAIN_AFTER_MS = 15_000;

export function connectLive(news: LiveNews): Live {
  const socket = io("/desk", { reconnectionDelayMax: 5_000 });
  let again: ReturnType<typeof setTimeout> | undefined;
  socket.on("connect", () => news.connected());
  socket.on("disconnect", () => news.disconnected());
  socket.on("connect_error", ({ message }) => {
    if (message === "unauthorized") return news.signedOut();
    // Refused by the server, the client does not try again by itself.
    clearTimeout(again);
    if (!socket.active) again = setTimeout(() => socket.connect(), AGAIN_AFTER_MS);
  });
  for (const name of [
    "changed",
    "message",
    "event",
    "status",
    "attachments",
    "turn",
    "delta",
    "retract",
    "typing",
  ] as const)
    socket.on(name, news[name]);
  return {
    watch(conversationId, afterSeq) {
      // One that is asked for while there is no connection would be stale by the time there is: whoever connects asks.
      if (socket.connected) socket.emit("watch", { conversationId, afterSeq });
    },
    typing(conversationId, on) {
      if (socket.connected) socket.volatile.emit("typing", { conversationId, on });
    },
    stop() {
      clearTimeout(again);
      socket.disconnect();
    },
  };
}
