import type Anthropic from "@anthropic-ai/sdk";
import { describe, expect, it } from "vitest";
import { costMicros } from "../../src/agent/prices.ts";
import { createPrompt, type Prompt, toRequest } from "../../src/agent/prompt.ts";
import { tailOf } from "../../src/agent/tail-of.ts";
import { TOOLS } from "../../src/agent/tools/registry.ts";
import { cacheHashes, createPromptCache } from "../../src/standins/messages/prompt-cache.ts";
import { promptParts } from "../../src/standins/messages/prompt-parts.ts";
import type { MessagesRequest } from "../../src/standins/messages/request.ts";

const PROMPT = createPrompt(
  "claude-sonnet-5-5",
  { company: "Acme", product: "Acme", disputedUsdOver: 200, alwaysEscalate: [], voice: "Be kind. ".repeat(100) },
  TOOLS,
  { thinksBetweenTools: true, takesEffort: true },
);
const MINUTE_MS = 60_000;
/** About what a turn adds: the context, four passages, the question, the answer. */
const INPUT = "The passages that were found, and the question. ".repeat(40);
const ANSWER = "The answer, with the steps to do. ".repeat(10);
const MIN_TOKENS = 512;

/** What the prompts of a conversation cost with such a tail, micro-dollars, in which every fourth turn takes two calls. */
function costOf(tail: Prompt["tail"], gapMs: number, turns: number): number {
  let now = 0;
  const cache = createPromptCache(() => now);
  const messages: Anthropic.MessageParam[] = [];
  let sum = 0;
  const ask = (words: string): void => {
    messages.push({ role: "user", content: [{ type: "text", text: words }] });
    const options = { maxTokens: 512, mayUseTools: true, userId: "c" };
    const request = toRequest({ ...PROMPT, tail }, messages, options) as MessagesRequest;
    const parts = promptParts(request);
    const use = cache.use(request, parts, cacheHashes(request, parts), MIN_TOKENS);
    use.commit();
    sum += costMicros(PROMPT.model, {
      inputTokens: use.inputTokens,
      outputTokens: 0,
      cacheReadTokens: use.readTokens,
      cacheWrite5mTokens: use.written["5m"],
      cacheWrite1hTokens: use.written["1h"],
    });
    messages.push({ role: "assistant", content: [{ type: "text", text: ANSWER }] });
  };
  for (let turn = 1; turn <= turns; turn += 1) {
    ask(INPUT);
    if (turn % 4 === 0) ask("What the tool did.");
    now += gapMs;
  }
  return sum;
}

describe("what was said last is kept in the cache", () => {
  it.each([
    ["in a chat, with a minute between messages", { live: true, envelope: false }, MINUTE_MS, 8],
    ["by SMS, with ten minutes between them", { live: false, envelope: false }, 10 * MINUTE_MS, 8],
    ["by mail, with hours between them", { live: false, envelope: true }, 180 * MINUTE_MS, 3],
  ])("so that it costs least %s [COST-3]", (_name, pace, gapMs, turns) => {
    const tails = ["5m", "1h", null] as const;
    const cheapest = tails.toSorted((a, b) => costOf(a, gapMs, turns) - costOf(b, gapMs, turns))[0];
    expect(tailOf(pace)).toBe(cheapest);
  });
});
