import { expect, it } from "vitest";
import { ask } from "./demo-conversation.ts";

it.each([
  ["hi", "Hello! What can I help you with?"],
  ["Thanks!", "You're welcome! Is there anything else I can help with?"],
  ["bye", "Thanks for writing, and take care!"],
  ["Bonjour", "Bonjour ! Comment puis-je vous aider ?"],
  ["???", "I'm not sure I understood that. Could you say in a few more words what you need?"],
])("small talk: %s", async (written, answer) => {
  const turn = await ask([], written);
  expect(turn).toMatchObject({ text: answer, calls: [], steps: 1 });
});

it("small talk: never denies being an AI", async () => {
  expect((await ask([], "Are you a human?")).text).toMatch(/^I'm an AI assistant/);
});

it("small talk: does not hide a question", async () => {
  expect((await ask(["Refund policy"], ["hi", "How long do refunds take?"])).text).toContain("5-7 business days");
});
