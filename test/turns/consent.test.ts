import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { toApiTool } from "../../src/agent/tools/define-tool.ts";
import { cancelOrder } from "../agent/tools/cancel-order.ts";
import { createTestDatabase, type TestDatabase } from "../harness/database.ts";
import { type Dialogue, startDialogue } from "./dialogue.ts";
import { carryOut } from "./stage.ts";

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.drop());

const canceled: { order: string; contactId: string; key: string }[] = [];
beforeEach(() => void canceled.splice(0));

const TOOL = cancelOrder({
  async cancel(order, by) {
    canceled.push({ order, ...by });
    return order !== "Z-9999";
  },
});
const ASK = "Shall I cancel order A-1001 for good?";

/** A verified customer, of whom the tool was called once, and who was asked. */
async function asked(question = ASK, order = "A-1001"): Promise<Dialogue> {
  const dialogue = await startDialogue(test.database, [TOOL]);
  await dialogue.identity("verified");
  await dialogue.turn();
  const result = await dialogue.call("cancel_order", { order });
  expect(result).toMatchObject({ isError: true, content: expect.stringContaining(`cancel order ${order} for good`) });
  await dialogue.answers(question);
  return dialogue;
}

/** The turn that answers this, in which the tool is called again. */
async function thenSaid(dialogue: Dialogue, texts: readonly string[], order = "A-1001") {
  for (const text of texts) await dialogue.writes(text);
  await dialogue.turn();
  return await dialogue.call("cancel_order", { order });
}

describe("what cannot be undone", () => {
  it("is done after an explicit yes to the very thing, once [TOOL-24, BEH-27]", async () => {
    const dialogue = await asked();
    const done = await thenSaid(dialogue, ["Yes, please go ahead."]);
    expect(done).toMatchObject({ isError: false, content: "Order A-1001 is canceled." });
    expect(canceled).toMatchObject([{ order: "A-1001" }]);
    const again = await dialogue.call("cancel_order", { order: "A-1001" });
    expect(again.isError).toBe(true);
    expect(canceled).toHaveLength(1);
  });

  it.each<[string, string[]]>([
    ["a condition", ["yes but not today"]],
    ["a question", ["yes?"]],
    ["another value", ["yes, A-1002"]],
    ["no", ["no"]],
    ["an ok that may mean noted", ["ok"]],
    ["a yes that was taken back", ["yes", "no wait, keep it"]],
    ["a yes after something else", ["What does the Pro plan cost?", "yes"]],
  ])("is not done after %s, and is asked for again [TOOL-24, BEH-27]", async (_name, texts) => {
    const dialogue = await asked();
    const result = await thenSaid(dialogue, texts);
    expect(result).toMatchObject({ isError: true, content: expect.stringContaining("ask the customer") });
    await dialogue.answers(ASK);
    expect(canceled).toEqual([]);
    // The new question may be answered.
    expect(await thenSaid(dialogue, ["yes"])).toMatchObject({ isError: false });
  });

  it("is not done in the turn that proposes it, whatever the model says [TOOL-24, BEH-27]", async () => {
    const dialogue = await startDialogue(test.database, [TOOL], "Yes, cancel order A-1001!");
    await dialogue.identity("verified");
    await dialogue.turn();
    for (const _ of [1, 2, 3])
      expect(await dialogue.call("cancel_order", { order: "A-1001" })).toMatchObject({ isError: true });
    expect(canceled).toEqual([]);
  });

  it("is not done by a yes that came before the question was said [TOOL-24]", async () => {
    const dialogue = await startDialogue(test.database, [TOOL]);
    await dialogue.identity("verified");
    const log = await dialogue.turn();
    await dialogue.call("cancel_order", { order: "A-1001" });
    await dialogue.writes("yes");
    const { utterances, upTo } = await log.unread();
    expect(utterances).toHaveLength(1);
    await log.saveInput({ index: 0, input: [{ type: "text", text: "yes" }] }, upTo);
    expect(await dialogue.call("cancel_order", { order: "A-1001" })).toMatchObject({ isError: true });
    expect(canceled).toEqual([]);
  });

  it("is not done with other parameters than those that were asked for [TOOL-24]", async () => {
    const dialogue = await asked();
    expect(await thenSaid(dialogue, ["yes"], "A-1002")).toMatchObject({ isError: true });
    expect(canceled).toEqual([]);
  });

  it("is not done when the question did not name it [TOOL-24]", async () => {
    const dialogue = await asked("Do you like cats?");
    const result = await thenSaid(dialogue, ["yes"]);
    expect(result).toMatchObject({ isError: true, content: expect.stringContaining("did not name") });
    expect(canceled).toEqual([]);
  });

  it.each([
    ["has asked something in between", "Shall I call you back?", "yes"],
    ["has said yes, who is not the customer", "Yes, please go ahead.", "thanks"],
  ])("is not done when somebody else %s [TOOL-24]", async (_name, text, answer) => {
    const dialogue = await asked();
    const { conversationId } = dialogue;
    const { id } = await test.database.outside.operator.create({ data: { email: `${conversationId}@desk.example` } });
    const kim = { operatorId: id, isAdmin: false };
    await carryOut(test.database, conversationId, { kind: "claim", by: kim });
    const { seq } = await test.database.outside.conversation.update({
      where: { id: conversationId },
      data: { seq: { increment: 1 } },
    });
    await test.database.outside.message.create({
      data: { conversationId, seq, engagement: 1, author: "operator", text, fullText: text, at: new Date() },
    });
    await dialogue.writes(answer);
    await carryOut(test.database, conversationId, { kind: "release", by: kim });
    const due = { turnDueAt: new Date(Date.now() - 1_000) };
    await test.database.outside.conversation.update({ where: { id: conversationId }, data: due });
    await dialogue.turn();
    expect(await dialogue.call("cancel_order", { order: "A-1001" })).toMatchObject({ isError: true });
    expect(canceled).toEqual([]);
  });

  it("is asked for anew where the turn that proposed it has asked nothing [TOOL-24]", async () => {
    const dialogue = await startDialogue(test.database, [TOOL]);
    const { conversationId } = dialogue;
    await dialogue.identity("verified");
    const log = await dialogue.turn();
    await dialogue.call("cancel_order", { order: "A-1001" });
    await log.handOff({ reason: "It failed.", priority: "normal", trigger: "failure", summary: "" });
    const { id } = await test.database.outside.operator.create({ data: { email: `${conversationId}@desk.example` } });
    const kim = { operatorId: id, isAdmin: false };
    await carryOut(test.database, conversationId, { kind: "claim", by: kim });
    await carryOut(test.database, conversationId, { kind: "release", by: kim });
    expect(await thenSaid(dialogue, ["Please cancel my order."])).toMatchObject({ isError: true });
    await dialogue.answers(ASK);
    expect(await thenSaid(dialogue, ["yes"])).toMatchObject({ isError: false });
  });

  it("is not done half an hour later, or in a later engagement [TOOL-24, BEH-27]", async () => {
    const late = await asked();
    const where = { conversationId: late.conversationId };
    await test.database.outside.proposal.updateMany({ where, data: { expiresAt: new Date(Date.now() - 1_000) } });
    expect(await thenSaid(late, ["yes"])).toMatchObject({ isError: true });
    const closed = await asked();
    await carryOut(test.database, closed.conversationId, { kind: "fall_silent" });
    expect(await thenSaid(closed, ["yes"])).toMatchObject({ isError: true });
    expect(canceled).toEqual([]);
  });

  it("is asked for one thing at a time: a yes to two would be one to either [TOOL-24]", async () => {
    const dialogue = await startDialogue(test.database, [TOOL]);
    await dialogue.identity("verified");
    await dialogue.turn();
    await dialogue.call("cancel_order", { order: "A-1001" });
    const second = await dialogue.call("cancel_order", { order: "A-1002" });
    const oneAtATime = { isError: true, content: expect.stringContaining("one thing at a time") };
    expect(second).toMatchObject(oneAtATime);
    await dialogue.answers(ASK);
    // Nor is one that was asked for before and not agreed to.
    expect(await thenSaid(dialogue, ["no, the other one"], "A-1003")).toMatchObject({ isError: true });
    expect(await dialogue.call("cancel_order", { order: "A-1001" })).toMatchObject(oneAtATime);
  });

  it("is not done for a customer who is not verified any more, though he says yes [TOOL-21, TOOL-24]", async () => {
    const dialogue = await asked();
    await dialogue.identity("claimed");
    expect(await thenSaid(dialogue, ["yes"])).toMatchObject({ content: expect.stringContaining("not verified") });
    expect(dialogue.refused).toEqual(["not_verified"]);
    expect(canceled).toEqual([]);
  });
});

it("the example in the README is the tool that these tests run, and the API takes its schema [TOOL-20]", async () => {
  const [readme, source] = await Promise.all([
    readFile("src/agent/tools/README.md", "utf8"),
    readFile("test/agent/tools/cancel-order.ts", "utf8"),
  ]);
  expect(readme).toContain(source.replace("../../../src/agent/tools/", "./").trim());
  expect(toApiTool(TOOL)).toMatchObject({ strict: true, input_schema: { additionalProperties: false } });
});
