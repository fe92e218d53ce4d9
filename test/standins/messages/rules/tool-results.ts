import { assistant, hello, pair, type Rule, result, text, use, user, withMessages } from "./rule.ts";

export const RESULT_RULES: readonly Rule[] = [
  {
    rule: "a call without a result",
    bad: withMessages(...pair, hello),
    says: "`tool_use` ids were found without `tool_result` blocks immediately after: toolu_1",
    good: withMessages(...pair, user(result("toolu_1"), text("Hello"))),
  },
  {
    rule: "one of two calls without a result",
    bad: withMessages(hello, assistant(use("toolu_1"), use("toolu_2")), user(result("toolu_1"))),
    says: "immediately after: toolu_2",
    good: withMessages(
      hello,
      assistant(use("toolu_1"), use("toolu_2")),
      user(result("toolu_2")),
      user(result("toolu_1")),
    ),
  },
  {
    rule: "a result that nobody asked for",
    bad: withMessages(hello, assistant(text("Hi")), user(result("toolu_9"))),
    says: "unexpected `tool_use_id` found in `tool_result` blocks: toolu_9",
  },
  {
    rule: "a result twice",
    bad: withMessages(...pair, user(result("toolu_1"), result("toolu_1"))),
    says: "Found multiple `tool_result` blocks with id: toolu_1",
  },
  {
    rule: "text before the result",
    bad: withMessages(...pair, user(text("Wait"), result("toolu_1"))),
    says: "`tool_use` ids were found without `tool_result` blocks immediately after",
    good: withMessages(...pair, user(result("toolu_1"), text("Wait"))),
  },
  {
    rule: "an id twice",
    bad: withMessages(...pair, user(result("toolu_1")), assistant(use("toolu_1")), user(result("toolu_1"))),
    says: "ids must be unique",
    good: withMessages(...pair, user(result("toolu_1")), assistant(use("toolu_2")), user(result("toolu_2"))),
  },
  {
    rule: "an id with a space",
    bad: withMessages(hello, assistant(use("toolu 1")), user(result("toolu 1"))),
    says: "String should match pattern '^[a-zA-Z0-9_-]+$'",
  },
];
