import type Anthropic from "@anthropic-ai/sdk";
import { invalid } from "./api-error.ts";
import { innerBlocks } from "./block-text.ts";
import { type Block, blocksOf } from "./request.ts";

type Message = Anthropic.MessageParam;

/** Which role may say what. A block that is not listed may stand with both speakers. */
const SPEAKER: Partial<Record<Block["type"], Message["role"]>> = {
  tool_use: "assistant",
  thinking: "assistant",
  redacted_thinking: "assistant",
  tool_result: "user",
  document: "user",
  image: "user",
  search_result: "user",
};

const PREFILL_REFUSED =
  "This model does not support assistant message prefill. The conversation must end with a user message.";

/**
 * Checks who speaks when, and that nobody says nothing.
 * `mayEndWithAssistant` says yes for models that continue a prefilled answer and for a paused turn that is sent again.
 * @throws {ApiError} 400.
 */
export function checkConversation(messages: readonly Message[], mayEndWithAssistant: () => boolean): void {
  const [first] = messages;
  if (first === undefined) throw invalid("messages: at least one message is required");
  if (first.role === "system") throw invalid("messages.0: a `system` message cannot be the first message");
  if (first.role !== "user") throw invalid('messages: first message must use the "user" role');

  messages.forEach((message, at) => {
    if (message.role === "system") checkSystemPlace(messages, at);
    checkContent(message, at);
  });
  if (messages.at(-1)?.role === "assistant" && !mayEndWithAssistant()) throw invalid(PREFILL_REFUSED);
}

function checkSystemPlace(messages: readonly Message[], at: number): void {
  const before = messages[at - 1];
  const after = messages[at + 1];
  if (before?.role === "assistant" && blocksOf(before.content).some((block) => block.type === "tool_use")) {
    throw invalid(`messages.${at}: a \`system\` message cannot stand between a \`tool_use\` and its \`tool_result\``);
  }
  if (before?.role !== "user") throw invalid(`messages.${at}: a \`system\` message must follow a user turn`);
  if (after !== undefined && after.role !== "assistant") {
    throw invalid(`messages.${at}: a \`system\` message must be the last message or be followed by an assistant turn`);
  }
}

function checkContent(message: Message, at: number): void {
  if (message.content.length === 0) {
    throw invalid(`messages.${at}: all messages must have non-empty content`);
  }
  blocksOf(message.content).forEach((block, index) => {
    const speaker = SPEAKER[block.type];
    if (speaker !== undefined && speaker !== message.role) {
      throw invalid(`messages.${at}.content.${index}: \`${block.type}\` blocks can only be in \`${speaker}\` messages`);
    }
    checkTexts(block);
  });
}

/** Also looks into what tools returned and what a search found. */
function checkTexts(block: Block): void {
  if (block.type === "text") checkText(block);
  if (block.type === "tool_result") innerBlocks(block).forEach(checkTexts);
  if (block.type === "search_result") block.content.forEach(checkText);
}

function checkText(block: Anthropic.TextBlockParam): void {
  checkNotEmpty(block, "messages");
  if (block.text.trim() === "") {
    throw invalid("messages: text content blocks must be non-empty and contain non-whitespace text");
  }
}

/** @throws {ApiError} 400. */
export function checkSystem(system: string | readonly Anthropic.TextBlockParam[]): void {
  if (typeof system === "string") return;
  for (const block of system) checkNotEmpty(block, "system");
}

function checkNotEmpty(block: Anthropic.TextBlockParam, where: string): void {
  if (block.text !== "") return;
  if (block.cache_control) throw invalid("cache_control cannot be set for empty text blocks");
  throw invalid(`${where}: text content blocks must be non-empty`);
}
