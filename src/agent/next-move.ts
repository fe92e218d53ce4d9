import type Anthropic from "@anthropic-ai/sdk";
import { isReadable } from "./dress/is-readable.ts";
import { plainText } from "./dress/plain-text.ts";
import type { Step, ToolResult, ToolUse } from "./turn.ts";

/** Why a turn ends with a human, in snake_case: stored, and put into words for operators. */
export type Failure =
  | "no_usable_answer"
  | "refused"
  | "context_too_long"
  | "thinking_refused"
  | "unexpected_stop"
  | "too_many_steps"
  | "model_unreachable"
  | "model_refuses_request"
  | "no_access"
  | "spend_limit"
  | "out_of_time"
  | "ungrounded"
  | "over_budget"
  | "crashed";

export type Move =
  /** Search, and write down what to say first. */
  | { readonly kind: "open" }
  /** Send the last input. `mayUseTools` false: it must answer with what it has. */
  | { readonly kind: "ask"; readonly mayUseTools: boolean; readonly maxTokens: number }
  | { readonly kind: "run_tools"; readonly uses: readonly ToolUse[] }
  /** All results are there: write them down as the next input. */
  | { readonly kind: "say_results"; readonly uses: readonly ToolUse[] }
  /** An answer has paused: send it back as it is. */
  | { readonly kind: "go_on" }
  /** The segment has become too long: begin another one. */
  | { readonly kind: "start_segment" }
  | { readonly kind: "reply"; readonly text: string }
  | { readonly kind: "give_up"; readonly failure: Failure };

/** Thinking counts towards it. */
const MAX_TOKENS = 1_536;
const MAX_TOKENS_AFTER_CUT = 2_048;
/** An answer that is empty or cut off is asked for once more. */
const MAX_DISCARDED = 1;
/** An answer that pauses more often is not going to come. */
const MAX_PAUSES = 3;

/**
 * What a turn does next, from what is stored of it and nothing else: so a process that resumes it after a crash does what
 * the one before would have done.
 */
export function nextMove(
  steps: readonly Step[],
  results: ReadonlyMap<string, ToolResult>,
  maxToolRounds: number,
): Move {
  const last = steps.at(-1);
  if (!last) return { kind: "open" };
  const mayUseTools = steps.length <= maxToolRounds;
  if (!last.output) {
    if (last.discarded > MAX_DISCARDED) return { kind: "give_up", failure: "no_usable_answer" };
    return { kind: "ask", mayUseTools, maxTokens: last.discarded > 0 ? MAX_TOKENS_AFTER_CUT : MAX_TOKENS };
  }
  const { content, stopReason } = last.output;
  switch (stopReason) {
    case "tool_use": {
      if (!mayUseTools) return { kind: "give_up", failure: "too_many_steps" };
      const uses = toolUses(content);
      const open = uses.filter(({ id }) => !results.has(id));
      return open.length > 0 ? { kind: "run_tools", uses: open } : { kind: "say_results", uses };
    }
    case "end_turn":
    case "stop_sequence":
      return { kind: "reply", text: textOf(answerOf(steps)) };
    case "refusal":
      return { kind: "give_up", failure: "refused" };
    case "model_context_window_exceeded":
      return startedSegment(steps) ? { kind: "give_up", failure: "context_too_long" } : { kind: "start_segment" };
    case "max_tokens":
      return { kind: "give_up", failure: "no_usable_answer" };
    case "pause_turn":
      return steps.filter(hasPaused).length > MAX_PAUSES
        ? { kind: "give_up", failure: "unexpected_stop" }
        : { kind: "go_on" };
  }
}

/** Whether the turn has begun another segment already: a second time would not help either. */
export function startedSegment(steps: readonly Step[]): boolean {
  return steps.some((step) => step.startsSegment === true);
}

const hasPaused = ({ output }: Step): boolean => output?.stopReason === "pause_turn";

/** The last answer, with what it goes on from. */
export function answerOf(steps: readonly Step[]): Anthropic.ContentBlock[] {
  const from = steps.slice(0, -1).findLastIndex((step) => !hasPaused(step)) + 1;
  return steps.slice(from).flatMap(({ output }) => output?.content ?? []);
}

/** Blanks of no width, joiners and the like are nothing to say. */
const VISIBLE = /[^\s\p{Cc}\p{Default_Ignorable_Code_Point}\u2800]/u;

/**
 * Whether an answer can be used: stored as the step's output, acted upon, replayed. `begun`: what it goes on from after a
 * pause, for the end of a sentence may be a mark.
 */
export function isUsable(
  content: readonly Anthropic.ContentBlock[],
  stopReason: Anthropic.StopReason | null,
  begun: readonly Anthropic.ContentBlock[],
): boolean {
  switch (stopReason) {
    case "max_tokens":
    case null:
      return false; // a tool call that was cut off parses into a plausible, wrong one
    case "end_turn":
    case "stop_sequence":
      // With a tool call in it nobody could reply to it: the API wants each call answered.
      return (
        VISIBLE.test(textOf(content)) &&
        isReadable(plainText(textOf([...begun, ...content]))) &&
        toolUses(content).length === 0
      );
    case "tool_use":
      return toolUses(content).length > 0;
    case "pause_turn":
    case "refusal":
    case "model_context_window_exceeded":
      return true; // an ending in its own right
  }
}

/** The answer's text. Blocks are split where a citation begins, in the middle of a sentence. */
function textOf(content: readonly Anthropic.ContentBlock[]): string {
  return content
    .map((block) => (block.type === "text" ? block.text : ""))
    .join("")
    .trim();
}

function toolUses(content: readonly Anthropic.ContentBlock[]): ToolUse[] {
  return content.flatMap((block) =>
    block.type === "tool_use" ? [{ id: block.id, tool: block.name, input: block.input }] : [],
  );
}
