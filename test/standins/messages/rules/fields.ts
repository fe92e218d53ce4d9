import { HELLO } from "../messages-case.ts";
import { found, type Rule, text, tool, user, withMessages } from "./rule.ts";

const { max_tokens: _max, ...withoutMaxTokens } = HELLO;
const { messages: _messages, ...withoutMessages } = HELLO;
const { model: _model, ...withoutModel } = HELLO;

export const FIELD_RULES: readonly Rule[] = [
  { rule: "temperature", bad: { ...HELLO, temperature: 1 }, says: "temperature: Extra inputs are not permitted" },
  { rule: "top_p", bad: { ...HELLO, top_p: 0.9 }, says: "top_p: Extra inputs are not permitted" },
  {
    rule: "a field of headers",
    bad: { ...HELLO, workspace_id: "w" },
    says: "workspace_id: Extra inputs are not permitted",
  },
  {
    rule: "an unknown field deep down",
    bad: withMessages(user(text("Hi", { colour: "red" }))),
    says: "messages.0.content.0.colour: Extra inputs are not permitted",
    good: withMessages(user(text("Hi", { citations: null }))),
  },
  {
    rule: "an unknown field of a search result's text",
    bad: withMessages(user(found({ content: [text("Yes.", { id: 1 })] }), text("Hi"))),
    says: "messages.0.content.0.content.0.id: Extra inputs are not permitted",
    good: withMessages(user(found(), text("Hi"))),
  },
  {
    rule: "an unknown field of a tool",
    bad: { ...HELLO, tools: [tool({ parameters: {} })] },
    says: "tools.0.parameters: Extra inputs are not permitted",
    good: { ...HELLO, tools: [tool({ description: "Looks things up." })] },
  },
  { rule: "max_tokens is required", bad: withoutMaxTokens, says: "max_tokens: Field required" },
  { rule: "messages are required", bad: withoutMessages, says: "messages: Field required" },
  { rule: "model is required", bad: withoutModel, says: "model: Field required" },
  {
    rule: "max_tokens is a whole number",
    bad: { ...HELLO, max_tokens: 1.5 },
    says: "max_tokens: Input should be a valid integer",
  },
  {
    rule: "max_tokens is not negative",
    bad: { ...HELLO, max_tokens: -1 },
    says: "max_tokens: Input should be greater than or equal to 0",
  },
  {
    rule: "max_tokens is within the model's maximum",
    bad: { ...HELLO, max_tokens: 128_001 },
    says: "which is the maximum allowed number of output tokens",
    good: { ...HELLO, max_tokens: 128_000 },
  },
  {
    rule: "no tokens and a stream",
    bad: { ...HELLO, max_tokens: 0, stream: true },
    says: "cannot be combined with stream",
    good: { ...HELLO, max_tokens: 0 },
  },
  {
    rule: "a block needs its type",
    bad: withMessages(user({ text: "Hi" })),
    says: "messages.0.content.0.type: Field required",
  },
  {
    rule: "an unknown block",
    bad: withMessages(user({ type: "video" })),
    says: "does not match any of the expected tags",
  },
  { rule: "content is text or blocks", bad: withMessages({ role: "user", content: 7 }), says: "messages.0.content" },
  { rule: "an unknown role", bad: withMessages({ role: "tool", content: "Hi" }), says: "messages.0.role" },
  {
    rule: "a long user id",
    bad: { ...HELLO, metadata: { user_id: "x".repeat(257) } },
    says: "metadata.user_id: String should have at most 256 characters",
    good: { ...HELLO, metadata: { user_id: "x".repeat(256) } },
  },
  {
    rule: "an e-mail address as user id",
    bad: { ...HELLO, metadata: { user_id: "dana@example.com" } },
    says: "looks like an e-mail address",
    good: { ...HELLO, metadata: { user_id: "0199c3f1-7d1e-7c3a-9a52-0242ac120002" } },
  },
  {
    rule: "a phone number as user id",
    bad: { ...HELLO, metadata: { user_id: "+1 (202) 555-0143" } },
    says: "phone number",
  },
];
