import type Anthropic from "@anthropic-ai/sdk";
import { costMicros, type TokenUse } from "./prices.ts";
import { type Prompt, systemBlocks } from "./prompt.ts";
import type { Spent } from "./turn.ts";

/** What the assistant may use up in one engagement, and once more each time that a human gives the conversation back. */
export interface Budget {
  readonly outputTokens: number;
  readonly costMicros: number;
}

/** Less is not enough for an answer. */
const LEAST_OUTPUT_TOKENS = 512;
/** Of JSON with English text in it: on the low side, so that the estimate is on the high one. */
const BYTES_PER_TOKEN = 3;

/**
 * How many tokens the next call may answer with; null: too little is left, of tokens or of money. Looked at before the
 * call, at the worst that it may cost: all of the prompt written to the cache, and all that it may answer with.
 */
export function allowance(
  wanted: number,
  spent: Spent,
  { prompt, messages }: { readonly prompt: Prompt; readonly messages: readonly Anthropic.MessageParam[] },
  budget: Budget,
): number | null {
  const maxTokens = Math.min(wanted, budget.outputTokens - spent.outputTokens);
  if (maxTokens < LEAST_OUTPUT_TOKENS) return null;
  const worst = costMicros(prompt.model, {
    ...NOTHING,
    outputTokens: maxTokens,
    cacheWrite1hTokens: tokensOf([systemBlocks(prompt), prompt.tools, ...(prompt.tail === "1h" ? messages : [])]),
    cacheWrite5mTokens: prompt.tail === "1h" ? 0 : tokensOf(messages),
  });
  return spent.costMicros + worst <= budget.costMicros ? maxTokens : null;
}

const NOTHING: TokenUse = {
  inputTokens: 0,
  outputTokens: 0,
  cacheReadTokens: 0,
  cacheWrite5mTokens: 0,
  cacheWrite1hTokens: 0,
};

function tokensOf(content: unknown): number {
  return Math.ceil(Buffer.byteLength(JSON.stringify(content)) / BYTES_PER_TOKEN);
}
