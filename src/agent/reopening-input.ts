import type Anthropic from "@anthropic-ai/sdk";
import type { OpenTurn, Step, ToolResult, Utterance } from "./turn.ts";
import { fenceOf, openingBlocks } from "./wire.ts";

/** How much of what was said before goes into a segment that is begun because the one before was too long. */
const KEPT_BEFORE = 12;
/** UTF-16 units of one message: about 1,000 tokens of what came before, 6,000 of what is to be answered. */
const MOST_BEFORE = 3_000;
const MOST_UNANSWERED = 20_000;

/**
 * What the turn says when it begins a segment in its middle: the same questions, the same passages, less of what was said
 * before, and what the tools of this turn have done already.
 */
export function reopeningInput(
  turn: OpenTurn,
  steps: readonly Step[],
  results: ReadonlyMap<string, ToolResult>,
  now: Date,
): Anthropic.ContentBlockParam[] {
  const earlier = [
    ...turn.earlier.slice(-KEPT_BEFORE).map((one) => cut(one, MOST_BEFORE)),
    ...doneBy(steps, results, now),
  ];
  const unanswered = turn.unanswered.map((one) => cut(one, MOST_UNANSWERED));
  const found = (steps[0]?.input ?? []).filter((block) => fenceOf(block) === null);
  return openingBlocks({ ...turn, segment: [], earlier, unanswered }, found, now);
}

function cut(utterance: Utterance, most: number): Utterance {
  const { text } = utterance;
  return text.length <= most
    ? utterance
    : { ...utterance, text: `${text.slice(0, most).toWellFormed()} [cut off here]` };
}

/** Tool calls are not replayed: what came of them is told as what the system did. */
function doneBy(steps: readonly Step[], results: ReadonlyMap<string, ToolResult>, at: Date): Utterance[] {
  const uses = steps.flatMap(({ output }) => output?.content ?? []).filter((block) => block.type === "tool_use");
  return uses.flatMap(({ id, name }): Utterance[] => {
    const result = results.get(id);
    return result ? [{ author: "system", text: `${name}: ${result.summary}`, at }] : [];
  });
}
