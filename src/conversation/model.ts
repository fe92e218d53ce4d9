/**
 * The words of this product, each with one meaning.
 *
 * - Channel: a medium (sms, email, widget). Adapter: the code of one channel.
 * - Contact: a person. Address: one way to reach a contact on a channel, `claimed` or `verified`.
 * - Conversation: everything about one matter with one contact. Thread key: the channel's own name for a thread.
 * - Message: one utterance. Its author is the `customer`, the `assistant` (the AI), an `operator` (a human of ours) or
 *   the `system` (words that the server wrote).
 * - Turn: one run of the agent core over what the customer wrote since the last one. Step: one request of a turn to the
 *   model, and its answer. Segment: a stretch of exact API messages, only ever appended to.
 * - Handoff: the assistant gives a conversation to a human. Ticket: a matter that needs follow-up.
 * - Owner: who must act next. Epoch: a number that rises on claim, release, handoff, an operator's public message,
 *   close, reopen and merge, and on nothing else.
 * - Engagement: the stretch of a conversation from its opening or reopening to its close, or to 72 hours of silence.
 * - Seq: the number of a message or event within its conversation, without gaps or doubles.
 * - Receipt: what a provider says became of something we sent. Outbox: what is decided and not yet sent.
 */
import type { ChannelName, MessageClass } from "../contract/index.ts";

export type Owner = "assistant" | "queued" | "operator" | "closed";
/** Whether the customer's address was proven by the last message from it. */
export type Identity = "claimed" | "verified";
export type Author = "customer" | "assistant" | "operator" | "system";

/** Marks a conversation in which something was masked, for operators. */
export const SENSITIVE_DATA = "sensitive_data";

export const CATEGORIES = ["billing", "technical", "account", "general"] as const;
export type Category = (typeof CATEGORIES)[number];

/** By business impact. */
export const SEVERITIES = ["low", "medium", "high", "critical"] as const;
export type Severity = (typeof SEVERITIES)[number];

export const PRIORITIES = ["normal", "urgent"] as const;
export type Priority = (typeof PRIORITIES)[number];

/** Who or what made a handoff happen. */
export type HandoffTrigger = "rule" | "model" | "customer" | "failure" | "operator";

export interface HandoffNote {
  /** Why a human is needed, for operators. */
  readonly reason: string;
  readonly priority: Priority;
  readonly trigger: HandoffTrigger;
  /** What it is about, for operators. */
  readonly summary: string;
  /** What else is known, for operators. */
  readonly pack?: HandoffPack;
  /** What the conversation is about, where nobody has said so yet. */
  readonly category?: Category;
  /** Counts where it is graver than what was said so far. */
  readonly severity?: Severity;
}

/** What the operator who takes over need not find out again. */
export interface HandoffPack {
  /** What the assistant did, in order: one line each. */
  readonly tried: readonly string[];
  /** Articles that were found for the customer's questions. */
  readonly articles: readonly Source[];
  /** What the customer named: amounts, dates, order numbers, addresses. Each as it was written. */
  readonly facts: readonly string[];
  readonly sentiment: string | null;
  readonly language: string | null;
  /** An answer to start from; null: there is none. */
  readonly suggestedReply: string | null;
}

export const NO_PACK: HandoffPack = {
  tried: [],
  articles: [],
  facts: [],
  sentiment: null,
  language: null,
  suggestedReply: null,
};

/** An answer that the assistant has written for an operator. Nobody has seen it but he. */
export interface ReplyDraft {
  readonly text: string;
  readonly sources: readonly Source[];
  /** What the assistant would have done. None of it is done. */
  readonly proposals: readonly DraftProposal[];
  /** What nothing confirms, or may not be said: the assistant could not do without it. Empty as a rule. */
  readonly findings: readonly { readonly kind: string; readonly text: string }[];
}

export interface DraftProposal {
  readonly tool: string;
  readonly input: unknown;
  /** In words. */
  readonly summary: string;
}

/** What came of asking for one. */
export type Drafted =
  | { readonly kind: "written"; readonly draft: ReplyDraft }
  | { readonly kind: "missing" }
  | { readonly kind: "closed" }
  /** `reason`: in words, for the operator. */
  | { readonly kind: "failed"; readonly reason: string };

export interface TicketRequest {
  readonly category: Category;
  readonly severity: Severity;
  /** One sentence. */
  readonly summary: string;
}

export interface OpenedTicket {
  /** What customers and operators call it, such as `TKT-1001`. */
  readonly number: string;
  /** False: it had been open already. */
  readonly isNew: boolean;
}

/** What customers and operators call the ticket of that number. */
export function ticketNumber(number: number): string {
  return `TKT-${number}`;
}

/** An article behind an assistant's answer. */
export interface Source {
  readonly title: string;
  readonly url: string | null;
}

export type { ChannelName, MessageClass };
