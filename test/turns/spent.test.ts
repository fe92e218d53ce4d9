import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openTurn } from "../../src/turns/open-turn.ts";
import { createTestDatabase, type TestDatabase } from "../harness/database.ts";
import { answerOf, CALL, carryOut, claim, SMS_VOICE, stage } from "./stage.ts";

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.drop());

const SIDE = { ...CALL, model: "claude-haiku-5-5", outputTokens: 40, costMicros: 70 };

it("a turn is opened with the prompt for its segment, and for what is known of the matter [COST-4]", async () => {
  const { conversationId, log, turn } = await stage(test.database);
  await log.saveInput({ index: 0, input: [{ type: "text", text: "Hi" }] }, turn.upToSeq);
  await log.saveOutput(0, answerOf("It costs $49."), CALL);
  await test.database.outside.conversation.update({ where: { id: conversationId }, data: { severity: "critical" } });
  const asked: unknown[] = [];
  const promptFor = (...about: unknown[]) => {
    asked.push(about);
    return { fingerprint: "for hard matters" };
  };
  const resumed = { ...turn, isNew: false };
  const opened = await openTurn(resumed, { promptFor, voice: SMS_VOICE, patienceMs: 60_000 }, test.database);
  expect(asked).toEqual([["the prompt of the tests", "critical"]]);
  // In the middle of a turn its segment goes on, without the thinking that is bound to another prompt.
  expect(opened).toMatchObject({ prompt: { fingerprint: "for hard matters" }, open: { replaysThinking: false } });
  await log.reply("It costs $49.", []);
});

it("what triage and summaries cost counts, at once and in the turns to come, but not what they said [COST-1]", async () => {
  const { conversationId, log, turn } = await stage(test.database);
  await log.saveInput({ index: 0, input: [{ type: "text", text: "Hi" }] }, turn.upToSeq);
  await log.saveSideCall("triage", SIDE);
  await log.saveFailedCall(0, { ...CALL, outcome: "failed", outputTokens: 1, costMicros: 5 }, false);
  await log.saveOutput(0, answerOf("It costs $49."), CALL);
  await log.saveSideCall("summary", { ...SIDE, outcome: "failed", costMicros: 8 });
  const spent = { outputTokens: CALL.outputTokens + 1, costMicros: CALL.costMicros + 5 + 70 + 8 };
  expect(log.spent()).toEqual(spent);
  await log.reply("It costs $49.", []);

  expect(await spentByNext(conversationId)).toEqual(spent);
});

it("whoever gives a conversation back gives the assistant as much as it had in the beginning [COST-1]", async () => {
  const { conversationId, log, turn } = await stage(test.database);
  await log.saveInput({ index: 0, input: [{ type: "text", text: "Hi" }] }, turn.upToSeq);
  await log.saveOutput(0, answerOf("It costs $49."), CALL);
  await log.saveSideCall("triage", SIDE);
  await log.handOff({ reason: "Used up.", priority: "normal", trigger: "failure", summary: "" });
  const { id } = await test.database.outside.operator.create({ data: { email: "kim@desk.example" } });
  const kim = { operatorId: id, isAdmin: false };
  await carryOut(test.database, conversationId, { kind: "claim", by: kim });
  await carryOut(test.database, conversationId, { kind: "release", by: kim });
  expect(await spentByNext(conversationId)).toEqual({ outputTokens: 0, costMicros: 0 });
});

async function spentByNext(conversationId: string) {
  const due = { turnDueAt: new Date(Date.now() - 1_000) };
  await test.database.outside.conversation.update({ where: { id: conversationId }, data: due });
  const [next] = await claim(test.database, randomUUID());
  const about = { promptFor: () => ({ fingerprint: "another" }), voice: SMS_VOICE, patienceMs: 60_000 };
  const { spent } = await openTurn(next!, about, test.database);
  const data = { outcome: "superseded", endedAt: new Date() } as const;
  await test.database.outside.turn.update({ where: { id: next!.id }, data });
  return spent;
}
