import type Anthropic from "@anthropic-ai/sdk";
import { describe, expect, it } from "vitest";
import { allowance, type Budget } from "../../src/agent/budget.ts";
import { createPrompt, type Prompt } from "../../src/agent/prompt.ts";
import { TOOLS } from "../../src/agent/tools/registry.ts";

const PROMPT = createPrompt(
  "claude-sonnet-5-5",
  { company: "Acme", product: "Acme", disputedUsdOver: 200, alwaysEscalate: [], voice: "Be kind." },
  TOOLS,
  { thinksBetweenTools: true, takesEffort: true },
);
const BUDGET: Budget = { outputTokens: 4_096, costMicros: 500_000 };
const says = (words: string): Anthropic.MessageParam[] => [{ role: "user", content: words }];
const allowed = (
  wanted: number,
  spent: { outputTokens?: number; costMicros?: number } = {},
  { words = "Hi", budget = BUDGET, prompt = PROMPT }: { words?: string; budget?: Budget; prompt?: Prompt } = {},
) => allowance(wanted, { outputTokens: 0, costMicros: 0, ...spent }, { prompt, messages: says(words) }, budget);

/** The least money with which a call is still made. */
function priceOf(words: string, prompt = PROMPT): number {
  let [low, high] = [0, 1_000_000_000];
  while (low < high) {
    const costMicros = Math.floor((low + high) / 2);
    if (allowed(512, {}, { words, prompt, budget: { ...BUDGET, costMicros } }) === null) low = costMicros + 1;
    else high = costMicros;
  }
  return low;
}

describe("what a call may answer with", () => {
  it.each<[string, number, number, number | null]>([
    ["is what it wants while there is plenty", 1_536, 0, 1_536],
    ["is what is left", 1_536, 3_000, 1_096],
    ["down to 512", 1_536, 4_096 - 512, 512],
    ["and not less: then a human has it", 1_536, 4_096 - 511, null],
    ["nor when more was used than there is", 1_536, 9_000, null],
  ])("%s [COST-1]", (_name, wanted, outputTokens, expected) => {
    expect(allowed(wanted, { outputTokens })).toBe(expected);
  });

  it("is nothing when the worst that it may cost is more than what is left [COST-1]", () => {
    const price = priceOf("Hi");
    expect(allowed(512, { costMicros: BUDGET.costMicros - price })).toBe(512);
    expect(allowed(512, { costMicros: BUDGET.costMicros - price + 1 })).toBeNull();
  });

  it("counts all of the prompt as written to the cache, at the price of how long it is kept [COST-1]", () => {
    const words = "a".repeat(30_000);
    // A token has at least three bytes here: 10,000 more of them, at $2.50 and at $4 a million.
    expect(priceOf(words) - priceOf("")).toBeGreaterThanOrEqual(25_000);
    expect(priceOf(words) - priceOf("")).toBeLessThan(26_000);
    const kept: Prompt = { ...PROMPT, tail: "1h" };
    expect(priceOf(words, kept) - priceOf("", kept)).toBeGreaterThanOrEqual(40_000);
  });
});
