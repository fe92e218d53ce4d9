import { randomUUID } from "node:crypto";
import {
  DELIVERY_STATUSES,
  type InboundMessage,
  type LiveHost,
  PayloadError,
  type RawInbound,
  type ShownMessage,
  type ShownState,
  type ThreadKey,
  type ThreadNews,
} from "../../src/contract/index.ts";
import { blankMessage, fromCustomer } from "./recorded-message.ts";

/** What a live channel's conversations hold, and how a test plays the other side of them. */
export interface RecordedConversations {
  readonly live: LiveHost;
  /** We say something, or note it. */
  say(thread: ThreadKey, said: Said): ShownMessage;
  setState(thread: ThreadKey, state: ShownState): void;
  /** Everything in a thread, notes included. */
  messages(thread: ThreadKey): readonly ShownMessage[];
  readonly seen: readonly { readonly thread: ThreadKey; readonly upTo: number; readonly status: string }[];
  readonly typing: readonly { readonly thread: ThreadKey; readonly on: boolean }[];
}

export type Said = Pick<ShownMessage, "text"> & Partial<Pick<ShownMessage, "author" | "internal" | "turnId">>;

/** Stores a raw row and says what it says. Rejects when it is not stored. */
type TakeIn = (raw: RawInbound) => Promise<readonly InboundMessage[]>;

/** In memory. */
export function createRecordedConversations(takeIn: TakeIn): RecordedConversations {
  const threads = new Map<ThreadKey, Thread>();
  const at = (key: ThreadKey): Thread => threads.get(key) ?? threads.set(key, new Thread()).get(key)!;
  const seen: RecordedConversations["seen"][number][] = [];
  const typing: RecordedConversations["typing"][number][] = [];

  const live: LiveHost = {
    async acceptAndIngest(raw) {
      const [said] = await takeIn(raw);
      if (said === undefined) throw new PayloadError("It says nothing");
      const thread = at(said.threadKey);
      const earlier = thread.messages.find(({ externalId }) => externalId === said.externalId);
      return earlier ?? thread.append(fromCustomer(said));
    },
    head: async (key) => at(key).head(),
    messagesSince: async (key, seq) => at(key).newer(seq),
    follow: async (key, afterSeq, show) => at(key).follow(afterSeq, show),
    async markSeen(thread, upTo, status) {
      seen.push({ thread, upTo, status });
      at(thread).markSeen(upTo, status);
    },
    customerTyping(thread, on) {
      typing.push({ thread, on });
    },
  };
  return {
    live,
    seen,
    typing,
    say: (key, said) =>
      at(key).append({ author: "operator", delivery: { status: "sent", error: null }, ...said, fullText: said.text }),
    setState: (key, state) => at(key).setState(state),
    messages: (key) => at(key).messages,
  };
}

/** One thread, which has a conversation from its first message on, and who follows it. */
class Thread {
  readonly messages: ShownMessage[] = [];
  private readonly id = randomUUID();
  private readonly followers = new Set<(news: ThreadNews) => void>();
  private state: ShownState = "assistant";

  append(said: Partial<ShownMessage>): ShownMessage {
    const message = { ...blankMessage(), ...said, conversationId: this.id, seq: this.messages.length + 1 };
    this.messages.push(message);
    if (!message.internal) this.tell({ kind: "message", message });
    return message;
  }

  head() {
    const { id, messages, state } = this;
    return messages.length === 0 ? null : { conversationId: id, seq: messages.length, state };
  }

  newer(seq: number): ShownMessage[] {
    return this.messages.filter((message) => message.seq > seq && !message.internal);
  }

  follow(afterSeq: number, show: (news: ThreadNews) => void) {
    for (const message of this.newer(afterSeq)) show({ kind: "message", message });
    if (this.messages.length > 0) show(this.stateNews());
    this.followers.add(show);
    return { stop: () => void this.followers.delete(show) };
  }

  markSeen(upTo: number, status: "delivered" | "read"): void {
    for (const message of this.messages) {
      if (message.seq > upTo || !isBelow(message, status)) continue;
      message.delivery = { status, error: null };
      this.tell({ kind: "status", messageId: message.id, delivery: message.delivery });
    }
  }

  setState(state: ShownState): void {
    this.state = state;
    this.tell(this.stateNews());
  }

  private stateNews(): ThreadNews {
    return { kind: "conversation", conversationId: this.id, state: this.state };
  }

  private tell(news: ThreadNews): void {
    for (const show of this.followers) show(news);
  }
}

function isBelow({ delivery }: ShownMessage, status: "delivered" | "read"): boolean {
  return delivery !== null && DELIVERY_STATUSES.indexOf(delivery.status) < DELIVERY_STATUSES.indexOf(status);
}
