import type { OpenTurn, Step } from "./turn.ts";

/** Fewer words are a greeting or a thank-you, which no article is about. */
const MIN_WORDS = 3;

/** Whether the customer asked for something that no search of this turn found anything on: an article may be missing. */
export function isKnowledgeGap({ unanswered }: Pick<OpenTurn, "unanswered">, steps: readonly Step[]): boolean {
  const words = unanswered.flatMap(({ text }) => text.match(/\p{L}+/gu) ?? []);
  return words.length >= MIN_WORDS && !steps.some(({ input }) => input.some(isFound));
}

function isFound(block: Step["input"][number]): boolean {
  if (block.type === "search_result") return true;
  return (
    block.type === "tool_result" &&
    Array.isArray(block.content) &&
    block.content.some(({ type }) => type === "search_result")
  );
}
