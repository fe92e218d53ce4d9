import type { ShownMessage } from "../contract/index.ts";
import type * as rows from "../database/generated/client.ts";
import { type HandoffPack, NO_PACK, ticketNumber } from "./model.ts";

/** The shapes that the outside sees. Times are ISO 8601, UTC. */

export interface ConversationView {
  id: string;
  channel: rows.Channel;
  state: rows.Owner;
  assignee: string | null;
  subject: string | null;
  category: rows.Category | null;
  severity: rows.Severity | null;
  engagement: number;
  handoff: HandoffView | null;
  contact: ContactView;
  tickets: TicketView[];
  flags: string[];
  seq: number;
  openedAt: string;
  lastMessageAt: string;
}

export interface HandoffView {
  reason: string;
  priority: rows.Priority;
  trigger: rows.HandoffTrigger;
  summary: string;
  at: string;
  /** What else the operator who takes over should know; null when nothing is known but what was said. */
  pack: HandoffPack | null;
}

export interface ContactView {
  id: string;
  name: string | null;
  address: string;
  identity: rows.Identity;
}

export interface TicketView {
  number: string;
  category: rows.Category;
  severity: rows.Severity;
  summary: string;
  status: rows.TicketStatus;
  url: string | null;
}

export type MessageView = ShownMessage;

export interface TurnView {
  id: string;
  upToSeq: number;
  outcome: rows.TurnOutcome | null;
  model: string;
  inputTokens: number;
  outputTokens: number;
  cacheReadTokens: number;
  cacheWriteTokens: number;
  costMicros: number;
  calls: number;
  toolCalls: { tool: string; input: unknown; result: string; isError: boolean; ms: number }[];
  startedAt: string;
  endedAt: string | null;
}

export interface EventView {
  id: string;
  seq: number;
  kind: string;
  by: string | null;
  data: unknown;
  at: string;
}

export type ConversationRow = rows.Conversation & {
  readonly assignee: { readonly email: string } | null;
  readonly contact: rows.Contact & { readonly addresses: readonly rows.ContactAddress[] };
  readonly handoffs: readonly rows.Handoff[];
  /** The last release at least, if there was one. */
  readonly events: readonly Pick<rows.Event, "kind" | "at">[];
  readonly tickets: readonly rows.Ticket[];
};

/** What a conversation's row must be read with to be shown. */
export const SHOWN_WITH = {
  assignee: { select: { email: true } },
  contact: { include: { addresses: true } },
  handoffs: { orderBy: { at: "desc" }, take: 1 },
  events: { where: { kind: "released" }, orderBy: { seq: "desc" }, take: 1, select: { kind: true, at: true } },
  tickets: { orderBy: { number: "asc" } },
} as const satisfies rows.Prisma.ConversationInclude;

export function toConversationView(row: ConversationRow): ConversationView {
  const { id, channel, subject, category, severity, engagement, seq } = row;
  return {
    id,
    channel,
    state: row.owner,
    assignee: row.assignee?.email ?? null,
    subject,
    category,
    severity,
    engagement,
    handoff: currentHandoff(row),
    contact: toContactView(row),
    tickets: row.tickets.map(toTicketView),
    flags: flagsOf(row),
    seq,
    openedAt: row.openedAt.toISOString(),
    lastMessageAt: row.lastMessageAt.toISOString(),
  };
}

/** Whether anything reaches the customer here is known of his address, whichever conversations there are with it. */
function flagsOf({ flags, channel, theirAddress, contact }: ConversationRow): string[] {
  const there = contact.addresses.find((one) => one.channel === channel && one.address === theirAddress);
  return there?.unreachableAt ? [...flags, "unreachable"] : flags;
}

/** One of an earlier engagement is over, and so is one from which the conversation was given back. */
function currentHandoff(row: ConversationRow): HandoffView | null {
  const {
    handoffs: [handoff],
    events,
    engagement,
  } = row;
  if (!handoff || handoff.engagement !== engagement) return null;
  const isGivenBack = events.some(({ kind, at }) => kind === "released" && at >= handoff.at);
  return isGivenBack ? null : toHandoffView(handoff, row);
}

type Heard = Pick<rows.Conversation, "sentiment" | "language">;

function toHandoffView(row: rows.Handoff, heard: Heard): HandoffView {
  const { reason, priority, trigger, summary, at, pack } = row;
  return { reason, priority, trigger, summary, at: at.toISOString(), pack: toPack(pack, heard) };
}

/** An empty one is of a handoff without a turn. What triage heard may have come after the handoff. */
function toPack(stored: unknown, { sentiment, language }: Heard): HandoffPack | null {
  const pack = stored as Partial<HandoffPack>;
  if (!pack.tried) return null;
  return { ...NO_PACK, ...pack, sentiment: pack.sentiment ?? sentiment, language: pack.language ?? language };
}

export function toContactView({ contact, channel, theirAddress, identity }: ConversationRow): ContactView {
  const address = channel === "widget" ? addressOfVisitor(contact.addresses) : theirAddress;
  return { id: contact.id, name: contact.name, address, identity };
}

/** An address that the channel made up means nothing to people: a visitor has one when he is known by another. */
function addressOfVisitor(addresses: readonly rows.ContactAddress[]): string {
  const known = addresses.filter(({ identity, issued }) => identity === "verified" && !issued);
  const shown = known.find(({ channel }) => channel !== "widget") ?? known[0];
  return shown?.address ?? "";
}

function toTicketView({ number, category, severity, summary, status, url }: rows.Ticket): TicketView {
  return { number: ticketNumber(number), category, severity, summary, status, url };
}

/** What a message's row must be read with to be shown. */
export const MESSAGE_SHOWN_WITH = {
  attachments: { orderBy: { index: "asc" } },
} as const satisfies rows.Prisma.MessageInclude;

export type MessageRow = rows.Message & { readonly attachments: readonly rows.Attachment[] };

export function toMessageView(row: MessageRow): MessageView {
  const { id, conversationId, seq, turnId, author, internal, text, fullText, html, suppressed, externalId } = row;
  return {
    id,
    conversationId,
    seq,
    turnId,
    author,
    internal,
    text,
    fullText,
    html,
    class: row.class,
    suppressed,
    externalId,
    delivery: toDeliveryView(row),
    attachments: row.attachments.map(toAttachmentView),
    sources: row.sources as MessageView["sources"],
    at: row.at.toISOString(),
  };
}

type Delivered = Pick<rows.Message, "delivery" | "deliveryErrorCode" | "deliveryError">;

export function toDeliveryView({ delivery, deliveryErrorCode: code, deliveryError }: Delivered) {
  return delivery ? { status: delivery, error: code ? { code, message: deliveryError ?? "" } : null } : null;
}

export function toAttachmentView({ id, filename, contentType, size, state }: rows.Attachment) {
  return { id, filename, contentType, size, state };
}

export function toTurnView(row: rows.Turn & { readonly toolCalls: readonly rows.ToolCall[] }): TurnView {
  const {
    id,
    upToSeq,
    outcome,
    model,
    inputTokens,
    outputTokens,
    cacheReadTokens,
    cacheWriteTokens,
    costMicros,
    calls,
  } = row;
  return {
    id,
    upToSeq,
    outcome,
    model,
    inputTokens,
    outputTokens,
    cacheReadTokens,
    cacheWriteTokens,
    costMicros,
    calls,
    toolCalls: row.toolCalls.map(({ tool, input, result, isError, ms }) => ({ tool, input, result, isError, ms })),
    startedAt: row.startedAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
  };
}

export function toEventView({ id, seq, kind, by, data, at }: rows.Event): EventView {
  return { id, seq, kind, by, data, at: at.toISOString() };
}
