import type { ChannelName, LiveHost, ShownMessage, ThreadKey } from "../contract/index.ts";
import type { Database } from "../database/database.ts";
import { type FollowDeps, Follower } from "./follow.ts";
import { forCustomer, readAllMessages } from "./read-news.ts";

export interface LiveHostDeps extends FollowDeps {
  readonly acceptAndIngest: LiveHost["acceptAndIngest"];
  /** For operators who look at the conversation. */
  customerTyping(conversationId: string, on: boolean): void;
  /** A signed address of a file that we sent. */
  addressOf(file: { readonly id: string; readonly filename: string }): string;
}

/** A live channel's door to its threads. */
export function createLiveHost(channel: ChannelName, deps: LiveHostDeps): LiveHost {
  const { database } = deps;
  // Signed anew whenever it is shown: whoever comes back after weeks gets one that is good.
  const withLinks = (message: ShownMessage): ShownMessage => {
    if (message.author === "customer") return message;
    return { ...message, attachments: message.attachments.map((file) => ({ ...file, url: deps.addressOf(file) })) };
  };
  return {
    acceptAndIngest: async (raw) => forCustomer(await deps.acceptAndIngest(raw)),
    head: (thread) => headOf(channel, thread, database),
    async messagesSince(thread, seq) {
      const head = await headOf(channel, thread, database);
      if (!head) return [];
      const messages = await readAllMessages(head.conversationId, seq, head.seq, "customer", database.outside);
      return messages.map(withLinks);
    },
    async follow(threadKey, afterSeq, show) {
      const follower = new Follower(
        { channel, threadKey },
        afterSeq,
        "customer",
        (news) => {
          if (news.kind === "message") show({ ...news, message: withLinks(news.message) });
          else if (news.kind !== "event" && news.kind !== "turn" && news.kind !== "attachments") show(news);
        },
        deps,
      );
      try {
        await follower.start();
      } catch (error) {
        follower.stop();
        throw error;
      }
      return follower;
    },
    async markSeen(thread, upTo, status) {
      const head = await headOf(channel, thread, database);
      if (head) await markSeen(head.conversationId, upTo, status, database);
    },
    customerTyping(thread, on) {
      headOf(channel, thread, database)
        .then((head) => head && deps.customerTyping(head.conversationId, on))
        .catch(deps.onError);
    },
  };
}

async function headOf(channel: ChannelName, threadKey: ThreadKey, { outside }: Database) {
  const row = await outside.conversation.findUnique({
    where: { channel_threadKey: { channel, threadKey } },
    select: { id: true, seq: true, owner: true },
  });
  return row && { conversationId: row.id, seq: row.seq, state: row.owner };
}

/** Only upwards, as all receipts. */
async function markSeen(
  conversationId: string,
  upTo: number,
  status: "delivered" | "read",
  { outside, changes }: Database,
): Promise<void> {
  const { count } = await outside.message.updateMany({
    where: {
      conversationId,
      // A number from the future may be too large for the column.
      seq: { lte: Math.min(upTo, MOST_SEQ) },
      author: { not: "customer" },
      internal: false,
      delivery: { in: status === "read" ? ["sent", "delivered"] : ["sent"] },
    },
    data: { delivery: status },
  });
  if (count > 0) changes.announce(conversationId);
}

const MOST_SEQ = 2 ** 31 - 1;
