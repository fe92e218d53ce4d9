import type Anthropic from "@anthropic-ai/sdk";
import { describe, expect, it } from "vitest";
import { afterModelFailure } from "../../src/agent/after-model-failure.ts";
import { isUsable, nextMove } from "../../src/agent/next-move.ts";
import { costMicros } from "../../src/agent/prices.ts";
import type { Step, ToolResult } from "../../src/agent/turn.ts";

const text = (words: string) => ({ type: "text", text: words, citations: null }) as const;
const use = (id: string) =>
  ({ type: "tool_use", id, name: "lookup_knowledge_base", input: {}, caller: { type: "direct" } }) as const;

const asked = (index: number, discarded = 0): Step => ({ index, input: [], output: null, discarded, notice: null });
const said = (index: number, stopReason: Anthropic.StopReason, ...content: Anthropic.ContentBlock[]): Step => ({
  ...asked(index),
  output: { content, stopReason },
});
const DONE: ToolResult = { content: "ok", summary: "ok", isError: false };
const results = (...ids: string[]) => new Map(ids.map((id) => [id, DONE]));

describe("nextMove", () => {
  it.each<[string, Step[], ReadonlyMap<string, ToolResult>, unknown]>([
    ["opens a new turn", [], results(), { kind: "open" }],
    ["asks", [asked(0)], results(), { kind: "ask", mayUseTools: true, maxTokens: 1_536 }],
    [
      "asks again, with more room, after an answer that was no use",
      [asked(0, 1)],
      results(),
      { kind: "ask", mayUseTools: true, maxTokens: 2_048 },
    ],
    [
      "and gives up after the second [TURN-7]",
      [asked(0, 2)],
      results(),
      { kind: "give_up", failure: "no_usable_answer" },
    ],
    [
      "runs the tools that have no result yet [TURN-5]",
      [said(0, "tool_use", use("a"), use("b"))],
      results("a"),
      { kind: "run_tools", uses: [{ id: "b", tool: "lookup_knowledge_base", input: {} }] },
    ],
    [
      "says the results when all are there",
      [said(0, "tool_use", use("a"))],
      results("a"),
      { kind: "say_results", uses: [{ id: "a", tool: "lookup_knowledge_base", input: {} }] },
    ],
    [
      "takes the tools away after so many rounds [TURN-8]",
      [0, 1].map((i) => said(i, "tool_use", use(`${i}`))).concat(asked(2)),
      results("0", "1"),
      { kind: "ask", mayUseTools: false, maxTokens: 1_536 },
    ],
    [
      "and gives up when tools are called all the same [TURN-8]",
      [0, 1, 2].map((i) => said(i, "tool_use", use(`${i}`))),
      results("0", "1"),
      { kind: "give_up", failure: "too_many_steps" },
    ],
    [
      "replies, its blocks joined without a gap",
      [said(0, "end_turn", text("It costs "), text("$49"), text("."))],
      results(),
      { kind: "reply", text: "It costs $49." },
    ],
    [
      "gives up on a refusal [TURN-7]",
      [said(0, "refusal", text("I"))],
      results(),
      { kind: "give_up", failure: "refused" },
    ],
    [
      "starts a new segment when there is no more room",
      [said(0, "model_context_window_exceeded")],
      results(),
      { kind: "start_segment" },
    ],
    [
      "and gives up when there is none in that either",
      [{ ...said(0, "model_context_window_exceeded"), startsSegment: true }],
      results(),
      { kind: "give_up", failure: "context_too_long" },
    ],
  ])("%s", (_name, steps, known, move) => {
    expect(nextMove(steps, known, 2)).toEqual(move);
  });
});

describe("isUsable", () => {
  it.each<[string, Anthropic.ContentBlock[], Anthropic.StopReason, boolean]>([
    ["an answer", [text("Hi")], "end_turn", true],
    ["no empty answer", [], "end_turn", false],
    ["no blank one", [text(" \n")], "end_turn", false],
    ["none that nobody can see [SMSR-3]", [text("\u200B\uFEFF\u2060")], "end_turn", false],
    ["none that is markup only [VOICE-7]", [text("**"), text("\n---")], "end_turn", false],
    ["no tool call that was cut off [TURN-10]", [use("a")], "max_tokens", false],
    ["a tool call", [use("a")], "tool_use", true],
    ["no tool call without one", [text("Hm")], "tool_use", false],
    ["no tool call beside a last word [TURN-10]", [text("Hi"), use("a")], "end_turn", false],
    ["a refusal without a word", [], "refusal", true],
  ])("takes %s", (_name, content, stopReason, expected) => {
    expect(isUsable(content, stopReason, [])).toBe(expected);
  });

  it("takes a mark that ends what was begun before a pause [VOICE-7]", () => {
    expect(isUsable([text("**")], "end_turn", [text("Press **Save")])).toBe(true);
    expect(isUsable([text("**")], "end_turn", [text("**")])).toBe(false);
    expect(isUsable([], "end_turn", [text("Press **Save")])).toBe(false);
  });
});

describe("afterModelFailure", () => {
  const PLENTY = 60_000;
  it.each([
    ["retries an overload soon", { kind: "overloaded", retryAfterMs: null }, 1, PLENTY, { kind: "retry", inMs: 500 }],
    ["later the next time", { kind: "overloaded", retryAfterMs: null }, 2, PLENTY, { kind: "retry", inMs: 1_000 }],
    [
      "not a third time [TURN-7]",
      { kind: "overloaded", retryAfterMs: null },
      3,
      PLENTY,
      { kind: "give_up", failure: "model_unreachable" },
    ],
    [
      "waits as long as it is asked to",
      { kind: "rate_limited", retryAfterMs: 3_000 },
      1,
      PLENTY,
      { kind: "retry", inMs: 3_000 },
    ],
    [
      "but not longer than the customer does [TURN-8]",
      { kind: "rate_limited", retryAfterMs: 600_000 },
      1,
      PLENTY,
      { kind: "give_up", failure: "model_unreachable" },
    ],
    [
      "not when there is no time for another answer",
      { kind: "server_error", retryAfterMs: null },
      1,
      5_400,
      { kind: "give_up", failure: "model_unreachable" },
    ],
    [
      "does not retry a spend limit",
      { kind: "spend_limit", retryAfterMs: null },
      1,
      PLENTY,
      { kind: "give_up", failure: "spend_limit" },
    ],
    [
      "nor what the API refuses",
      { kind: "refused_request", retryAfterMs: null },
      1,
      PLENTY,
      { kind: "give_up", failure: "model_refuses_request" },
    ],
  ] as const)("%s", (_name, failure, attempt, leftMs, expected) => {
    expect(afterModelFailure(failure, attempt, leftMs, 0.5)).toEqual(expected);
  });
});

describe("costMicros", () => {
  const use = {
    inputTokens: 1_000,
    outputTokens: 100,
    cacheReadTokens: 2_000,
    cacheWrite5mTokens: 10,
    cacheWrite1hTokens: 20,
  };
  it.each([
    ["claude-sonnet-5-5", 1_000 * 2 + 100 * 10 + 2_000 * 0.1 + 10 * 2.5 + 20 * 4],
    ["claude-sonnet-5-5-20260901", 1_000 * 2 + 100 * 10 + 2_000 * 0.1 + 10 * 2.5 + 20 * 4],
    ["claude-haiku-4-5", 1_000 + 500 + 200 + 12.5 + 40],
    ["a-model-of-tomorrow", 5_000 + 2_500 + 1_000 + 62.5 + 200],
  ])("counts %s [TURN-9]", (model, micros) => {
    expect(costMicros(model, use)).toBe(Math.ceil(micros));
  });
});
