import type Anthropic from "@anthropic-ai/sdk";
import { invalid } from "./api-error.ts";
import { type Block, blocksOf } from "./request.ts";

/** What one speaker says until another one speaks: the API joins neighbours of one role. */
interface Turn {
  readonly role: Anthropic.MessageParam["role"];
  /** Index of its first message. */
  readonly at: number;
  readonly blocks: Block[];
}

/**
 * Checks that every tool call is answered once, at the start of the very next turn, and that nothing else is answered.
 * @throws {ApiError} 400.
 */
export function checkToolResults(messages: readonly Anthropic.MessageParam[]): void {
  const turns = turnsOf(messages);
  const seen = new Set<string>();
  turns.forEach((turn, position) => {
    if (turn.role === "user") checkAnswers(turn, turns[position - 1]);
    if (turn.role !== "assistant") return;

    const calls = callsOf(turn);
    for (const id of calls) {
      if (seen.has(id)) throw invalid(`messages.${turn.at}: \`tool_use\` ids must be unique: ${id}`);
      seen.add(id);
    }
    const next = turns[position + 1];
    const answered = new Set(next === undefined ? [] : leadingResults(next).map((block) => block.tool_use_id));
    const open = calls.filter((id) => !answered.has(id));
    if (open.length > 0) throw unanswered(turn, open);
  });
}

function unanswered(turn: Turn, ids: readonly string[]): Error {
  return invalid(
    `messages.${turn.at}: \`tool_use\` ids were found without \`tool_result\` blocks immediately after: ` +
      `${ids.join(", ")}. Each \`tool_use\` block must have a corresponding \`tool_result\` block in the next message.`,
  );
}

function checkAnswers(turn: Turn, before: Turn | undefined): void {
  const asked = new Set(before?.role === "assistant" ? callsOf(before) : []);
  const given = new Set<string>();
  for (const block of turn.blocks) {
    if (block.type !== "tool_result") continue;
    if (!asked.has(block.tool_use_id)) {
      throw invalid(
        `messages.${turn.at}: unexpected \`tool_use_id\` found in \`tool_result\` blocks: ${block.tool_use_id}. ` +
          "Each `tool_result` block must have a corresponding `tool_use` block in the previous message.",
      );
    }
    if (given.has(block.tool_use_id)) {
      throw invalid(
        `messages.${turn.at}: each tool_use must have a single result. ` +
          `Found multiple \`tool_result\` blocks with id: ${block.tool_use_id}`,
      );
    }
    given.add(block.tool_use_id);
  }
}

function callsOf(turn: Turn): string[] {
  return turn.blocks.flatMap((block) => (block.type === "tool_use" ? [block.id] : []));
}

/** Results count only while nothing else has been said. */
function leadingResults(turn: Turn): Anthropic.ToolResultBlockParam[] {
  const results: Anthropic.ToolResultBlockParam[] = [];
  for (const block of turn.blocks) {
    if (block.type !== "tool_result") break;
    results.push(block);
  }
  return results;
}

function turnsOf(messages: readonly Anthropic.MessageParam[]): Turn[] {
  const turns: Turn[] = [];
  messages.forEach((message, at) => {
    const last = turns.at(-1);
    if (last?.role === message.role) last.blocks.push(...blocksOf(message.content));
    else turns.push({ role: message.role, at, blocks: [...blocksOf(message.content)] });
  });
  return turns;
}
