import { HELLO } from "../messages-case.ts";
import { closed, old, type Rule, strict, tool } from "./rule.ts";

export const TOOL_RULES: readonly Rule[] = [
  {
    rule: "a tool's name",
    bad: { ...HELLO, tools: [tool({ name: "look up" })] },
    says: "tools.0.name: String should match pattern",
    good: { ...HELLO, tools: [tool({ name: "a".repeat(64) })] },
  },
  { rule: "a long tool's name", bad: { ...HELLO, tools: [tool({ name: "a".repeat(65) })] }, says: "tools.0.name" },
  { rule: "the same tool twice", bad: { ...HELLO, tools: [tool(), tool()] }, says: "Tool names must be unique" },
  {
    rule: "a schema that is no object",
    bad: { ...HELLO, tools: [tool({ input_schema: { type: "string" } })] },
    says: "tools.0.input_schema.type: Input should be 'object'",
  },
  {
    rule: "a union as a schema",
    bad: { ...HELLO, tools: [tool({ input_schema: { type: "object", anyOf: [] } })] },
    says: "does not support oneOf, allOf, or anyOf at the top level",
  },
  {
    rule: "a choice that is not declared",
    bad: { ...old, tools: [tool()], tool_choice: { type: "tool", name: "fly" } },
    says: "Tool 'fly' not found",
    good: { ...old, tools: [tool()], tool_choice: { type: "tool", name: "look_up" } },
  },
  { rule: "a choice without tools", bad: { ...HELLO, tool_choice: { type: "auto" } }, says: "while providing `tools`" },
  {
    rule: "an open strict schema",
    bad: { ...HELLO, tools: [strict({ type: "object", properties: {} })] },
    says: "'additionalProperties' must be explicitly set to false",
    good: { ...HELLO, tools: [strict(closed({}))] },
  },
  {
    rule: "an open schema inside",
    bad: { ...HELLO, tools: [strict(closed({ who: { type: "object", properties: {} } }))] },
    says: "'additionalProperties' must be explicitly set to false",
    good: { ...HELLO, tools: [strict(closed({ who: closed({}) }))] },
  },
  {
    rule: "a bound in a strict schema",
    bad: { ...HELLO, tools: [strict(closed({ summary: { type: "string", maxLength: 300 } }))] },
    says: "For 'string' type, property 'maxLength' is not supported",
    good: { ...HELLO, tools: [tool({ input_schema: closed({ summary: { type: "string", maxLength: 300 } }) })] },
  },
  {
    rule: "bounds in an output format",
    bad: {
      ...HELLO,
      output_config: {
        format: { type: "json_schema", schema: closed({ n: { type: "integer", minimum: 0, maximum: 9 } }) },
      },
    },
    says: "output_config.format.schema: For 'integer' type, properties maximum, minimum are not supported",
    good: { ...HELLO, output_config: { format: { type: "json_schema", schema: closed({ n: { type: "integer" } }) } } },
  },
  {
    rule: "21 strict tools",
    bad: {
      ...HELLO,
      tools: Array.from({ length: 21 }, (_, at) => tool({ name: `t${at}`, strict: true, input_schema: closed({}) })),
    },
    says: "at most 20 strict tools",
    good: {
      ...HELLO,
      tools: Array.from({ length: 20 }, (_, at) => tool({ name: `t${at}`, strict: true, input_schema: closed({}) })),
    },
  },
  {
    rule: "25 optional parameters",
    bad: { ...HELLO, tools: [strict(closed(optional(25), { required: [] }))] },
    says: "too many optional parameters (25)",
    good: { ...HELLO, tools: [strict(closed(optional(24), { required: [] }))] },
  },
  {
    rule: "17 unions",
    bad: { ...HELLO, tools: [strict(closed(optional(17, ["string", "null"])))] },
    says: "too many parameters with union types (17",
    good: { ...HELLO, tools: [strict(closed(optional(16, ["string", "null"])))] },
  },
];

function optional(count: number, type: unknown = "string"): Record<string, unknown> {
  return Object.fromEntries(Array.from({ length: count }, (_, at) => [`p${at}`, { type }]));
}
