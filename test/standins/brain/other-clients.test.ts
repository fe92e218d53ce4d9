import type Anthropic from "@anthropic-ai/sdk";
import { expect, it } from "vitest";
import { createDemoBrain } from "../../../src/standins/brain/create-demo-brain.ts";
import { cpuMs } from "../../harness/cpu-ms.ts";
import { clientOf, standInFor } from "../messages/messages-case.ts";
import { TOOLS } from "./demo-conversation.ts";

type Params = Anthropic.MessageCreateParamsNonStreaming;

async function create(params: Partial<Params> & Pick<Params, "messages">): Promise<Anthropic.Message> {
  const standIn = await standInFor({ brain: createDemoBrain() });
  return clientOf(standIn).messages.create({ model: "claude-haiku-5-5", max_tokens: 1_000, ...params });
}

const textOf = (message: Anthropic.Message) =>
  message.content.map((block) => (block.type === "text" ? block.text : "")).join("");

it("other clients may search again: what was found last goes first", async () => {
  const result = (text: string): Anthropic.SearchResultBlockParam => ({
    type: "search_result",
    source: "refunds",
    title: "Refunds",
    content: [{ type: "text", text }],
  });
  const question = { type: "text" as const, text: "How long do refunds take?" };
  const message = await create({
    messages: [
      { role: "user", content: [result("A refund takes 9 days."), question] },
      { role: "assistant", content: "A refund takes 9 days." },
      { role: "user", content: [result("A refund takes 5 days."), question] },
    ],
  });
  expect(textOf(message)).toMatch(/^A refund takes 5 days\./);
});

it("other clients may have pages of very long sentences: even by SMS there is an answer", async () => {
  const page: Anthropic.SearchResultBlockParam = {
    type: "search_result",
    source: "refunds",
    title: "Refunds",
    content: [{ type: "text", text: `A refund is ${"very ".repeat(100)}slow.` }],
  };
  const context = { type: "text" as const, text: "<context>\nChannel: sms\n</context>" };
  const question = { type: "text" as const, text: "How long do refunds take?" };
  const answer = textOf(await create({ messages: [{ role: "user", content: [context, page, question] }] }));
  expect(answer).toMatch(/^A refund is very very .*\.\.\.$/);
  expect(answer.length).toBeLessThanOrEqual(320);
});

it("other clients may force a tool, which then gets an input that its schema allows", async () => {
  const message = await create({
    tools: TOOLS,
    tool_choice: { type: "tool", name: "create_support_ticket" },
    messages: [{ role: "user", content: "The API returns errors" }],
  });
  expect(message.content).toMatchObject([
    { type: "tool_use", name: "create_support_ticket", input: { category: "technical", severity: "medium" } },
  ]);
});

it("other clients may allow one call at a time, or none", async () => {
  const messages: Anthropic.MessageParam[] = [{ role: "user", content: "I was charged $250 twice, I want it back" }];
  const one = await create({
    tools: TOOLS,
    tool_choice: { type: "auto", disable_parallel_tool_use: true },
    messages,
  });
  expect(one.content).toMatchObject([{ type: "tool_use", name: "create_support_ticket" }]);
  const none = await create({ tools: TOOLS, tool_choice: { type: "none" }, messages });
  expect(none.content.map((block) => block.type)).toEqual(["text"]);
});

it("other clients may say that a human has taken over", async () => {
  const message = await create({
    tools: TOOLS,
    tool_choice: { type: "none" },
    messages: [
      { role: "user", content: "I was charged $250 twice" },
      { role: "system", content: "A human colleague takes over. Acknowledge it, promise nothing." },
    ],
  });
  expect(textOf(message)).toMatch(/^I've passed this to a human colleague/);
});

it("other clients may tell what was said before in words", async () => {
  const transcript =
    "<earlier_conversation>\nCustomer: What are the API limits?\nYou: Shall I bring in a human colleague?\n</earlier_conversation>";
  const message = await create({
    tools: TOOLS,
    messages: [
      {
        role: "user",
        content: [
          { type: "text", text: transcript },
          { type: "text", text: "<customer_message>\nyes\n</customer_message>" },
        ],
      },
    ],
  });
  expect(message.content).toMatchObject([{ type: "tool_use", name: "escalate_to_human" }]);
});

it("other clients may paste a lot", async () => {
  const started = cpuMs();
  const message = await create({
    tools: TOOLS,
    messages: [{ role: "user", content: "i am my we us ".repeat(20_000) }],
  });
  expect(message.type).toBe("message");
  expect(cpuMs() - started).toBeLessThan(2_000);
});
