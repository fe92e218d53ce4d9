import type Anthropic from "@anthropic-ai/sdk";
import { expect, it } from "vitest";
import { oddReplies } from "../../../src/standins/messages/odd-replies.ts";
import { clientOf, HELLO, standInFor } from "./messages-case.ts";

const TOOLS: Anthropic.Tool[] = [{ name: "create_support_ticket", input_schema: { type: "object" } }];
const CITED: Anthropic.MessageCreateParamsNonStreaming = {
  ...HELLO,
  messages: [
    {
      role: "user",
      content: [
        {
          type: "search_result",
          source: "a",
          title: "A",
          content: [{ type: "text", text: "Yes." }],
          citations: { enabled: true },
        },
        { type: "text", text: "Is it?" },
      ],
    },
  ],
};

async function odd(name: Exclude<keyof typeof oddReplies, "refusalAfter" | "thinkingFirst">) {
  const standIn = await standInFor();
  standIn.script([{ reply: oddReplies[name]() }]);
  return clientOf(standIn)
    .messages.stream(name === "splitByCitations" ? CITED : { ...HELLO, tools: TOOLS })
    .finalMessage();
}

it("an input parses into a plausible wrong one when the tokens run out", async () => {
  const message = await odd("maxTokensInToolInput");
  expect(message.stop_reason).toBe("max_tokens");
  expect(message.content).toMatchObject([{ type: "tool_use", input: { category: "billing", severity: "high" } }]);
});

it.each([
  ["maxTokensInText", "max_tokens", ["text"]],
  ["refusal", "refusal", []],
  ["pauseTurn", "pause_turn", ["text"]],
  ["contextWindowExceeded", "model_context_window_exceeded", ["text"]],
  ["nothing", "end_turn", []],
  ["whitespace", "end_turn", ["text"]],
  ["onlyThinking", "end_turn", ["thinking"]],
  ["unknownTool", "tool_use", ["tool_use"]],
  ["wrongCaseName", "tool_use", ["tool_use"]],
  ["invalidInput", "tool_use", ["tool_use"]],
  ["threeCalls", "tool_use", ["tool_use", "tool_use", "tool_use"]],
  ["sameTicketTwice", "tool_use", ["tool_use", "tool_use"]],
  ["preambleAndTool", "tool_use", ["text", "tool_use"]],
  ["splitByCitations", "end_turn", ["text", "text", "text"]],
  ["long", "end_turn", ["text"]],
] as const)("odd replies: %s", async (name, stop, types) => {
  const message = await odd(name);
  expect(message.stop_reason).toBe(stop);
  expect(message.content.map((block) => block.type)).toEqual(types);
});

it("odd replies have the sizes and details they promise", async () => {
  const long = await odd("long");
  expect(long.content[0]?.type === "text" && long.content[0].text.length).toBe(200 * 1024);
  expect((await odd("refusal")).stop_details).toMatchObject({ type: "refusal", category: "general_harms" });
  const standIn = await standInFor();
  standIn.script([{ reply: oddReplies.refusalAfter("I ca") }, { reply: oddReplies.thinkingFirst("Hi.") }]);
  expect(await clientOf(standIn).messages.create(HELLO)).toMatchObject({
    stop_reason: "refusal",
    content: [{ text: "I ca" }],
  });
  expect(await clientOf(standIn).messages.create(HELLO)).toMatchObject({
    content: [{ type: "thinking" }, { text: "Hi." }],
  });
});

it("a paused turn, and no other, may be sent again as it is", async () => {
  const standIn = await standInFor();
  standIn.script([{ reply: oddReplies.pauseTurn() }]);
  const { content } = await clientOf(standIn).messages.create(HELLO);
  const again = (blocks: Anthropic.ContentBlock[]) =>
    clientOf(standIn).messages.create({
      ...HELLO,
      messages: [...HELLO.messages, { role: "assistant", content: blocks }],
    });
  await expect(again(content)).resolves.toMatchObject({ stop_reason: "end_turn" });
  await expect(again([{ type: "text", text: "I am done.", citations: null }])).rejects.toThrow("prefill");
});
