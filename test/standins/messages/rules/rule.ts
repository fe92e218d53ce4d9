import { HELLO } from "../messages-case.ts";

/** A request that breaks one rule, what the answer says, and its nearest neighbour that is fine. */
export interface Rule {
  readonly rule: string;
  readonly bad: unknown;
  readonly says: string;
  readonly status?: number;
  /** Absent: the plain request. */
  readonly good?: unknown;
}

export const user = (...content: unknown[]) => ({ role: "user", content });
export const assistant = (...content: unknown[]) => ({ role: "assistant", content });
export const text = (words: string, more: object = {}) => ({ type: "text", text: words, ...more });
export const use = (id: string, more: object = {}) => ({ type: "tool_use", id, name: "look_up", input: {}, ...more });
export const result = (id: string, more: object = {}) => ({
  type: "tool_result",
  tool_use_id: id,
  content: "done",
  ...more,
});
export const found = (more: object = {}) => ({
  type: "search_result",
  source: "refunds",
  title: "Refunds",
  content: [text("Within 30 days.")],
  ...more,
});
export const tool = (more: object = {}) => ({
  name: "look_up",
  input_schema: { type: "object", properties: {} },
  ...more,
});
export const marked = { cache_control: { type: "ephemeral" } };
export const marked1h = { cache_control: { type: "ephemeral", ttl: "1h" } };
export const closed = (properties: object, more: object = {}) => ({
  type: "object",
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
  ...more,
});
export const strict = (schema: object) => tool({ strict: true, input_schema: schema });

export const withMessages = (...messages: unknown[]) => ({ ...HELLO, messages });
export const hello = user(text("Hello"));
export const pair = [hello, assistant(use("toolu_1"))];
export const old = { ...HELLO, model: "claude-sonnet-4-6" };
