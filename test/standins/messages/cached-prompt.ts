import type Anthropic from "@anthropic-ai/sdk";
import { clientOf, HELLO, standInFor } from "./messages-case.ts";

export type Params = Anthropic.MessageCreateParamsNonStreaming;

/** About 1,000 tokens. */
export const POLICY = "Answer from the passages alone, and cite them. ".repeat(70);
export const TOOLS: Anthropic.Tool[] = [
  { name: "look_up", description: "Finds things.", input_schema: { type: "object", properties: {} } },
];

export const prompt = (more: Partial<Params> = {}): Params => ({
  ...HELLO,
  tools: TOOLS,
  system: [{ type: "text", text: POLICY, cache_control: { type: "ephemeral", ttl: "1h" } }],
  cache_control: { type: "ephemeral" },
  ...more,
});

/** The conversation with an answer and one more question. */
export const continued = (params: Params, answer: Anthropic.Message, question = "And for Pro?"): Params => ({
  ...params,
  messages: [...params.messages, { role: "assistant", content: answer.content }, { role: "user", content: question }],
});

export const written = ({ usage }: Anthropic.Message) => usage.cache_creation_input_tokens ?? 0;
export const read = ({ usage }: Anthropic.Message) => usage.cache_read_input_tokens ?? 0;
export const all = (message: Anthropic.Message) => message.usage.input_tokens + written(message) + read(message);

export async function withClock(at = 1_000_000) {
  const clock = { at };
  const standIn = await standInFor({ now: () => clock.at });
  return { clock, standIn, client: clientOf(standIn) };
}
