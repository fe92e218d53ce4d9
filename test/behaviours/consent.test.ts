import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { TOOLS } from "../../src/agent/tools/registry.ts";
import { type Reply, reply, text, toolUse } from "../../src/standins/messages/reply.ts";
import { type MessagesStandIn, startMessagesStandIn } from "../../src/standins/messages/start-messages-stand-in.ts";
import { cancelOrder } from "../agent/tools/cancel-order.ts";
import { createTestDatabase, type TestDatabase } from "../harness/database.ts";
import { lastInput, modelRequests, toolResults } from "../harness/model-requests.ts";
import { askedBy } from "../turns/stage.ts";
import { oneTurn } from "./one-turn.ts";

let test: TestDatabase;
let model: MessagesStandIn;
beforeAll(async () => {
  test = await createTestDatabase();
  model = await startMessagesStandIn();
});
afterEach(() => {
  try {
    model.assertDone();
  } finally {
    model.reset();
  }
});
afterAll(async () => {
  await model.stop();
  await test.drop();
});

const canceled: string[] = [];
const tools = [
  ...TOOLS,
  cancelOrder({
    async cancel(order) {
      canceled.push(order);
      return true;
    },
  }),
];
const cancels = (order: string) => reply(toolUse("cancel_order", { order }));

/** The customer writes, and the model does this; the results of its calls. */
async function turn(conversationId: string, words: string | null, ...replies: readonly Reply[]) {
  const { outside } = test.database;
  if (words !== null) {
    const { seq } = await outside.conversation.findUniqueOrThrow({ where: { id: conversationId } });
    const row = { conversationId, seq: seq + 1, engagement: 1, author: "customer", wantsAnswer: true } as const;
    await outside.message.create({ data: { ...row, text: words, fullText: words, at: new Date() } });
    const due = { seq: seq + 1, customerSeq: seq + 1, turnDueAt: new Date(Date.now() - 1_000) };
    await outside.conversation.update({ where: { id: conversationId }, data: due });
  }
  const before = modelRequests(model).length;
  model.script(replies.map((said) => ({ reply: said })));
  expect(await oneTurn(test.database, model, { tools })).toMatchObject({ end: "replied" });
  return modelRequests(model)
    .slice(before)
    .flatMap((request) => toolResults(lastInput(request)));
}

it("what cannot be undone waits for a yes to the very thing, whatever the model says of one [BEH-27]", async () => {
  const id = await askedBy(test.database, "Please cancel order A-1001.");
  await test.database.outside.conversation.update({ where: { id }, data: { identity: "verified" } });
  const ask = (order: string) => reply(text(`Shall I cancel order ${order} for good?`));

  // The model confirms by itself.
  const own = await turn(id, null, cancels("A-1001"), cancels("A-1001"), ask("A-1001"));
  expect(own).toMatchObject([{ is_error: true }, { is_error: true }]);
  // The customer means another one: that has to be asked for.
  const other = await turn(id, "Yes, but A-1002 please.", cancels("A-1001"), ask("A-1001"));
  expect(other).toMatchObject([{ is_error: true, content: expect.stringContaining("A-1001") }]);
  const changed = await turn(id, "No, A-1002!", cancels("A-1002"), ask("A-1002"));
  expect(changed).toMatchObject([{ is_error: true, content: expect.stringContaining("A-1002") }]);
  expect(canceled).toEqual([]);

  const done = await turn(id, "Yes, please go ahead.", cancels("A-1002"), reply(text("Order A-1002 is canceled.")));
  expect(done).toMatchObject([{ content: "Order A-1002 is canceled." }]);
  // And a yes counts once.
  const again = await turn(id, "Thanks", cancels("A-1002"), reply(text("You are welcome.")));
  expect(again).toMatchObject([{ is_error: true }]);
  expect(canceled).toEqual(["A-1002"]);
});
