import { expect, it } from "vitest";
import { isKnowledgeGap } from "../../src/agent/knowledge-gap.ts";
import { searchBlocks } from "../../src/agent/search-blocks.ts";
import type { Step } from "../../src/agent/turn.ts";

const PASSAGE = { slug: "plans", title: "Plans", heading: null, text: "Pro costs $49.", url: null };
const asked = (text: string) => ({ unanswered: [{ author: "customer", text, at: new Date(0) } as const] });
const step = (input: Step["input"]): Step => ({ index: 0, input, output: null, discarded: 0, notice: null });
const result = (content: ReturnType<typeof searchBlocks>): Step["input"] => [
  { type: "tool_result", tool_use_id: "1", content },
];

it.each([
  ["a question on which nothing is found", "Do you have a zoo?", [step(searchBlocks([]))], true],
  [
    "the same, searched for twice",
    "Do you have a zoo?",
    [step(searchBlocks([])), step(result(searchBlocks([])))],
    true,
  ],
  ["one that the first search answers", "What is Pro?", [step(searchBlocks([PASSAGE]))], false],
  [
    "one that the second answers",
    "What is Pro?",
    [step(searchBlocks([])), step(result(searchBlocks([PASSAGE])))],
    false,
  ],
  ["a greeting", "Hi there!", [step(searchBlocks([]))], false],
])("%s may show that an article is missing, or not [GAP-1]", (_name, text, steps, expected) => {
  expect(isKnowledgeGap(asked(text), steps)).toBe(expected);
});
