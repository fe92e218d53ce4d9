import type Anthropic from "@anthropic-ai/sdk";
import type { MessagesRequest } from "./request.ts";

/** What a model says, before it has ids, usage, signatures and the citations' texts. */
export interface Reply {
  readonly blocks: readonly ReplyBlock[];
  readonly stop: Stop;
  /** Replaces what would be counted. */
  readonly usage: Partial<Anthropic.Usage>;
}

export type ReplyBlock =
  | { readonly kind: "text"; readonly text: string; readonly citations: readonly Cited[] }
  | { readonly kind: "thinking"; readonly text: string }
  | { readonly kind: "redacted_thinking" }
  | ToolCall
  /** A block of a type that no client knows yet. */
  | { readonly kind: "unknown"; readonly type: string }
  /** An event of a type that no client knows yet; only streams have it. */
  | { readonly kind: "unknown_event"; readonly type: string }
  /** A `ping` event; only streams have it. */
  | { readonly kind: "ping" };

export interface ToolCall {
  readonly kind: "tool_use";
  readonly name: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** Made up when absent. */
  readonly id?: string;
  /** The input's JSON ends after this many characters, as it does when the tokens run out. */
  readonly cutAt?: number;
}

/** A range of blocks of a search result of the request, counted from 0, `to` exclusive. */
export interface Cited {
  readonly result: number;
  readonly from: number;
  readonly to: number;
}

export interface Stop {
  readonly kind: "stop";
  readonly reason: Anthropic.StopReason;
  readonly sequence: string | null;
  readonly details: Anthropic.RefusalStopDetails | null;
}

interface UsagePart {
  readonly kind: "usage";
  readonly usage: Partial<Anthropic.Usage>;
}

export type ReplyPart = ReplyBlock | Stop | UsagePart;

/** Answers a request that passed the checks. Called once per request; the same request gets the same reply. */
export type Brain = (request: MessagesRequest) => Reply;

/**
 * A reply of these parts in this order, e.g. `reply(text("One moment."), toolUse("look_up", { query: "refund" }))`. It
 * stops with `tool_use` when it calls a tool, else with `end_turn`, unless it has a `stopReason`.
 */
export function reply(...parts: readonly ReplyPart[]): Reply {
  const blocks = parts.filter((part): part is ReplyBlock => part.kind !== "stop" && part.kind !== "usage");
  const stop = parts.findLast((part) => part.kind === "stop");
  const calls = blocks.some((block) => block.kind === "tool_use");
  return {
    blocks,
    stop: stop ?? stopReason(calls ? "tool_use" : "end_turn"),
    usage: Object.assign({}, ...parts.flatMap((part) => (part.kind === "usage" ? [part.usage] : []))),
  };
}

export function text(words: string): ReplyBlock {
  return { kind: "text", text: words, citations: [] };
}

/** A text with its sources; a source without a range is the whole of the search result's first block. */
export function citedText(words: string, ...sources: readonly (Partial<Cited> & Pick<Cited, "result">)[]): ReplyBlock {
  const citations = sources.map(({ result, from = 0, to = from + 1 }) => ({ result, from, to }));
  return { kind: "text", text: words, citations };
}

export function thinking(words: string): ReplyBlock {
  return { kind: "thinking", text: words };
}

export function redactedThinking(): ReplyBlock {
  return { kind: "redacted_thinking" };
}

export function toolUse(
  name: string,
  input: Readonly<Record<string, unknown>>,
  options: Pick<ToolCall, "id" | "cutAt"> = {},
): ToolCall {
  return { kind: "tool_use", name, input, ...options };
}

export function stopReason(
  reason: Anthropic.StopReason,
  more: { sequence?: string; details?: Anthropic.RefusalStopDetails } = {},
): Stop {
  return { kind: "stop", reason, sequence: more.sequence ?? null, details: more.details ?? null };
}

/** What the usage says instead of what was counted, e.g. to test a ledger. */
export function usage(numbers: Partial<Anthropic.Usage>): ReplyPart {
  return { kind: "usage", usage: numbers };
}

export function ping(): ReplyBlock {
  return { kind: "ping" };
}

export function unknownBlock(type = "block_of_the_future"): ReplyBlock {
  return { kind: "unknown", type };
}

export function unknownEvent(type = "event_of_the_future"): ReplyBlock {
  return { kind: "unknown_event", type };
}
