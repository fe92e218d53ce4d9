import type Anthropic from "@anthropic-ai/sdk";
import { searchBlocks } from "./search-blocks.ts";
import type { Passage } from "./tools/define-tool.ts";
import type { OpenTurn, Step, ToolResult, ToolUse, Utterance } from "./turn.ts";

/** The names that fence off what other people wrote. Their own text cannot open or close one. */
const FENCES = /<(?=\s*\/?\s*(?:context|earlier_conversation|customer_message|colleague_request)\b)/gi;

/** Text of somebody else as a block: data to answer, not instructions to follow. */
export function fenced(name: string, text: string): Anthropic.TextBlockParam {
  return { type: "text", text: `<${name}>\n${text.replaceAll(FENCES, "‹")}\n</${name}>` };
}

/** The name of the fence around a block; null: it has none. */
export function fenceOf(block: Anthropic.ContentBlockParam): string | null {
  return block.type === "text" ? (/^<(\w+)>\n/.exec(block.text)?.[1] ?? null) : null;
}

function customerBlock({ text }: Utterance): Anthropic.TextBlockParam {
  return fenced("customer_message", text.trim() === "" ? "(a message without text)" : text);
}

/** What a turn says first: when and where, what was said before if the model does not know it, what the search found, and what the customer wrote. `passages` null: all articles stand in the prompt. */
export function openingInput(
  turn: Opening,
  passages: readonly Passage[] | null,
  now: Date,
): Anthropic.ContentBlockParam[] {
  return openingBlocks(turn, passages === null ? [] : searchBlocks(passages), now);
}

export type Opening = Pick<
  OpenTurn,
  "voice" | "customer" | "segment" | "summary" | "earlier" | "unanswered" | "draftFor"
>;

/** The same around blocks that say what was found. */
export function openingBlocks(
  turn: Opening,
  found: readonly Anthropic.ContentBlockParam[],
  now: Date,
): Anthropic.ContentBlockParam[] {
  const isNew = turn.segment.length === 0;
  const context = [
    `Date: ${now.toISOString().slice(0, 16).replace("T", " ")} UTC`,
    ...(isNew ? [`Channel: ${turn.voice.section}`] : []),
    ...(isNew && turn.customer.name !== null ? [`${CUSTOMER_NAME} ${oneLine(turn.customer.name)}`] : []),
    `Customer's identity: ${turn.customer.identity === "verified" ? "verified" : "not verified"}`,
    ...(isNew && turn.customer.tickets.length > 0 ? [`Open tickets: ${turn.customer.tickets.join(", ")}`] : []),
  ];
  return [
    fenced("context", context.join("\n")),
    ...(isNew ? earlierBlocks(turn) : []),
    ...found,
    ...turn.unanswered.map(customerBlock),
    ...(turn.draftFor ? [colleagueBlock(turn.draftFor)] : []),
  ];
}

function colleagueBlock({ instruction }: NonNullable<OpenTurn["draftFor"]>): Anthropic.TextBlockParam {
  const asked = instruction === null ? [] : [`They ask of it: ${instruction}`];
  return fenced("colleague_request", [DRAFT_REQUEST, ...asked].join("\n"));
}

const DRAFT_REQUEST =
  "A human colleague has this conversation and asks you for a draft of the next message to the customer. They read it, change it and send it themselves. A tool that changes something is not run: its call is shown to them as a proposal. Write the message alone.";

/** Begins the line of the context that the customer himself has written. */
export const CUSTOMER_NAME = "Customer's name:";

function earlierBlocks({ summary, earlier }: Pick<OpenTurn, "summary" | "earlier">): Anthropic.TextBlockParam[] {
  const parts = [
    ...(summary === null ? [] : [summaryLine(summary)]),
    ...(earlier.length === 0 ? [] : [transcript(earlier)]),
  ];
  return parts.length === 0 ? [] : [fenced("earlier_conversation", parts.join("\n"))];
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim().slice(0, MAX_NAME);
}

const MAX_NAME = 80;

/** What was said before a transcript. */
export function summaryLine(summary: string): string {
  return `Summed up: ${summary.replaceAll(LINE_ENDS, "\n  ")}`;
}

export function transcript(utterances: readonly Utterance[]): string {
  return utterances.map(({ author, text }) => `${SPEAKERS[author]}: ${text.replaceAll(LINE_ENDS, "\n  ")}`).join("\n");
}

/** Only speakers begin a line of the transcript: else a customer could put words into our mouth. */
const LINE_ENDS = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/g;

export const SPEAKERS: Readonly<Record<Utterance["author"], string>> = {
  customer: "Customer",
  assistant: "You",
  operator: "Human colleague",
  system: "System",
};

/** The answers to a step's tool calls, in the order they were asked, then what the customer wrote meanwhile. */
export function resultsInput(
  uses: readonly ToolUse[],
  results: ReadonlyMap<string, ToolResult>,
  unread: readonly Utterance[],
): Anthropic.ContentBlockParam[] {
  const answers = uses.map(({ id }): Anthropic.ToolResultBlockParam => {
    const result = results.get(id);
    if (!result) throw new Error("a tool call has no result");
    return {
      type: "tool_result",
      tool_use_id: id,
      ...(result.content !== undefined && { content: result.content }),
      ...(result.isError && { is_error: true }),
    };
  });
  return [...answers, ...unread.map(customerBlock)];
}

/** The messages of the next request: the segment as it was sent, then this turn so far. Only ever appended to. */
export function wireMessages(
  turn: Pick<OpenTurn, "segment" | "replaysThinking">,
  steps: readonly Step[],
): Anthropic.MessageParam[] {
  const from = steps.findLastIndex(({ startsSegment }) => startsSegment);
  const own = steps.slice(Math.max(from, 0)).flatMap(stepMessages);
  const all = from < 0 ? [...turn.segment, ...own] : own;
  return turn.replaysThinking ? all : all.map(withoutThinking);
}

/** A step as the API is told of it: what we said, what the system said of it, and the answer. */
export function stepMessages({
  input,
  notice,
  output,
}: Pick<Step, "input" | "notice" | "output">): Anthropic.MessageParam[] {
  return [
    ...(input.length === 0 ? [] : [{ role: "user" as const, content: input }]),
    ...(notice === null ? [] : [{ role: "system" as const, content: notice }]),
    ...(output ? [{ role: "assistant" as const, content: output.content }] : []),
  ];
}

/** Thinking is bound to the exact prompt before it. Where that has changed, all of it goes; some of it may not. */
function withoutThinking(message: Anthropic.MessageParam): Anthropic.MessageParam {
  if (message.role !== "assistant" || typeof message.content === "string") return message;
  const content = message.content.filter(({ type }) => type !== "thinking" && type !== "redacted_thinking");
  return { ...message, content };
}

/** What the help centre is asked. */
export interface Query {
  readonly text: string;
  /** What the customer wrote before it, newest last: "And for the Pro one?" leans on that. */
  readonly before: readonly string[];
}

/** What to search for before the first request: the new questions, beside the last ones before. */
export function retrievalQuery({ earlier, unanswered }: Pick<OpenTurn, "earlier" | "unanswered">): Query {
  const before = earlier.filter(({ author }) => author === "customer").slice(-MOST_BEFORE);
  return { text: unanswered.map(({ text }) => text).join("\n"), before: before.map(({ text }) => text) };
}

const MOST_BEFORE = 2;

/** The same for people: with what came before only where the questions are so short that they lean on it. */
export function wordsAsked(turn: Pick<OpenTurn, "earlier" | "unanswered">): string {
  const { text, before } = retrievalQuery(turn);
  return text.split(/\s+/).length > SHORT_QUESTION_WORDS ? text : [...before, text].join("\n");
}

/** One of no more words may lean on what came before. */
export const SHORT_QUESTION_WORDS = 10;
