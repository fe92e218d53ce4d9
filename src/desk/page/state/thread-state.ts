import {
  DELIVERY_STATUSES,
  type DeliveryStatus,
  type Delta,
  type ShownAttachment,
  type ShownDelivery,
  type ShownMessage,
} from "../../../contract/index.ts";
import type { ContactView, ConversationView, EventView, TurnView } from "../../../conversation/view.ts";
import type { WholeConversation } from "./shapes.ts";

/** The conversation that is open in the middle. */
export interface ThreadState {
  readonly id: string | null;
  readonly phase: "none" | "loading" | "ready" | "missing" | "failed";
  readonly conversation: ConversationView | null;
  readonly contact: ContactView | null;
  /** By seq, without doubles; so are the events. */
  readonly messages: readonly ShownMessage[];
  readonly events: readonly EventView[];
  readonly turns: readonly TurnView[];
  /** The answer that the assistant is writing. */
  readonly writing: Writing | null;
  readonly typing: Typing;
  /** Up to where the operator has had everything before his eyes. */
  readonly seenSeq: number;
}

export interface Writing {
  readonly turnId: string;
  /** Where the text begins in the whole answer: more than 0 for whoever came in the middle of it. UTF-16 units. */
  readonly from: number;
  readonly text: string;
}

export interface Typing {
  readonly customer: boolean;
  readonly assistant: boolean;
  /** Names of colleagues. */
  readonly operators: readonly string[];
}

export type ThreadAction =
  | { readonly kind: "opened"; readonly id: string | null }
  | { readonly kind: "loaded"; readonly whole: WholeConversation }
  | { readonly kind: "load_failed"; readonly id: string; readonly isMissing: boolean }
  | { readonly kind: "changed"; readonly conversation: ConversationView }
  | { readonly kind: "message"; readonly message: ShownMessage }
  | { readonly kind: "event"; readonly conversationId: string; readonly event: EventView }
  | {
      readonly kind: "status";
      readonly conversationId: string;
      readonly messageId: string;
      readonly delivery: ShownDelivery;
    }
  | {
      readonly kind: "attachments";
      readonly conversationId: string;
      readonly messageId: string;
      readonly attachments: readonly ShownAttachment[];
    }
  | ({ readonly kind: "delta"; readonly conversationId: string } & Delta)
  | { readonly kind: "retract"; readonly conversationId: string; readonly turnId: string }
  | ({ readonly kind: "typing" } & TypingNews)
  | { readonly kind: "seen"; readonly conversationId: string; readonly seq: number };

export interface TypingNews {
  readonly conversationId: string;
  readonly author: "assistant" | "operator" | "customer";
  readonly on: boolean;
  readonly by?: string | undefined;
}

const nobodyTypes: Typing = { customer: false, assistant: false, operators: [] };

export const noThread: ThreadState = {
  id: null,
  phase: "none",
  conversation: null,
  contact: null,
  messages: [],
  events: [],
  turns: [],
  writing: null,
  typing: nobodyTypes,
  seenSeq: 0,
};

export function reduceThread(state: ThreadState, action: ThreadAction): ThreadState {
  switch (action.kind) {
    case "opened":
      return { ...noThread, id: action.id, phase: action.id ? "loading" : "none" };
    case "loaded":
      return action.whole.conversation.id === state.id ? withSnapshot(state, action.whole) : state;
    case "load_failed":
      if (action.id !== state.id) return state;
      // What is shown already stays: better old than nothing.
      return state.phase === "ready" ? state : { ...state, phase: action.isMissing ? "missing" : "failed" };
    case "changed":
      return action.conversation.id === state.id ? withConversation(state, action.conversation) : state;
    case "message":
      return action.message.conversationId === state.id ? withMessage(state, action.message) : state;
    default:
      return action.conversationId === state.id ? withNews(state, action) : state;
  }
}

/** The newest number among what is shown. */
export function newestSeq({ messages, events }: ThreadState): number {
  return Math.max(messages.at(-1)?.seq ?? 0, events.at(-1)?.seq ?? 0);
}

/** Whether the server has more than is shown here: a push was lost, or is under way. */
export function isBehind(state: ThreadState): boolean {
  return state.phase === "ready" && (state.conversation?.seq ?? 0) > newestSeq(state);
}

/** Messages that came below what the operator is looking at. */
export function unseenCount({ messages, seenSeq }: ThreadState): number {
  return messages.filter(({ seq }) => seq > seenSeq).length;
}

type News = Exclude<ThreadAction, { kind: "opened" | "loaded" | "load_failed" | "changed" | "message" }>;

function withNews(state: ThreadState, action: News): ThreadState {
  switch (action.kind) {
    case "event":
      return { ...state, events: inOrder(state.events, [action.event]) };
    case "status":
      return { ...state, messages: withDelivery(state.messages, action.messageId, action.delivery) };
    case "attachments":
      return { ...state, messages: withAttachments(state.messages, action.messageId, action.attachments) };
    case "delta":
      return { ...state, writing: withDelta(state, action) };
    case "retract":
      return state.writing?.turnId === action.turnId ? { ...state, writing: null } : state;
    case "typing":
      return { ...state, typing: withTyping(state.typing, action) };
    case "seen":
      return action.seq > state.seenSeq ? { ...state, seenSeq: action.seq } : state;
  }
}

/** The snapshot was read before it got here: what came live meanwhile stays. */
function withSnapshot(state: ThreadState, whole: WholeConversation): ThreadState {
  const isFirst = state.phase !== "ready";
  const messages = inOrder(state.messages, whole.messages, newerOf);
  const next = withConversation(state, whole.conversation);
  const isDone = messages.some(({ turnId }) => turnId !== null && turnId === state.writing?.turnId);
  return {
    ...next,
    phase: "ready",
    contact: whole.contact,
    messages,
    events: inOrder(state.events, whole.events),
    turns: whole.turns,
    writing: isDone ? null : next.writing,
    seenSeq: isFirst ? whole.conversation.seq : state.seenSeq,
  };
}

function withConversation(state: ThreadState, conversation: ConversationView): ThreadState {
  if (conversation.seq < (state.conversation?.seq ?? 0)) return state;
  // Taken over in the middle of an answer: it will not be finished.
  const writing = conversation.state === "assistant" ? state.writing : null;
  return { ...state, conversation, contact: conversation.contact, writing };
}

function withMessage(state: ThreadState, message: ShownMessage): ThreadState {
  const writing = state.writing?.turnId === message.turnId ? null : state.writing;
  const typing = message.author === "customer" ? { ...state.typing, customer: false } : state.typing;
  return { ...state, messages: inOrder(state.messages, [message], newerOf), writing, typing };
}

/** Receipts come late, twice and out of order: only what tells more counts. */
function newerOf(known: ShownMessage, fresh: ShownMessage): ShownMessage {
  if (!known.delivery || !fresh.delivery) return fresh;
  const isKnownBetter = rank(known.delivery.status) > rank(fresh.delivery.status);
  return isKnownBetter ? { ...fresh, delivery: known.delivery } : fresh;
}

const rank = (status: DeliveryStatus): number => DELIVERY_STATUSES.indexOf(status);

function withDelivery(messages: readonly ShownMessage[], id: string, delivery: ShownDelivery): readonly ShownMessage[] {
  return messages.map((message) => (message.id === id ? newerOf(message, { ...message, delivery }) : message));
}

/** A file that was on its way is here, or will not come. */
function withAttachments(
  messages: readonly ShownMessage[],
  id: string,
  attachments: readonly ShownAttachment[],
): readonly ShownMessage[] {
  return messages.map((message) => (message.id === id ? { ...message, attachments: [...attachments] } : message));
}

function withDelta({ messages, writing }: ThreadState, { turnId, offset, text }: Delta): Writing | null {
  // Late news of an answer that is there as a whole.
  if (messages.some((message) => message.turnId === turnId)) return writing;
  if (writing === null || writing.turnId !== turnId) return { turnId, from: offset, text };
  const at = offset - writing.from;
  // A piece is missing in between: the finished message brings it.
  if (at < 0 || at > writing.text.length) return writing;
  return { ...writing, text: writing.text.slice(0, at) + text };
}

function withTyping(typing: Typing, { author, on, by }: TypingNews): Typing {
  if (author !== "operator") return { ...typing, [author]: on };
  if (by === undefined) return typing;
  const others = typing.operators.filter((name) => name !== by);
  return { ...typing, operators: on ? [...others, by] : others };
}

interface Numbered {
  readonly id: string;
  readonly seq: number;
}

/** Both lists as one, by seq; of two with one id, `choose` says which. */
function inOrder<T extends Numbered>(
  known: readonly T[],
  fresh: readonly T[],
  choose: (known: T, fresh: T) => T = (_known, newer) => newer,
): readonly T[] {
  const byId = new Map(known.map((one) => [one.id, one]));
  for (const one of fresh) {
    const had = byId.get(one.id);
    byId.set(one.id, had ? choose(had, one) : one);
  }
  return [...byId.values()].toSorted((a, b) => a.seq - b.seq);
}
