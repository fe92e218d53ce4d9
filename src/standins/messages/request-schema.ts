import type Anthropic from "@anthropic-ai/sdk";
import { z } from "zod";
import { cacheControl, contentBlock, textBlock } from "./block-schemas.ts";
import { anyObject, nullable, shapeOf } from "./shape.ts";

/** The API says 100,000 in its reference of `messages`. */
const MAX_MESSAGES = 100_000;
/** `metadata.user_id` is an opaque id of at most this many characters. */
const MAX_USER_ID_LENGTH = 256;

const message = z.discriminatedUnion("role", [
  z.strictObject({ role: z.literal("user"), content: z.union([z.string(), z.array(contentBlock)]) }),
  z.strictObject({ role: z.literal("assistant"), content: z.union([z.string(), z.array(contentBlock)]) }),
  z.strictObject({ role: z.literal("system"), content: z.union([z.string(), z.array(textBlock)]) }),
]);

const display = nullable(z.enum(["summarized", "omitted"]));

const thinking = z.discriminatedUnion("type", [
  shapeOf<Anthropic.ThinkingConfigEnabled>()({
    type: z.literal("enabled"),
    budget_tokens: z.int().min(1024),
    display,
  }),
  shapeOf<Anthropic.ThinkingConfigAdaptive>()({ type: z.literal("adaptive"), display }),
  shapeOf<Anthropic.ThinkingConfigDisabled>()({ type: z.literal("disabled") }),
  shapeOf<Anthropic.ThinkingConfigBetweenTools>()({ type: z.literal("between_tools") }),
]);

const disable_parallel_tool_use = z.boolean().optional();

const toolChoice = z.discriminatedUnion("type", [
  shapeOf<Anthropic.ToolChoiceAuto>()({ type: z.literal("auto"), disable_parallel_tool_use }),
  shapeOf<Anthropic.ToolChoiceAny>()({ type: z.literal("any"), disable_parallel_tool_use }),
  shapeOf<Anthropic.ToolChoiceTool>()({ type: z.literal("tool"), name: z.string(), disable_parallel_tool_use }),
  shapeOf<Anthropic.ToolChoiceNone>()({ type: z.literal("none") }),
]);

const tool = shapeOf<Anthropic.Tool>()({
  /** The reference says 64 characters; an error text of the API speaks of 128. The stricter one is taken. */
  name: z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/),
  input_schema: z.looseObject({
    type: z.literal("object"),
    properties: nullable(anyObject),
    required: nullable(z.array(z.string())),
  }),
  type: nullable(z.literal("custom")),
  description: z.string().optional(),
  strict: z.boolean().optional(),
  cache_control: cacheControl,
  allowed_callers: z.array(z.literal("direct")).optional(),
  defer_loading: z.boolean().optional(),
  eager_input_streaming: nullable(z.boolean()),
  input_examples: z.array(anyObject).optional(),
});

const outputConfig = shapeOf<Anthropic.OutputConfig>()({
  effort: nullable(z.enum(["low", "medium", "high", "xhigh", "max"])),
  format: nullable(shapeOf<Anthropic.JSONOutputFormat>()({ type: z.literal("json_schema"), schema: anyObject })),
});

const prompt = {
  model: z.string().min(1).max(256),
  messages: z.array(message).max(MAX_MESSAGES),
  system: z.union([z.string(), z.array(textBlock)]).optional(),
  tools: z.array(tool).optional(),
  tool_choice: toolChoice.optional(),
  thinking: thinking.optional(),
  output_config: outputConfig.optional(),
  cache_control: cacheControl,
  speed: nullable(z.enum(["standard", "fast"])),
};

/** `workspace_id` and `user_profile_id` travel as headers, so in a body they are unknown fields. */
type InHeaders = "user_profile_id" | "workspace_id";

export const messagesSchema = shapeOf<Omit<Anthropic.MessageCreateParamsStreaming, InHeaders>>()({
  ...prompt,
  max_tokens: z.int().min(0),
  stream: z.boolean().optional(),
  stop_sequences: z.array(z.string().min(1)).optional(),
  metadata: shapeOf<Anthropic.Metadata>()({ user_id: nullable(z.string().max(MAX_USER_ID_LENGTH)) }).optional(),
  diagnostics: nullable(shapeOf<Anthropic.DiagnosticsParam>()({ previous_message_id: nullable(z.string()) })),
  container: z.null().optional(),
  inference_geo: nullable(z.string()),
  service_tier: z.enum(["auto", "standard_only"]).optional(),
});

export const countTokensSchema = shapeOf<Omit<Anthropic.MessageCountTokensParams, InHeaders>>()(prompt);
