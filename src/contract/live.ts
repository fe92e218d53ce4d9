import type { ThreadKey } from "./ids.ts";
import type { DeliveryStatus, MessageClass, RawInbound } from "./inbound.ts";

/** A message in the shape that the outside sees, here and in the REST API. Times are ISO 8601, UTC. */
export interface ShownMessage {
  id: string;
  conversationId: string;
  seq: number;
  turnId: string | null;
  author: "customer" | "assistant" | "operator" | "system";
  internal: boolean;
  text: string;
  fullText: string;
  html: string | null;
  class: MessageClass;
  suppressed: string | null;
  externalId: string | null;
  delivery: ShownDelivery | null;
  attachments: ShownAttachment[];
  sources: { title: string; url: string | null }[];
  at: string;
}

export interface ShownDelivery {
  status: DeliveryStatus;
  error: { code: string; message: string } | null;
}

export interface ShownAttachment {
  id: string;
  filename: string;
  contentType: string;
  /** Bytes. */
  size: number | null;
  state: "pending" | "ready" | "failed";
  /** Shown to whoever follows a live channel: where a file that we sent may be fetched for some days. */
  url?: string;
}

export type ShownState = "assistant" | "queued" | "operator" | "closed";

/** A piece of an answer that is being written. `offset`: where in the answer it begins, UTF-16 units. */
export interface Delta {
  readonly turnId: string;
  readonly offset: number;
  readonly text: string;
}

/**
 * What a live channel is told while it happens, on all processes' behalf: whoever tells has one process, the visitor's
 * socket may be on another. All of it may get lost: the store has what counts.
 */
export interface LiveAudience {
  delta(thread: ThreadKey, delta: Delta): void;
  /** Forget the unfinished answer. */
  retract(thread: ThreadKey, turnId: string): void;
  typing(thread: ThreadKey, author: "assistant" | "operator", on: boolean): void;
}

/** What somebody who follows a thread is shown, in this order: messages by seq, without gaps or doubles. */
export type ThreadNews =
  | { readonly kind: "message"; readonly message: ShownMessage }
  | { readonly kind: "status"; readonly messageId: string; readonly delivery: ShownDelivery }
  | { readonly kind: "conversation"; readonly conversationId: string; readonly state: ShownState }
  /** The unfinished answer so far, for whoever comes in the middle of it. */
  | { readonly kind: "delta"; readonly delta: Delta }
  /** That was taken back while it was told: forget it. */
  | { readonly kind: "retract"; readonly turnId: string };

export interface ThreadHead {
  readonly conversationId: string;
  /** The last number given in it. */
  readonly seq: number;
  readonly state: ShownState;
}

/** The door of a live channel to the conversations: of a thread only what its customer may see, never a note. */
export interface LiveHost {
  /**
   * Stores and takes in at once, and returns the message as it is stored. The same raw row twice is one message.
   * @throws {PayloadError} and nothing is stored; anything else: it may be stored, and comes in by itself then.
   */
  acceptAndIngest(raw: RawInbound): Promise<ShownMessage>;
  /** Null: the thread has no conversation yet. */
  head(thread: ThreadKey): Promise<ThreadHead | null>;
  /** The messages newer than `seq`, oldest first. */
  messagesSince(thread: ThreadKey, seq: number): Promise<ShownMessage[]>;
  /**
   * Shows everything newer than `afterSeq`, the delivery states that have changed lately, and from then on what comes.
   * `show` is called in order, one at a time. The thread may have no conversation yet. Resolves when the first news are
   * shown.
   */
  follow(thread: ThreadKey, afterSeq: number, show: (news: ThreadNews) => void): Promise<Follower>;
  /** The customer's device has got, or the customer has seen, what we said up to `seq`. */
  markSeen(thread: ThreadKey, upTo: number, status: "delivered" | "read"): Promise<void>;
  /** The customer is writing, or has stopped. Only a hint for operators. */
  customerTyping(thread: ThreadKey, on: boolean): void;
}

export interface Follower {
  stop(): void;
}
