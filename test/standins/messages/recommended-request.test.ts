import type Anthropic from "@anthropic-ai/sdk";
import { expect, expectTypeOf, it } from "vitest";
import { reply, text, thinking, toolUse } from "../../../src/standins/messages/reply.ts";
import type { MessagesRequest } from "../../../src/standins/messages/request.ts";
import { clientOf, standInFor } from "./messages-case.ts";

const FOUND = {
  type: "search_result",
  source: "https://help.example/refunds",
  title: "Refunds",
  content: [{ type: "text", text: "Within 30 days." }],
  citations: { enabled: true },
} satisfies Anthropic.SearchResultBlockParam;

/** How our agent asks: the cached prefix first, the search results in the turn, the tail cached by itself. */
const RECOMMENDED = {
  model: "claude-sonnet-5-5",
  max_tokens: 4_096,
  thinking: { type: "between_tools" },
  output_config: { effort: "low" },
  metadata: { user_id: "0199c3f1-7d1e-7c3a-9a52-0242ac120002" },
  cache_control: { type: "ephemeral" },
  tool_choice: { type: "auto" },
  tools: [
    {
      name: "lookup_knowledge_base",
      description: "Search the help centre.",
      strict: true,
      input_schema: {
        type: "object",
        properties: { query: { type: "string", description: "What to look for." } },
        required: ["query"],
        additionalProperties: false,
      },
    },
  ],
  system: [{ type: "text", text: "You are a support assistant.", cache_control: { type: "ephemeral", ttl: "1h" } }],
  messages: [
    {
      role: "user",
      content: [
        { type: "text", text: "<context>\nDate: 2026-11-22\nChannel: sms\n</context>" },
        FOUND,
        { type: "text", text: "<customer_message>\nCan I get a refund?\n</customer_message>" },
      ],
    },
  ],
} satisfies Anthropic.MessageCreateParams;

it("takes the request that we recommend, streamed, and its continuation after a tool", async () => {
  expectTypeOf(RECOMMENDED).toExtend<MessagesRequest>();
  expectTypeOf<MessagesRequest>().toExtend<Omit<Anthropic.MessageCreateParams, "stream">>();

  const standIn = await standInFor();
  standIn.script([
    { reply: reply(thinking("Not enough."), toolUse("lookup_knowledge_base", { query: "refund" }, { id: "toolu_1" })) },
    { reply: reply(text("Yes, within 30 days.")) },
  ]);
  const client = clientOf(standIn);
  const first = await client.messages.stream(RECOMMENDED).finalMessage();
  const second = await client.messages
    .stream({
      ...RECOMMENDED,
      messages: [
        ...RECOMMENDED.messages,
        { role: "assistant", content: first.content },
        {
          role: "user",
          content: [
            { type: "tool_result", tool_use_id: "toolu_1", content: [FOUND] },
            { type: "text", text: "<customer_message>\nHello?\n</customer_message>" },
          ],
        },
        { role: "system", content: "Answer now." },
      ],
    })
    .finalMessage();
  expect(second.stop_reason).toBe("end_turn");
  standIn.assertDone();
});
