import type { Delta, ShownDelivery, ShownMessage, ShownState } from "../../../src/contract/index.ts";
import type { Writer } from "./wire.ts";

/** All that the page knows. Changed by `stateAfter` alone. */
export interface ChatState {
  readonly conversationId: string | null;
  /** Who must act next. Null: nothing was said yet, or we have not heard. */
  readonly owner: ShownState | null;
  /** By seq, each once. */
  readonly messages: readonly ShownMessage[];
  /**
   * The server has shown us everything up to here. Our own messages may come before it, with their acknowledgement, and
   * then do not count: what is older than they are may be under way.
   */
  readonly seq: number;
  /** Answers that are being written, in the order in which they began. */
  readonly streams: readonly Stream[];
  /** What we have written and the server has not acknowledged, in the order in which it was written. */
  readonly outbox: readonly Outgoing[];
  readonly typing: Writer | null;
  readonly connected: boolean;
  /** The customer has seen everything up to here. */
  readonly readSeq: number;
}

export interface Stream {
  readonly turnId: string;
  readonly text: string;
}

export interface Outgoing {
  /** A UUID: the same one sent twice is one message. */
  readonly clientId: string;
  readonly text: string;
  readonly files: readonly { readonly filename: string; readonly size: number }[];
  /** ISO 8601. */
  readonly at: string;
  /** Why the server does not take it, in words; null while it may still. */
  readonly failure: string | null;
}

export type ChatNews =
  | { readonly kind: "connected"; readonly conversationId: string | null }
  | { readonly kind: "disconnected" }
  | { readonly kind: "message"; readonly message: ShownMessage }
  | { readonly kind: "delta"; readonly delta: Delta }
  | { readonly kind: "retract"; readonly turnId: string }
  | { readonly kind: "typing"; readonly author: Writer; readonly on: boolean }
  | { readonly kind: "status"; readonly messageId: string; readonly delivery: ShownDelivery }
  | { readonly kind: "conversation"; readonly conversationId: string; readonly state: ShownState }
  | { readonly kind: "written"; readonly outgoing: Outgoing }
  | { readonly kind: "acknowledged"; readonly clientId: string; readonly message: ShownMessage }
  | { readonly kind: "refused"; readonly clientId: string; readonly why: string }
  | { readonly kind: "retried"; readonly clientId: string }
  | { readonly kind: "discarded"; readonly clientId: string }
  | { readonly kind: "read"; readonly seq: number }
  | { readonly kind: "reset" };

export const NOTHING_YET: ChatState = {
  conversationId: null,
  owner: null,
  messages: [],
  seq: 0,
  streams: [],
  outbox: [],
  typing: null,
  connected: false,
  readSeq: 0,
};

/** News come twice, late and out of order; what was shown once is not lost by that, and shown once. */
export function stateAfter(state: ChatState, news: ChatNews): ChatState {
  switch (news.kind) {
    case "connected":
      // Answers that are still being written are told again; others were taken back while we did not hear it.
      return { ...inConversation(state, news.conversationId), connected: true, streams: [], typing: null };
    case "disconnected":
      return { ...state, connected: false, typing: null };
    case "message": {
      const next = withMessage(state, news.message);
      return { ...next, seq: Math.max(next.seq, news.message.seq) };
    }
    case "delta":
      return withDelta(state, news.delta);
    case "retract":
      return { ...state, streams: without(state.streams, news.turnId) };
    case "typing":
      if (news.on) return { ...state, typing: news.author };
      return state.typing === news.author ? { ...state, typing: null } : state;
    case "status": {
      const { messageId, delivery } = news;
      const messages = state.messages.map((known) => (known.id === messageId ? { ...known, delivery } : known));
      return { ...state, messages };
    }
    case "conversation":
      return {
        ...inConversation(state, news.conversationId),
        owner: news.state,
        // What somebody else has in his hands is not being answered by the assistant any more.
        ...(news.state !== "assistant" && { streams: [] }),
      };
    case "written":
      return { ...state, outbox: [...state.outbox, news.outgoing] };
    case "acknowledged":
      return withMessage(discard(state, news.clientId), news.message);
    case "refused":
      return withFailure(state, news.clientId, news.why);
    case "retried":
      return withFailure(state, news.clientId, null);
    case "discarded":
      return discard(state, news.clientId);
    case "read":
      return { ...state, readSeq: Math.max(state.readSeq, news.seq) };
    case "reset":
      return { ...NOTHING_YET, connected: state.connected };
  }
}

/** What was said by others and not seen yet. */
export function countUnread({ messages, readSeq }: ChatState): number {
  return messages.filter(({ author, seq }) => author !== "customer" && seq > readSeq).length;
}

/** What is known of another conversation says nothing about this one. What is not sent yet goes into it. */
function inConversation(state: ChatState, id: string | null): ChatState {
  if (id === state.conversationId) return state;
  if (state.conversationId === null) return { ...state, conversationId: id };
  const { connected, outbox } = state;
  return { ...NOTHING_YET, connected, outbox, conversationId: id };
}

function withMessage(before: ChatState, message: ShownMessage): ChatState {
  const state = inConversation(before, message.conversationId);
  const { turnId, author, seq } = message;
  const older = state.messages.filter((known) => known.seq < seq);
  const newer = state.messages.filter((known) => known.seq > seq);
  return {
    ...state,
    messages: [...older, message, ...newer],
    // Whoever speaks for a turn, its unfinished answer is over: a handoff says so in the server's words.
    streams: turnId === null ? state.streams : without(state.streams, turnId),
    outbox: state.outbox.filter(({ clientId }) => !isOf(message, clientId)),
    typing: state.typing === author ? null : state.typing,
  };
}

/** A message of ours is named by the id that we gave it, behind the name of the thread. */
function isOf({ author, externalId }: ShownMessage, clientId: string): boolean {
  return author === "customer" && externalId !== null && externalId.endsWith(`/${clientId}`);
}

/** A piece that begins beyond what is had tells nothing: what is between them comes with the message. */
function withDelta(state: ChatState, { turnId, offset, text }: Delta): ChatState {
  if (state.messages.some((known) => known.turnId === turnId)) return state;
  const had = state.streams.find((stream) => stream.turnId === turnId)?.text ?? "";
  const now = had.slice(0, offset) + text;
  if (offset > had.length || now.length <= had.length) return state;
  const isBegun = state.streams.some((stream) => stream.turnId === turnId);
  const streams = isBegun
    ? state.streams.map((stream) => (stream.turnId === turnId ? { turnId, text: now } : stream))
    : [...state.streams, { turnId, text: now }];
  return { ...state, streams };
}

function without(streams: readonly Stream[], turnId: string): readonly Stream[] {
  return streams.filter((stream) => stream.turnId !== turnId);
}

function withFailure(state: ChatState, clientId: string, failure: string | null): ChatState {
  const outbox = state.outbox.map((outgoing) => (outgoing.clientId === clientId ? { ...outgoing, failure } : outgoing));
  return { ...state, outbox };
}

function discard(state: ChatState, clientId: string): ChatState {
  return { ...state, outbox: state.outbox.filter((outgoing) => outgoing.clientId !== clientId) };
}
