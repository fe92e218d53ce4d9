import type { ChannelName, ShownAttachment, ShownDelivery, ShownMessage, ShownState } from "../contract/index.ts";
import {
  type EventView,
  MESSAGE_SHOWN_WITH,
  toAttachmentView,
  toDeliveryView,
  toEventView,
  toMessageView,
} from "../conversation/view.ts";
import type { Database } from "../database/database.ts";

/** A conversation by its id, or by a thread that may have none yet. */
export type Followed =
  | { readonly conversationId: string }
  | { readonly channel: ChannelName; readonly threadKey: string };

/** A customer sees what is said to him and nothing of how we work; the desk sees all. */
export type Audience = "customer" | "desk";

export interface Page {
  /** By seq. */
  readonly items: readonly Item[];
  /** Up to where it was read. */
  readonly seq: number;
}

export interface NewsOfConversation extends Page {
  readonly state: ShownState;
  /** Of the last things we said, the newest last. */
  readonly deliveries: readonly { readonly id: string; readonly delivery: ShownDelivery }[];
  /** Of messages whose files came, or come, later than they did; for the desk. */
  readonly files: readonly { readonly id: string; readonly attachments: readonly ShownAttachment[] }[];
  /** Changes when a turn begins or ends. */
  readonly turns: string;
  /** The answer that is being written, as far as it was shown. */
  readonly unfinished: Unfinished | null;
}

export interface Unfinished {
  readonly turnId: string;
  readonly text: string;
}

type Item =
  | { readonly kind: "message"; readonly seq: number; readonly message: ShownMessage }
  | { readonly kind: "event"; readonly seq: number; readonly event: EventView };

/** Numbers that are read at once. Each is a message or an event, so that many are never in memory together. */
const PAGE = 200;
/** Of what lies further back, nobody waits for a delivery state any more. */
const RECENT = 50;

export async function findConversation(followed: Followed, { outside }: Database): Promise<string | null> {
  if ("conversationId" in followed) return followed.conversationId;
  const row = await outside.conversation.findUnique({ where: { channel_threadKey: followed }, select: { id: true } });
  return row?.id ?? null;
}

/**
 * What is newer than `afterSeq`, or the first page of it when that is much. The head is read first: numbers are given and
 * committed in order, so all up to its number is there by then, and what comes meanwhile is left for the next look.
 */
export async function readNews(
  conversationId: string,
  afterSeq: number,
  audience: Audience,
  withUnfinished: boolean,
  { outside }: Database,
): Promise<({ kind: "page" } & Page) | ({ kind: "all" } & NewsOfConversation) | null> {
  const head = await outside.conversation.findUnique({
    where: { id: conversationId },
    select: { seq: true, owner: true },
  });
  if (!head) return null;
  const upTo = Math.min(head.seq, afterSeq + PAGE);
  if (upTo < head.seq)
    return { kind: "page", items: await readItems(conversationId, afterSeq, upTo, audience, outside), seq: upTo };
  const [items, recent, files, turns] = await Promise.all([
    head.seq > afterSeq ? readItems(conversationId, afterSeq, head.seq, audience, outside) : [],
    outside.message.findMany({
      where: { conversationId, author: { not: "customer" }, internal: false, delivery: { not: null } },
      orderBy: { seq: "desc" },
      take: RECENT,
      select: { id: true, delivery: true, deliveryErrorCode: true, deliveryError: true },
    }),
    audience === "desk" ? readLateFiles(conversationId, head.seq, outside) : [],
    audience === "desk" || withUnfinished
      ? outside.turn.findMany({
          where: { conversationId },
          orderBy: { startedAt: "desc" },
          take: 2,
          select: { id: true, outcome: true, shown: true },
        })
      : [],
  ]);
  const open = turns.find(({ outcome, shown }) => outcome === null && shown !== null);
  return {
    kind: "all",
    items,
    seq: head.seq,
    state: head.owner,
    deliveries: recent.reverse().flatMap((row) => {
      const delivery = toDeliveryView(row);
      return delivery ? [{ id: row.id, delivery }] : [];
    }),
    files,
    turns: turns.map(({ id, outcome }) => `${id} ${outcome}`).join(),
    unfinished: withUnfinished && open?.shown ? { turnId: open.id, text: open.shown } : null,
  };
}

/** Files that come by reference are fetched when their message has long been shown. */
async function readLateFiles(
  conversationId: string,
  seq: number,
  outside: Database["outside"],
): Promise<NewsOfConversation["files"]> {
  const rows = await outside.attachment.findMany({
    where: { message: { conversationId, seq: { gt: seq - PAGE } } },
    orderBy: [{ messageId: "asc" }, { index: "asc" }],
  });
  const late = new Set(rows.filter(({ nextTryAt }) => nextTryAt !== null).map(({ messageId }) => messageId));
  return [...late].map((id) => ({
    id,
    attachments: rows.filter(({ messageId }) => messageId === id).map(toAttachmentView),
  }));
}

async function readItems(
  conversationId: string,
  afterSeq: number,
  upTo: number,
  audience: Audience,
  outside: Database["outside"],
): Promise<Item[]> {
  const [messages, events] = await Promise.all([
    readMessages(conversationId, afterSeq, upTo, audience, outside),
    audience === "desk" ? outside.event.findMany({ where: { conversationId, seq: { gt: afterSeq, lte: upTo } } }) : [],
  ]);
  return [
    ...messages.map((message): Item => ({ kind: "message", seq: message.seq, message })),
    ...events.map((event): Item => ({ kind: "event", seq: event.seq, event: toEventView(event) })),
  ].sort((a, b) => a.seq - b.seq);
}

/** What is shown of a turn's answer now, also when it has become a message. */
export async function readShown(turnId: string, { outside }: Database): Promise<string | null> {
  const turn = await outside.turn.findUnique({ where: { id: turnId }, select: { shown: true } });
  return turn?.shown ?? null;
}

/** All messages with numbers in between, for an audience. */
export async function readAllMessages(
  conversationId: string,
  afterSeq: number,
  upTo: number,
  audience: Audience,
  outside: Database["outside"],
): Promise<ShownMessage[]> {
  const messages: ShownMessage[] = [];
  for (let from = afterSeq; from < upTo; from += PAGE)
    messages.push(...(await readMessages(conversationId, from, Math.min(upTo, from + PAGE), audience, outside)));
  return messages;
}

async function readMessages(
  conversationId: string,
  afterSeq: number,
  upTo: number,
  audience: Audience,
  outside: Database["outside"],
): Promise<ShownMessage[]> {
  const rows = await outside.message.findMany({
    where: {
      conversationId,
      seq: { gt: afterSeq, lte: upTo },
      ...(audience === "customer" && { internal: false }),
    },
    orderBy: { seq: "asc" },
    include: MESSAGE_SHOWN_WITH,
  });
  return rows.map(toMessageView).map((message) => (audience === "customer" ? forCustomer(message) : message));
}

/** Why nobody answered automatically, and what went wrong with a delivery, is said for operators: the code tells enough. */
export function forCustomer(message: ShownMessage): ShownMessage {
  const { delivery } = message;
  const error = delivery?.error && { ...delivery.error, message: "" };
  return { ...message, suppressed: null, delivery: delivery && { ...delivery, error: error ?? null } };
}
