import type { ChannelHost, Follower, ThreadKey, ThreadNews } from "../../src/contract/index.ts";
import type { SeenMarks } from "./seen-marks.ts";
import type { WidgetSocket } from "./wire.ts";

/** How much of its thread a socket knows. */
export interface Shown {
  conversationId: string | null;
  seq: number;
}

/** Shows a thread's news to a socket, from `afterSeq` on and as they come. Resolves when the first are shown. */
export async function showThread(
  socket: WidgetSocket,
  about: { readonly thread: ThreadKey; readonly afterSeq: number; readonly shown: Shown; readonly marks: SeenMarks },
  host: Pick<ChannelHost, "live">,
): Promise<Follower> {
  const { thread, afterSeq, shown, marks } = about;
  return host.live.follow(thread, afterSeq, (news) => show(socket, news, shown, marks));
}

function show(socket: WidgetSocket, news: ThreadNews, shown: Shown, marks: SeenMarks): void {
  switch (news.kind) {
    case "message": {
      const { message } = news;
      shown.conversationId = message.conversationId;
      shown.seq = Math.max(shown.seq, message.seq);
      if (message.author === "customer") socket.emit("message", message);
      // Packets of a connection arrive in order: who has this one has those before it.
      else socket.emit("message", message, () => marks.delivered(message.seq));
      return;
    }
    case "status":
      socket.emit("status", { messageId: news.messageId, delivery: news.delivery });
      return;
    case "conversation":
      shown.conversationId = news.conversationId;
      socket.emit("conversation", { id: news.conversationId, state: news.state });
      return;
    case "delta": {
      const { turnId, offset, text } = news.delta;
      socket.emit("delta", { turnId, offset, text });
      return;
    }
    case "retract":
      socket.emit("retract", { turnId: news.turnId });
  }
}
