import type Anthropic from "@anthropic-ai/sdk";
import { type Block, blocksOf, forcesTool, type MessagesRequest } from "../messages/request.ts";
import { libraryResults } from "./library-results.ts";

/** What a request says, as far as the demo brain understands it. */
export interface Reading {
  readonly channel: "sms" | "email" | "widget" | null;
  /** Whose support it is, as the system prompt says; null when it does not. */
  readonly company: string | null;
  /** What the customer wrote and nobody has answered, oldest first. */
  readonly asked: readonly string[];
  /** What the customer wrote before, oldest first. */
  readonly before: readonly string[];
  /** What was answered before, oldest first. */
  readonly said: readonly string[];
  readonly results: readonly FoundResult[];
  /** The tools called for this turn, with what came of them. */
  readonly calls: readonly Outcome[];
  /** The tools called in earlier turns. */
  readonly earlierCalls: readonly Outcome[];
  readonly tools: readonly Anthropic.Tool[];
  /** How many tools may be called in one step. */
  readonly maxCalls: number;
  /** The tool that must be called: its name, `any`, or null. */
  readonly forced: string | null;
  /** The system has said that a human takes over, and that this is to be acknowledged. */
  readonly handedOver: boolean;
}

/** A search result of the request. */
export interface FoundResult {
  /** As citations count them: over the whole request. */
  readonly index: number;
  readonly title: string;
  readonly texts: readonly string[];
  readonly cited: boolean;
  /** Found for this turn, not for an earlier one. */
  readonly current: boolean;
}

export interface Outcome {
  readonly tool: string;
  readonly input: unknown;
  readonly text: string;
  readonly failed: boolean;
}

const CUSTOMER = /^\s*<customer_message>\s*([\s\S]*?)\s*<\/customer_message>\s*$/;
const CONTEXT = /^\s*<context>[\s\S]*<\/context>\s*$/;
const EARLIER = /^\s*<earlier_conversation>\s*([\s\S]*?)\s*<\/earlier_conversation>\s*$/;
/** How our agent says that a message has nothing but, say, a picture. */
const NO_TEXT = /^\s*\(a message without text\)\s*$/;
const MAX_PARALLEL_CALLS = 3;
/** More of a message is not read: what matters is said by then, and time stays bounded whatever is pasted. */
const MAX_MESSAGE_LENGTH = 4_000;

export function readRequest(request: MessagesRequest): Reading {
  const { messages } = request;
  const start = turnStart(messages);
  const texts = messages.map((message) => (message.role === "user" ? textsOf(message) : []));
  const tagged = texts.flat().some((text) => CUSTOMER.test(text));
  const earlier = transcriptIn(texts.flat());
  const asked = customersWords(texts.slice(start).flat(), tagged);
  const found = resultsIn(messages, start);
  return {
    channel: channelIn(texts.flat()),
    company: companyIn(request.system),
    asked,
    before: [...earlier.customer, ...customersWords(texts.slice(0, start).flat(), tagged)],
    said: [...earlier.assistant, ...answersIn(messages.slice(0, start))],
    results: [...found, ...libraryResults(request.system, found.length)],
    calls: outcomesIn(messages.slice(start)),
    earlierCalls: outcomesIn(messages.slice(0, start)),
    tools: request.tool_choice?.type === "none" ? [] : (request.tools ?? []),
    maxCalls: parallel(request) ? MAX_PARALLEL_CALLS : 1,
    forced: forcedIn(request),
    handedOver: isHandoffNote(messages.at(-1)),
  };
}

/** Whether the tool was called for this turn. */
export function wasCalled(reading: Reading, tool: string): boolean {
  return reading.calls.some((call) => call.tool === tool);
}

export function isDeclared(reading: Reading, tool: string): boolean {
  return reading.tools.some((one) => one.name === tool);
}

/** Index of the first message after the last answer that called no tool. */
function turnStart(messages: readonly Anthropic.MessageParam[]): number {
  return messages.findLastIndex((message) => message.role === "assistant" && callsIn(message).length === 0) + 1;
}

function callsIn(message: Anthropic.MessageParam): Anthropic.ToolUseBlockParam[] {
  return blocksOf(message.content).filter((block) => block.type === "tool_use");
}

function textsOf(message: Anthropic.MessageParam): string[] {
  return blocksOf(message.content).flatMap((block) => (block.type === "text" ? [block.text] : []));
}

/** From a client that fences nothing, every text is the customer's. */
function customersWords(texts: readonly string[], tagged: boolean): string[] {
  const words = texts.flatMap((text) => {
    if (tagged) return CUSTOMER.exec(text)?.[1] ?? [];
    return CONTEXT.test(text) || EARLIER.test(text) ? [] : [text.trim()];
  });
  return words.map((text) => (NO_TEXT.test(text) ? "" : text.slice(0, MAX_MESSAGE_LENGTH)));
}

function answersIn(messages: readonly Anthropic.MessageParam[]): string[] {
  const answers = messages.filter((message) => message.role === "assistant" && callsIn(message).length === 0);
  return answers.map((message) => textsOf(message).join(""));
}

function transcriptIn(texts: readonly string[]): { customer: string[]; assistant: string[] } {
  const lines = texts.flatMap((text) => EARLIER.exec(text)?.[1]?.split("\n") ?? []);
  const by = (speaker: string) =>
    lines.filter((line) => line.startsWith(`${speaker}: `)).map((line) => line.slice(speaker.length + 2));
  return { customer: by("Customer"), assistant: by("You") };
}

function channelIn(texts: readonly string[]): Reading["channel"] {
  const named = texts.flatMap((text) => (CONTEXT.test(text) ? (/^channel:\s*(\w+)/im.exec(text)?.[1] ?? []) : []));
  const last = named.at(-1)?.toLowerCase();
  return last === "sms" || last === "email" || last === "widget" ? last : null;
}

function companyIn(system: MessagesRequest["system"]): string | null {
  const text = blocksOf(system ?? "").flatMap((block) => (block.type === "text" ? [block.text] : []));
  return /\bsupport (?:assistant|agent) (?:of|for) ([A-Z][\w&-]*)/.exec(text.join("\n"))?.[1] ?? null;
}

function resultsIn(messages: readonly Anthropic.MessageParam[], start: number): FoundResult[] {
  const found = messages.flatMap((message, at) =>
    blocksOf(message.content)
      .flatMap((block): readonly Block[] => (block.type === "tool_result" ? innerOf(block) : [block]))
      .flatMap((block) => (block.type === "search_result" ? [{ block, current: at >= start }] : [])),
  );
  return found.map(({ block, current }, index) => ({
    index,
    title: block.title,
    texts: block.content.map((inner) => inner.text),
    cited: block.citations?.enabled === true,
    current,
  }));
}

function outcomesIn(messages: readonly Anthropic.MessageParam[]): Outcome[] {
  const results = new Map(
    messages
      .flatMap((message) => blocksOf(message.content))
      .flatMap((block) => (block.type === "tool_result" ? [[block.tool_use_id, block] as const] : [])),
  );
  return messages.flatMap((message) =>
    callsIn(message).map((call) => {
      const result = results.get(call.id);
      const text = innerOf(result).flatMap((block) => (block.type === "text" ? [block.text] : []));
      return { tool: call.name, input: call.input, text: text.join("\n"), failed: result?.is_error === true };
    }),
  );
}

function innerOf(result: Anthropic.ToolResultBlockParam | undefined): readonly Block[] {
  return blocksOf((result?.content ?? []) as string | Block[]);
}

function forcedIn(request: MessagesRequest): string | null {
  if (!forcesTool(request)) return null;
  return request.tool_choice?.type === "tool" ? request.tool_choice.name : "any";
}

function parallel(request: MessagesRequest): boolean {
  const choice = request.tool_choice;
  return choice === undefined || !("disable_parallel_tool_use" in choice) || choice.disable_parallel_tool_use !== true;
}

function isHandoffNote(message: Anthropic.MessageParam | undefined): boolean {
  return (
    message?.role === "system" && /\b(?:human|person|colleague|operator|handed)\b/i.test(textsOf(message).join(" "))
  );
}
