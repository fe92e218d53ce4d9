import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../harness/database.ts";
import { stage } from "./stage.ts";

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.drop());

it.each([
  ["its numbers", [], "Do 12 zoos take card 4111 1111?"],
  [
    "none of them when something secret has come up since it was read",
    ["sensitive_data"],
    "Do 12 zoos take card [number]?",
  ],
])("a question that no article answers is kept with %s [GAP-3, PRIV-5]", async (_name, flags, expected) => {
  const { conversationId, log } = await stage(test.database);
  const { conversation, unansweredQuestion } = test.database.outside;
  await conversation.update({ where: { id: conversationId }, data: { flags } });
  await log.reply("I do not know.", [], false, { text: "Do 12 zoos take card 4111 1111?", found: [] });
  expect(await unansweredQuestion.findFirst({ where: { conversationId } })).toMatchObject({ text: expected });
});
