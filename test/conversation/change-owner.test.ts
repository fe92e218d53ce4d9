import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answeredSeqOf } from "../../src/conversation/answered-seq.ts";
import { changeOwner } from "../../src/conversation/change-owner.ts";
import { holdConversation, letGo } from "../../src/conversation/held.ts";
import type { Act, Actor } from "../../src/conversation/ownership.ts";
import type { Author, Outbox, OutboxState } from "../../src/database/generated/client.ts";
import { createTestDatabase, type TestDatabase } from "../harness/database.ts";
import { askedBy, claim, logOf } from "../turns/stage.ts";

let test: TestDatabase;
let kim: Actor;
beforeAll(async () => {
  test = await createTestDatabase();
  const { id } = await test.database.outside.operator.create({ data: { email: "kim@desk.example" } });
  kim = { operatorId: id, isAdmin: false };
});
afterAll(() => test.drop());

const PROCESS = randomUUID();
const NOTE = { reason: "They ask for a person.", priority: "normal", summary: "A person." } as const;

/** The conversation's row after an act. */
async function carryOut(id: string, act: Act) {
  return await test.database.transaction(async (tx) => {
    const held = (await holdConversation(tx, id))!;
    const decision = await changeOwner(tx, held, act, { by: "kim", at: new Date() });
    await letGo(tx, held);
    return { decision, after: (await holdConversation(tx, id))! };
  });
}

/** A turn of this conversation that is open, with its log. */
async function openTurn(id: string) {
  await test.database.outside.conversation.update({ where: { id }, data: { turnDueAt: new Date(Date.now() - 1_000) } });
  const turn = (await claim(test.database, PROCESS)).find(({ conversationId }) => conversationId === id)!;
  return { turn, log: await logOf(test.database, turn, PROCESS) };
}

async function customerWrites(id: string): Promise<void> {
  await test.database.transaction(async (tx) => {
    const held = (await holdConversation(tx, id))!;
    held.seq += 1;
    held.customerSeq = held.seq;
    const data = { conversationId: id, seq: held.seq, engagement: held.engagement, text: "And?", fullText: "And?" };
    await tx.message.create({ data: { ...data, author: "customer", wantsAnswer: true, at: new Date() } });
    await letGo(tx, held);
  });
}

/** An outbox row as it may be when somebody takes the conversation over. */
async function row(conversationId: string, author: Author, state: OutboxState, maybeSent = false): Promise<Outbox> {
  const { outside } = test.database;
  const { seq } = await outside.conversation.update({ where: { id: conversationId }, data: { seq: { increment: 1 } } });
  const said = { conversationId, seq, author, text: "It costs $49." };
  const message = await outside.message.create({
    data: { ...said, engagement: 1, fullText: said.text, delivery: "queued", at: new Date() },
  });
  const addresses = { channel: "sms", fromAddress: "+15005550006", toAddress: "+15550001111" } as const;
  return await outside.outbox.create({
    data: { ...said, ...addresses, messageId: message.id, epoch: 1, state, maybeSent },
  });
}

describe("an act that changes the owner", () => {
  const acts: [name: string, act: () => Act, owner: string][] = [
    ["a claim", () => ({ kind: "claim", by: kim }), "operator"],
    ["an answer", () => ({ kind: "answer", by: kim }), "operator"],
    ["a close", () => ({ kind: "close", by: kim }), "closed"],
    ["a handoff", () => ({ kind: "hand_off" }), "queued"],
  ];
  it.each(acts)("takes all with it that the assistant had under way: %s [OWN-3]", async (_name, act, owner) => {
    const { outside } = test.database;
    const id = await askedBy(test.database, "What does it cost?");
    const { turn, log } = await openTurn(id);
    await log.saveInput({ index: 0, input: [{ type: "text", text: "Hi" }] }, 1);
    const cases: [Author, OutboxState, boolean, OutboxState][] = [
      ["assistant", "pending", false, "canceled"],
      // It may have gone out: its channel is asked first.
      ["assistant", "pending", true, "pending"],
      ["assistant", "sending", false, "sending"],
      ["assistant", "sent", false, "sent"],
      ["operator", "pending", false, "pending"],
      ["system", "pending", false, "pending"],
    ];
    const rows = [];
    for (const [author, state, maybeSent] of cases) rows.push(await row(id, author, state, maybeSent));

    const { after } = await carryOut(id, act());

    expect(after).toMatchObject({ owner, epoch: 2, turnDueAt: null, unansweredSince: null });
    const states = await Promise.all(rows.map((one) => outside.outbox.findUniqueOrThrow({ where: { id: one.id } })));
    expect(states.map(({ state }) => state)).toEqual(cases.map(([, , , expected]) => expected));
    const said = await outside.message.findUniqueOrThrow({ where: { id: rows[0]!.messageId } });
    expect(said).toMatchObject({ delivery: "failed", deliveryErrorCode: "superseded" });
    expect(await outside.turn.findUnique({ where: { id: turn.id } })).toMatchObject({ outcome: "superseded" });
    expect(await outside.segment.count({ where: { conversationId: id, closedAt: null } })).toBe(0);
  });

  it.each<[string, Act]>([
    ["refused", { kind: "claim", by: { operatorId: randomUUID(), isAdmin: true } }],
    ["without effect", { kind: "hand_off" }],
  ])("and one that is %s changes nothing [OWN-1]", async (_name, act) => {
    const id = await askedBy(test.database, "What does it cost?");
    await carryOut(id, { kind: "claim", by: kim });
    const mine = await row(id, "operator", "pending");
    const before = await test.database.outside.conversation.findUniqueOrThrow({ where: { id } });
    await carryOut(id, act);
    expect(await test.database.outside.conversation.findUniqueOrThrow({ where: { id } })).toEqual(before);
    expect(await test.database.outside.outbox.findUnique({ where: { id: mine.id } })).toEqual(mine);
  });
});

describe("how far the customer is answered", () => {
  const answeredSeq = (id: string) => test.database.transaction((tx) => answeredSeqOf(tx, id));
  /** One question after the other, each dealt with in its way. */
  const ways: [name: string, run: (id: string) => Promise<unknown>, isAnswer: boolean][] = [
    ["an answer of the assistant", async (id) => (await openTurn(id)).log.reply("It costs $49.", []), true],
    [
      "a handoff by the model",
      async (id) => {
        const { log } = await openTurn(id);
        const use = { id: "toolu_1", tool: "escalate_to_human", input: {} };
        await log.runEffect(use, async (does) => {
          await does.handOff({ ...NOTE, trigger: "model" });
          return { content: "ok", summary: "ok", isError: false };
        });
      },
      true,
    ],
    ["a handoff by a failure", async (id) => (await openTurn(id)).log.handOff({ ...NOTE, trigger: "failure" }), false],
    ["a claim", (id) => carryOut(id, { kind: "claim", by: kim }), false],
    ["a close", (id) => carryOut(id, { kind: "close", by: kim }), true],
  ];

  it.each(ways)(
    "is told the same by the conversation and by what is stored: %s [OWN-5]",
    async (_name, run, isAnswer) => {
      const id = await askedBy(test.database, "What does it cost?");
      await run(id);
      const { answeredSeq: stored, customerSeq } = await test.database.outside.conversation.findUniqueOrThrow({
        where: { id },
      });
      expect(stored >= customerSeq).toBe(isAnswer);
      expect((await answeredSeq(id)) >= customerSeq).toBe(isAnswer);
    },
  );

  it("falls back behind an answer that is called back, to the one before it that was said [OWN-5]", async () => {
    const { outside } = test.database;
    const id = await askedBy(test.database, "What does it cost?");
    await (await openTurn(id)).log.reply("It costs $49.", []);
    await outside.outbox.updateMany({ where: { conversationId: id }, data: { state: "sent" } });
    await customerWrites(id);
    await customerWrites(id);
    await (await openTurn(id)).log.reply("And that as well.", []);
    const before = await outside.conversation.findUniqueOrThrow({ where: { id } });
    expect(before).toMatchObject({ customerSeq: 4, answeredSeq: 4 });

    const { after } = await carryOut(id, { kind: "claim", by: kim });

    expect(after).toMatchObject({ customerSeq: 4, answeredSeq: 1 });
    const { after: released } = await carryOut(id, { kind: "release", by: kim });
    expect(released.answeredSeq).toBe(1);
  });

  it("stays where a human or a handoff has put it when an older answer is called back [OWN-5]", async () => {
    const id = await askedBy(test.database, "What does it cost?");
    await (await openTurn(id)).log.reply("It costs $49.", []);
    await customerWrites(id);
    await ways[1]![1](id);
    const { after } = await carryOut(id, { kind: "claim", by: kim });
    expect(after.answeredSeq).toBeGreaterThanOrEqual(after.customerSeq);
  });
});
