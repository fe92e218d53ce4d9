import type Anthropic from "@anthropic-ai/sdk";
import { costMicros } from "./prices.ts";
import type { Prompt } from "./prompt.ts";
import type { Spent } from "./turn.ts";

/** What the assistant may use up in one engagement. */
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
 * call, at the worst that it may cost: nothing of the prompt cached, and all that it may answer with.
 */
export function allowance(
  wanted: number,
  spent: Spent,
  { prompt, messages }: { readonly prompt: Prompt; readonly messages: readonly Anthropic.MessageParam[] },
  budget: Budget,
): number | null {
  const maxTokens = Math.min(wanted, budget.outputTokens - spent.outputTokens);
  if (maxTokens < LEAST_OUTPUT_TOKENS) return null;
  const bytes = Buffer.byteLength(JSON.stringify([prompt.system, prompt.tools, messages]));
  const worst = costMicros(prompt.model, {
    inputTokens: Math.ceil(bytes / BYTES_PER_TOKEN),
    outputTokens: maxTokens,
    cacheReadTokens: 0,
    cacheWrite5mTokens: 0,
    cacheWrite1hTokens: 0,
  });
  return spent.costMicros + worst <= budget.costMicros ? maxTokens : null;
}
