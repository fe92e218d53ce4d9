import { ticketNumber } from "../conversation/model.ts";
import { mask } from "../privacy/mask.ts";
import { createPseudonyms, type Pseudonyms } from "./pseudonyms.ts";
import type { StoredCalls, StoredConversation, StoredMessage, StoredTurn } from "./read-conversations.ts";
import { type TurnOfTalk, toTurns } from "./to-turns.ts";

export interface LineOptions {
  /** Operators' notes too. */
  readonly withNotes: boolean;
  /** Mailboxes of our own, and those of the public articles: they stay. Lowercased. */
  readonly ourMailboxes: ReadonlySet<string>;
}

/** One conversation as a line of the export. Nothing in it says who somebody is, as far as code can tell. */
export interface TranscriptLine {
  /** Of this shape. */
  readonly version: 1;
  readonly id: string;
  readonly channel: string;
  readonly openedAt: string;
  readonly lastMessageAt: string;
  readonly subject: string | null;
  readonly category: string | null;
  readonly severity: string | null;
  readonly language: string | null;
  readonly flags: readonly string[];
  /** Who has it now. */
  readonly owner: string;
  readonly identity: string;
  readonly tickets: readonly {
    readonly number: string;
    readonly category: string;
    readonly severity: string;
    readonly summary: string;
  }[];
  readonly handoffs: readonly {
    readonly reason: string;
    readonly trigger: string;
    readonly priority: string;
    readonly at: string;
  }[];
  readonly turns: readonly LineTurn[];
  readonly spent: LineSpending;
}

interface LineTurn {
  /** Null: no turn of the assistant. */
  readonly outcome: string | null;
  readonly model: string | null;
  readonly messages: readonly LineMessage[];
  readonly tools: readonly {
    readonly tool: string;
    readonly input: unknown;
    readonly result: string;
    readonly isError: boolean;
    readonly ms: number;
  }[];
  readonly spent: LineSpending | null;
}

interface LineMessage {
  readonly author: string;
  /** Present and true on operators' notes. */
  readonly note?: true;
  readonly text: string;
  /** Titles of the articles behind an answer. */
  readonly sources?: readonly string[];
  readonly at: string;
}

interface LineSpending {
  readonly calls: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly costMicros: number;
}

export function toLine(conversation: StoredConversation, { withNotes, ourMailboxes }: LineOptions): TranscriptLine {
  const messages = conversation.messages.filter(({ internal }) => withNotes || !internal);
  const pseudonyms = pseudonymsFor(conversation, messages, ourMailboxes);
  const hide = (text: string): string => pseudonyms.replace(mask(text).text);
  const { id, channel, category, severity, language, flags, owner, identity, subject } = conversation;
  return {
    version: 1,
    id,
    channel,
    openedAt: conversation.openedAt.toISOString(),
    lastMessageAt: conversation.lastMessageAt.toISOString(),
    subject: subject === null ? null : hide(subject),
    category,
    severity,
    language,
    flags,
    owner,
    identity,
    tickets: conversation.tickets.map((ticket) => ({
      number: ticketNumber(ticket.number),
      category: ticket.category,
      severity: ticket.severity,
      summary: hide(ticket.summary),
    })),
    handoffs: conversation.handoffs.map(({ reason, trigger, priority, at }) => ({
      reason: hide(reason),
      trigger,
      priority,
      at: at.toISOString(),
    })),
    turns: toTurns(messages, conversation.turns).map((part) => toLineTurn(part, conversation.calls, hide)),
    spent: sum(conversation.calls),
  };
}

/** The same stand-ins in all texts of the conversation: so names are looked for in all before any is replaced. */
function pseudonymsFor(
  conversation: StoredConversation,
  messages: readonly StoredMessage[],
  everybodys: ReadonlySet<string>,
): Pseudonyms {
  const { contact, theirAddress } = conversation;
  const pseudonyms = createPseudonyms({
    names: contact.name === null ? [] : [contact.name],
    addresses: [
      theirAddress,
      ...contact.addresses.map(({ address }) => address),
      ...messages.flatMap(({ fromAddress }) => fromAddress ?? []),
    ],
    everybodys,
  });
  // What the assistant signs with is no person.
  for (const { author, text } of messages) if (author !== "assistant" && author !== "system") pseudonyms.learn(text);
  return pseudonyms;
}

function toLineTurn(
  { turn, messages }: TurnOfTalk,
  calls: readonly StoredCalls[],
  hide: (text: string) => string,
): LineTurn {
  return {
    outcome: turn?.outcome ?? null,
    model: turn?.model ?? null,
    messages: messages.map((message) => toLineMessage(message, hide)),
    tools: turn?.toolCalls.map((call) => toLineTool(call, hide)) ?? [],
    spent: turn ? sum(calls.filter(({ turnId }) => turnId === turn.id)) : null,
  };
}

function toLineMessage(
  { author, internal, text, sources, at }: StoredMessage,
  hide: (text: string) => string,
): LineMessage {
  // Written by us, as they are.
  const titles = (sources as unknown as readonly { readonly title: string }[]).map(({ title }) => title);
  return {
    author,
    ...(internal && { note: true }),
    text: hide(text),
    ...(titles.length > 0 && { sources: titles }),
    at: at.toISOString(),
  };
}

function toLineTool(call: StoredTurn["toolCalls"][number], hide: (text: string) => string): LineTurn["tools"][number] {
  const { tool, input, result, isError, ms } = call;
  return { tool, input: hideDeep(input, hide), result: hide(result), isError, ms };
}

function hideDeep(value: unknown, hide: (text: string) => string): unknown {
  if (typeof value === "string") return hide(value);
  if (Array.isArray(value)) return value.map((item) => hideDeep(item, hide));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, hideDeep(item, hide)]));
}

function sum(parts: readonly StoredCalls[]): LineSpending {
  return parts.reduce(
    (total, part) => ({
      calls: total.calls + part.calls,
      inputTokens: total.inputTokens + part.inputTokens,
      outputTokens: total.outputTokens + part.outputTokens,
      costMicros: total.costMicros + part.costMicros,
    }),
    { calls: 0, inputTokens: 0, outputTokens: 0, costMicros: 0 },
  );
}
