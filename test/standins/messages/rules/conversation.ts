import { HELLO } from "../messages-case.ts";
import { assistant, hello, pair, type Rule, result, text, use, user, withMessages } from "./rule.ts";

export const CONVERSATION_RULES: readonly Rule[] = [
  { rule: "no messages", bad: withMessages(), says: "at least one message is required" },
  {
    rule: "the first is the user's",
    bad: withMessages(assistant(text("Hi")), hello),
    says: 'first message must use the "user" role',
    good: withMessages(hello, assistant(text("Hi")), hello),
  },
  {
    rule: "the last is not the assistant's",
    bad: withMessages(hello, assistant(text("{"))),
    says: "does not support assistant message prefill",
    good: { ...withMessages(hello, assistant(text("{"))), model: "claude-haiku-4-5" },
  },
  { rule: "an empty text", bad: withMessages(user(text(""))), says: "text content blocks must be non-empty" },
  { rule: "a text of spaces", bad: withMessages(user(text(" \n"))), says: "text content blocks must be non-empty" },
  { rule: "an empty string", bad: withMessages({ role: "user", content: "" }), says: "must have non-empty content" },
  { rule: "no blocks", bad: withMessages(user()), says: "must have non-empty content" },
  {
    rule: "an empty text in a tool's result",
    bad: withMessages(...pair, user(result("toolu_1", { content: [text("")] }))),
    says: "text content blocks must be non-empty",
    good: withMessages(...pair, user(result("toolu_1", { content: [text("7")] }))),
  },
  {
    rule: "an empty system text",
    bad: { ...HELLO, system: [text("")] },
    says: "system: text content blocks must be non-empty",
    good: { ...HELLO, system: [text("Be kind.")] },
  },
  {
    rule: "a system message at the beginning",
    bad: withMessages({ role: "system", content: "Be kind." }, hello),
    says: "cannot be the first message",
    good: withMessages(hello, { role: "system", content: "Be kind." }),
  },
  {
    rule: "a system message before a user's",
    bad: withMessages(hello, { role: "system", content: "Be kind." }, hello),
    says: "must be the last message or be followed by an assistant turn",
    good: withMessages(hello, { role: "system", content: "Be kind." }, assistant(text("Hi")), hello),
  },
  {
    rule: "a system message after the assistant's",
    bad: withMessages(hello, assistant(text("Hi")), { role: "system", content: "Be kind." }),
    says: "must follow a user turn",
    good: withMessages(hello, assistant(text("Hi")), hello, { role: "system", content: "Be kind." }),
  },
  {
    rule: "a system message between call and result",
    bad: withMessages(...pair, { role: "system", content: "Be kind." }, user(result("toolu_1"))),
    says: "cannot stand between a `tool_use` and its `tool_result`",
    good: withMessages(...pair, user(result("toolu_1")), { role: "system", content: "Be kind." }),
  },
  {
    rule: "a call in a user's message",
    bad: withMessages(user(use("toolu_1"))),
    says: "`tool_use` blocks can only be in `assistant` messages",
    good: withMessages(...pair, user(result("toolu_1"))),
  },
  {
    rule: "thinking in a user's message",
    bad: withMessages(user({ type: "thinking", thinking: "Hm.", signature: "x" })),
    says: "`thinking` blocks can only be in `assistant` messages",
  },
  {
    rule: "a result in an assistant's message",
    bad: withMessages(hello, assistant(result("toolu_1")), hello),
    says: "`tool_result` blocks can only be in `user` messages",
  },
  {
    rule: "a document in an assistant's message",
    bad: withMessages(
      hello,
      assistant({ type: "document", source: { type: "text", media_type: "text/plain", data: "x" } }),
      hello,
    ),
    says: "`document` blocks can only be in `user` messages",
    good: withMessages(
      user({ type: "document", source: { type: "text", media_type: "text/plain", data: "x" } }, text("Hi")),
    ),
  },
];
