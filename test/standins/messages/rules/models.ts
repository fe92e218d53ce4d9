import { HELLO } from "../messages-case.ts";
import { old, type Rule, text, tool, user, withMessages } from "./rule.ts";

export const MODEL_RULES: readonly Rule[] = [
  { rule: "an unknown model", bad: { ...HELLO, model: "gpt-4" }, says: "model: gpt-4", status: 404 },
  {
    rule: "a retired model",
    bad: { ...HELLO, model: "claude-3-7-sonnet-20250219" },
    says: "model: claude-3-7",
    status: 404,
    good: { ...HELLO, model: "claude-sonnet-4-5" },
  },
  {
    rule: "a forced tool on Sonnet 5.5",
    bad: { ...HELLO, tools: [tool()], tool_choice: { type: "any" } },
    says: 'type "tool" and "any" are not supported for this model',
    good: { ...HELLO, model: "claude-haiku-5-5", tools: [tool()], tool_choice: { type: "any" } },
  },
  {
    rule: "a forced tool while thinking",
    bad: { ...old, thinking: { type: "adaptive" }, tools: [tool()], tool_choice: { type: "any" } },
    says: "Thinking may not be enabled when tool_choice forces tool use",
    good: { ...old, thinking: { type: "adaptive" }, tools: [tool()], tool_choice: { type: "auto" } },
  },
  {
    rule: "thinking enabled on Sonnet 5.5",
    bad: { ...HELLO, max_tokens: 4_000, thinking: { type: "enabled", budget_tokens: 2_000 } },
    says: '"thinking.type.enabled" is not supported for this model. Use "thinking.type.adaptive" and "output_config.effort"',
    good: { ...old, max_tokens: 4_000, thinking: { type: "enabled", budget_tokens: 2_000 } },
  },
  {
    rule: "thinking disabled on Sonnet 5.5",
    bad: { ...HELLO, thinking: { type: "disabled" } },
    says: '"thinking.type.disabled" is not supported',
    good: { ...HELLO, model: "claude-haiku-5-5", thinking: { type: "disabled" } },
  },
  {
    rule: "a budget above the maximum",
    bad: { ...old, max_tokens: 2_000, thinking: { type: "enabled", budget_tokens: 2_000 } },
    says: "must be greater than `thinking.budget_tokens`",
  },
  {
    rule: "an extra key beside between_tools",
    bad: { ...HELLO, thinking: { type: "between_tools", display: "omitted" } },
    says: "thinking.display: Extra inputs are not permitted",
    good: { ...HELLO, thinking: { type: "between_tools" } },
  },
  {
    rule: "between_tools with a high effort",
    bad: { ...HELLO, thinking: { type: "between_tools" }, output_config: { effort: "xhigh" } },
    says: 'type "between_tools" is not supported with effort "xhigh"',
    good: { ...HELLO, thinking: { type: "between_tools" }, output_config: { effort: "high" } },
  },
  {
    rule: "between_tools on an older model",
    bad: { ...old, thinking: { type: "between_tools" } },
    says: '"thinking.type.between_tools" is not supported',
    good: { ...old, thinking: { type: "disabled" } },
  },
  {
    rule: "disabled thinking with the highest effort on Haiku 5.5",
    bad: { ...HELLO, model: "claude-haiku-5-5", thinking: { type: "disabled" }, output_config: { effort: "max" } },
    says: 'the highest is "high"',
  },
  {
    rule: "effort on a model without",
    bad: { ...HELLO, model: "claude-haiku-4-5", output_config: { effort: "low" } },
    says: "output_config.effort: 'low' is not supported",
    good: { ...HELLO, output_config: { effort: "low" } },
  },
  {
    rule: "a prompt that is too long",
    bad: { ...withMessages(user(text("word ".repeat(150_000)))), model: "claude-haiku-4-5" },
    says: "prompt is too long: ",
    good: { ...withMessages(user(text("word ".repeat(120_000)))), model: "claude-haiku-4-5" },
  },
];
