import { randomUUID } from "node:crypto";
import Anthropic from "@anthropic-ai/sdk";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createModel } from "../../src/agent/model.ts";
import { said } from "../../src/agent/said.ts";
import type { CheapModel } from "../../src/agent/triage/cheap-model.ts";
import type { TurnLog } from "../../src/agent/turn.ts";
import type { Actor } from "../../src/conversation/ownership.ts";
import { faults } from "../../src/standins/messages/faults.ts";
import { createHold } from "../../src/standins/messages/hold.ts";
import { oddReplies } from "../../src/standins/messages/odd-replies.ts";
import { reply, text } from "../../src/standins/messages/reply.ts";
import type { MessagesRequest } from "../../src/standins/messages/request.ts";
import type { ScriptEntry } from "../../src/standins/messages/script.ts";
import { type MessagesStandIn, startMessagesStandIn } from "../../src/standins/messages/start-messages-stand-in.ts";
import { closeGrownSegment } from "../../src/turns/close-grown-segment.ts";
import { openTurn } from "../../src/turns/open-turn.ts";
import { sumUpHandoff } from "../../src/turns/sum-up-handoff.ts";
import { createTestDatabase, type TestDatabase } from "../harness/database.ts";
import { fencedWords, lastInput } from "../harness/model-requests.ts";
import { answerOf, CALL, carryOut, claim, logOf, SMS_VOICE, type Staged, stage } from "./stage.ts";

let test: TestDatabase;
let model: MessagesStandIn;
let kim: Actor;
beforeAll(async () => {
  test = await createTestDatabase();
  model = await startMessagesStandIn();
  const { id } = await test.database.outside.operator.create({ data: { email: "kim@desk.example" } });
  kim = { operatorId: id, isAdmin: false };
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

const LONG = "It is as the article says. ".repeat(40);

/** A conversation of so many answered questions, in one segment; the last turn has just ended. */
async function talked(turns: number): Promise<Staged> {
  const { outside } = test.database;
  const processId = randomUUID();
  const staged = await stage(test.database, processId);
  const { conversationId, log, turn } = staged;
  const input = [{ type: "text" as const, text: LONG }];
  await log.saveInput({ index: 0, input }, turn.upToSeq);
  await log.saveOutput(0, answerOf("Answer 1."), CALL);
  const { segmentId } = await outside.turnStep.findFirstOrThrow({ where: { turnId: turn.id } });
  const more = Array.from({ length: turns - 1 }, (_, index) => index + 1);
  const said = { segmentId, turnId: turn.id, input, stopReason: "end_turn" };
  await outside.turnStep.createMany({
    data: more.map((index) => ({ ...said, index, output: JSON.parse(JSON.stringify(answerOf(LONG).content)) })),
  });
  const words = more.flatMap((n) => [`Answer ${n}.`, `Question ${n + 1}?`]);
  await outside.message.createMany({
    data: words.map((text, index) => ({
      conversationId,
      seq: index + 2,
      engagement: 1,
      author: index % 2 === 0 ? ("assistant" as const) : ("customer" as const),
      wantsAnswer: index % 2 === 1,
      text,
      fullText: text,
      at: new Date(),
    })),
  });
  const seq = words.length + 1;
  await outside.turn.update({ where: { id: turn.id }, data: { upToSeq: seq } });
  await outside.conversation.update({
    where: { id: conversationId },
    data: { seq, customerSeq: seq, answeredSeq: seq - 2 },
  });
  const last = await logOf(test.database, { ...turn, upToSeq: seq }, processId);
  await last.reply(`Answer ${turns}.`, []);
  return { ...staged, log: last };
}

async function asks(conversationId: string, seq: number, words: string): Promise<void> {
  const { outside } = test.database;
  const row = { conversationId, seq, engagement: 1, author: "customer", wantsAnswer: true } as const;
  await outside.message.create({ data: { ...row, text: words, fullText: words, at: new Date() } });
  const data = { seq, customerSeq: seq, turnDueAt: new Date(Date.now() - 1_000) };
  await outside.conversation.update({ where: { id: conversationId }, data });
}

const summaryRequests = () => model.requests.map(({ body }) => body as MessagesRequest);

const warned: object[] = [];
const sideWork = (log: TurnLog) => ({
  database: test.database,
  turnLog: log,
  log: { warn: (about: object) => void warned.push(about), info() {} },
  signal: new AbortController().signal,
});

function cheapModel(): CheapModel {
  const client = new Anthropic({ apiKey: "key", baseURL: model.url, logLevel: "off" });
  return { model: createModel(client), name: "claude-haiku-5-5", thinking: { type: "disabled" } };
}

function closeGrown({ turn, log }: Staged, hasCheap = true): Promise<void> {
  return closeGrownSegment(turn, { ...sideWork(log), cheap: hasCheap ? cheapModel() : null });
}

/** What the next turn is told of what was said before. */
async function toldNext(conversationId: string) {
  const { database } = test;
  const { seq } = await database.outside.conversation.findUniqueOrThrow({ where: { id: conversationId } });
  await asks(conversationId, seq + 1, "And now?");
  const processId = randomUUID();
  const [turn] = await claim(database, processId);
  const about = { promptFor: () => ({ fingerprint: "the prompt of the tests" }), voice: SMS_VOICE, patienceMs: 60_000 };
  const { open } = await openTurn(turn!, about, database);
  const data = { outcome: "superseded", endedAt: new Date() } as const;
  await database.outside.turn.update({ where: { id: turn!.id }, data });
  return open;
}

const SUMMARY = "The customer is on Pro.\nTicket TKT-7 is open.";

describe("a segment that has grown", () => {
  it("is closed with a summary of all but the last six answers, and the next begins with both [CTX-1, GUARD-1]", async () => {
    model.script([{ reply: reply(text(SUMMARY)) }]);
    const staged = await talked(21);
    await closeGrown(staged);

    const [request] = summaryRequests();
    expect(request).toMatchObject({ model: "claude-haiku-5-5", metadata: { user_id: staged.conversationId } });
    const [told] = fencedWords("earlier_conversation", lastInput(request));
    expect(told).toMatch(/^Customer: What does the Pro plan cost\?\nYou: Answer 1\.\n/);
    expect(told).toMatch(/You: Answer 15\.$/);

    const open = await toldNext(staged.conversationId);
    expect(open).toMatchObject({ summary: SUMMARY, segment: [] });
    expect(open.earlier.map((one) => one.text)).toEqual(
      [16, 17, 18, 19, 20, 21].flatMap((n) => [`Question ${n}?`, `Answer ${n}.`]),
    );
    // The rules look at the customer's own words all the same: a sum may be spread over them.
    const older = Array.from({ length: 14 }, (_, index) => `Question ${index + 2}?`);
    expect(said(open).before.slice(0, 15)).toEqual(["What does the Pro plan cost?", ...older]);
    expect(said(open)).toMatchObject({ now: ["And now?"], customerMessages: 22, handledMessages: 0 });
    const lines = await test.database.outside.modelCall.findMany({ where: { purpose: "summary" } });
    expect(lines).toMatchObject([{ conversationId: staged.conversationId, model: "claude-haiku-5-5", outcome: "ok" }]);
  });

  it("is summed up the next time together with what was summed up before [CTX-1]", async () => {
    model.script([{ reply: reply(text(SUMMARY)) }, { reply: reply(text("All of it.")) }]);
    const staged = await talked(21);
    await closeGrown(staged);
    await test.database.outside.segment.updateMany({
      where: { conversationId: staged.conversationId },
      data: { closedAt: null },
    });
    const { conversationId } = staged;
    await test.database.outside.message.createMany({
      data: [44, 45, 46, 47].map((seq) => ({
        conversationId,
        seq,
        engagement: 1,
        author: "assistant",
        text: `Said ${seq}`,
        fullText: "",
        at: new Date(),
      })),
    });
    await test.database.outside.conversation.update({ where: { id: conversationId }, data: { seq: 47 } });
    await closeGrown(staged);
    const [said] = fencedWords("earlier_conversation", lastInput(summaryRequests().at(-1)));
    expect(said).toBe(
      "Summed up: The customer is on Pro.\n  Ticket TKT-7 is open.\nCustomer: Question 16?\nYou: Answer 16.\nCustomer: Question 17?\nYou: Answer 17.",
    );
    expect((await toldNext(conversationId)).summary).toBe("All of it.");
  });

  it.each<[string, ScriptEntry[], boolean]>([
    ["fails", [{ fault: faults.overloaded() }], true],
    ["is cut off", [{ reply: oddReplies.maxTokensInText() }], true],
    ["is refused after some words", [{ reply: oddReplies.refusalAfter("The customer") }], true],
    ["is empty", [{ reply: oddReplies.nothing() }], true],
    ["is turned off", [], false],
  ])(
    "is closed all the same when the summary %s: the words themselves are told then [CTX-1, BEH-38]",
    async (_name, script, hasCheap) => {
      model.script(script);
      const staged = await talked(21);
      await closeGrown(staged, hasCheap);
      const open = await toldNext(staged.conversationId);
      expect(open).toMatchObject({ summary: null, segment: [] });
      expect(open.earlier).toHaveLength(40);
      expect(warned).toEqual([]);
    },
  );

  it("stays as it is while it is small, and nobody is asked [CTX-1]", async () => {
    const staged = await talked(12);
    await closeGrown(staged);
    const { segment } = await toldNext(staged.conversationId);
    expect(segment).toHaveLength(24);
  });

  it.each<[string, (staged: Staged) => Promise<unknown>]>([
    ["has changed hands", ({ conversationId }) => carryOut(test.database, conversationId, { kind: "claim", by: kim })],
    [
      "answers again",
      async ({ conversationId }) => {
        await asks(conversationId, 43, "And now?");
        await claim(test.database, randomUUID());
      },
    ],
  ])("is left alone when meanwhile the conversation %s [CTX-1]", async (_name, happen) => {
    const hold = createHold("start");
    model.script([{ reply: reply(text(SUMMARY)), hold }]);
    const staged = await talked(21);
    const closing = closeGrown(staged);
    await hold.reached;
    await happen(staged);
    hold.release();
    await closing;
    const { outside } = test.database;
    expect(await outside.conversation.findUniqueOrThrow({ where: { id: staged.conversationId } })).toMatchObject({
      summary: null,
    });
    await outside.turn.updateMany({ where: { endedAt: null }, data: { endedAt: new Date(), outcome: "superseded" } });
  });
});

it("a handoff is summed up with what the customer wrote while the turn ran [HAND-4]", async () => {
  model.script([{ reply: reply(text(SUMMARY)) }]);
  const { turn, log, conversationId } = await stage(test.database);
  const about = { promptFor: () => ({ fingerprint: "the prompt of the tests" }), voice: SMS_VOICE, patienceMs: 60_000 };
  const { open } = await openTurn(turn, about, test.database);
  await asks(conversationId, 2, LONG);
  await asks(conversationId, 3, "And it is urgent, by the way.");
  await log.handOff({ reason: "It failed.", priority: "normal", trigger: "failure", summary: "It failed." });
  await sumUpHandoff(open, { ...sideWork(log), cheap: cheapModel() });
  const [told] = fencedWords("earlier_conversation", lastInput(summaryRequests()[0]));
  expect(told).toMatch(
    /^Customer: What does the Pro plan cost\?\nCustomer: It is as .*\nCustomer: And it is urgent, by the way\.$/,
  );
});
