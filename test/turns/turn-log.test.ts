import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Superseded, type ToolResult, type TurnLog } from "../../src/agent/turn.ts";
import { changeOwner } from "../../src/conversation/change-owner.ts";
import { holdConversation, letGo } from "../../src/conversation/held.ts";
import type { Actor } from "../../src/conversation/ownership.ts";
import { createTestDatabase, type TestDatabase } from "../harness/database.ts";
import { until } from "../harness/until.ts";
import { answerOf, CALL, carryOut, claim, logOf, type Staged, stage } from "./stage.ts";

let test: TestDatabase;
let kim: Actor;
beforeAll(async () => {
  test = await createTestDatabase();
  const { id } = await test.database.outside.operator.create({ data: { email: "kim@desk.example" } });
  kim = { operatorId: id, isAdmin: false };
});
afterAll(() => test.drop());

const OK: ToolResult = { content: "ok", summary: "ok", isError: false };
const NOTE = { reason: "They ask for a person.", priority: "normal", trigger: "model", summary: "A person." } as const;
const TICKET = { category: "billing", severity: "high", summary: "Charged twice." } as const;
const ZOO = { text: "zoo opening hours", found: ["plans"] };
const use = (tool: string) => ({ id: `toolu_${tool}`, tool, input: {} });

const WRITES: [name: string, write: (log: TurnLog) => Promise<unknown>][] = [
  ["what it says next", (log) => log.saveInput({ index: 0, input: [{ type: "text", text: "Hi" }] }, 1)],
  ["an answer of the model", (log) => log.saveOutput(0, answerOf("It costs $49."), CALL)],
  ["the result of a tool", (log) => log.saveResult({ ...use("lookup_knowledge_base"), result: OK, ms: 1 })],
  ["a ticket", (log) => log.runEffect(use("ticket"), (does) => does.openTicket(TICKET).then(() => OK))],
  ["a handoff by a tool", (log) => log.runEffect(use("escalate"), (does) => does.handOff(NOTE).then(() => OK))],
  ["a handoff by a failure", (log) => log.handOff({ ...NOTE, trigger: "failure" })],
  ["a reply", (log) => log.reply("It costs $49.", [])],
  ["a reply that knows nothing", (log) => log.reply("I do not know.", [], false, ZOO)],
  [
    "a handoff of what is not known",
    (log) => log.runEffect(use("zoo"), (does) => does.handOff(NOTE, ZOO).then(() => OK)),
  ],
];

/** All that a turn can leave behind in its conversation; the ledger apart, which is kept whatever happens. */
async function traces({ conversationId, turn }: Staged): Promise<Record<string, unknown>> {
  const { outside } = test.database;
  const where = { conversationId };
  const [conversation, messages, outbox, tickets, handoffs, events, gaps, steps, calls] = await Promise.all([
    outside.conversation.findUniqueOrThrow({ where: { id: conversationId } }),
    outside.message.count({ where: { ...where, author: { not: "customer" } } }),
    outside.outbox.count({ where }),
    outside.ticket.count({ where }),
    outside.handoff.count({ where }),
    outside.event.findMany({ where, select: { kind: true, seq: true } }),
    outside.unansweredQuestion.count({ where }),
    outside.turnStep.count({ where: { turnId: turn.id } }),
    outside.toolCall.count({ where: { turnId: turn.id } }),
  ]);
  return { conversation, messages, outbox, tickets, handoffs, events, gaps, steps, calls };
}

describe("after a takeover nothing of a turn can be written", () => {
  it.each(WRITES)("%s [OWN-3]", async (_name, write) => {
    const staged = await stage(test.database);
    await carryOut(test.database, staged.conversationId, { kind: "claim", by: kim });
    const before = await traces(staged);
    await expect(write(staged.log)).rejects.toThrow(Superseded);
    expect(await traces(staged)).toEqual(before);
  });

  it.each(WRITES)("%s, when it waits for the takeover that is under way [OWN-3]", async (_name, write) => {
    const staged = await stage(test.database);
    const { takeover, commit } = await takeOver(staged, "changed");
    const written = outcomeOf(write(staged.log));
    await someoneWaits();
    commit();
    await takeover;
    expect(await written).toBeInstanceOf(Superseded);
    expect(await traces(staged)).toMatchObject({
      messages: 0,
      outbox: 0,
      tickets: 0,
      handoffs: 0,
      gaps: 0,
      steps: 0,
      calls: 0,
    });
  });
});

it("a tool's result that is stored already is the one that counts [TURN-5, BEH-13]", async () => {
  const { log, turn } = await stage(test.database);
  const record = { ...use("create_support_ticket"), ms: 1 };
  expect(await log.saveResult({ ...record, result: OK })).toEqual(OK);
  expect(await log.saveResult({ ...record, result: { ...OK, summary: "It failed.", isError: true } })).toEqual(OK);
  const data = { outcome: "superseded", endedAt: new Date() } as const;
  await test.database.outside.turn.update({ where: { id: turn.id }, data });
});

/** Writes that tell the world; the others only tell the turn itself, and rely on its row. */
const OUTWARD = WRITES.filter(([name]) => /ticket|handoff|reply/.test(name));

describe("each of the two guards holds by itself", () => {
  it.each(OUTWARD)("%s is refused when the epoch has risen, though the turn is open [OWN-3]", async (_name, write) => {
    const staged = await stage(test.database);
    await test.database.outside.conversation.update({
      where: { id: staged.conversationId },
      data: { epoch: { increment: 1 } },
    });
    await expectRefused(staged, write);
  });

  it.each(OUTWARD)("%s is refused when the owner is another, though the turn is open [OWN-3]", async (_name, write) => {
    const staged = await stage(test.database);
    const data = { owner: "queued", waitingSince: new Date(), turnDueAt: null } as const;
    await test.database.outside.conversation.update({ where: { id: staged.conversationId }, data });
    await expectRefused(staged, write);
  });

  it.each(WRITES)("%s is refused when the turn is over, though the epoch stands [OWN-3]", async (_name, write) => {
    const staged = await stage(test.database);
    const data = { outcome: "superseded", endedAt: new Date() } as const;
    await test.database.outside.turn.update({ where: { id: staged.turn.id }, data });
    await expectRefused(staged, write);
  });

  it("what came meanwhile is not taken into a turn whose epoch is over [OWN-3]", async () => {
    const staged = await stage(test.database);
    await test.database.outside.conversation.update({
      where: { id: staged.conversationId },
      data: { epoch: { increment: 1 }, seq: 2, customerSeq: 2 },
    });
    await expectRefused(staged, (log) => log.saveInput({ index: 0, input: [{ type: "text", text: "Hi" }] }, 2));
  });
});

async function expectRefused(staged: Staged, write: (log: TurnLog) => Promise<unknown>): Promise<void> {
  const before = await traces(staged);
  await expect(write(staged.log)).rejects.toThrow(Superseded);
  expect(await traces(staged)).toEqual(before);
  // Nobody is to resume it.
  const data = { outcome: "superseded", endedAt: new Date() } as const;
  await test.database.outside.turn.updateMany({ where: { id: staged.turn.id, endedAt: null }, data });
}

describe("a takeover", () => {
  it.each(WRITES)("does not lock itself out with a turn that writes %s [OWN-3]", async (_name, write) => {
    const staged = await stage(test.database);
    const began = performance.now();
    const { takeover, commit } = await takeOver(staged, "locked");
    const written = outcomeOf(write(staged.log));
    await Promise.race([written, someoneWaits()]);
    commit();
    await takeover;
    expect(["written", expect.any(Superseded)]).toContainEqual(await written);
    // PostgreSQL looks for deadlocks after a second.
    expect(performance.now() - began).toBeLessThan(900);
    const { conversation } = await traces(staged);
    expect(conversation).toMatchObject({ owner: "operator" });
  });

  it.each(WRITES)("at the same moment as %s leaves all of it or nothing [OWN-3]", async (_name, write) => {
    for (let round = 0; round < 8; round += 1) {
      const staged = await stage(test.database);
      const [written] = await Promise.all([
        outcomeOf(write(staged.log)),
        carryOut(test.database, staged.conversationId, { kind: "claim", by: kim }),
      ]);
      const left = await traces(staged);
      const sum = ["messages", "tickets", "handoffs", "gaps", "steps", "calls"].reduce(
        (all, key) => all + Number(left[key]),
        0,
      );
      if (written !== "written") expect({ written, sum }).toEqual({ written: expect.any(Superseded), sum: 0 });
      const pending = { conversationId: staged.conversationId, state: "pending", author: "assistant" } as const;
      expect(await test.database.outside.outbox.count({ where: pending })).toBe(0);
      expect(left["conversation"]).toMatchObject({ owner: "operator" });
    }
  });
});

describe("a process that was taken for dead", () => {
  it.each(WRITES)("cannot write %s once another one has resumed its turn [TURN-1, TURN-5]", async (_name, write) => {
    const staged = await stage(test.database);
    const other = randomUUID();
    const resumed = (await claim(test.database, other)).find(({ id }) => id === staged.turn.id);
    expect(resumed).toMatchObject({ runs: 2, isNew: false });
    const before = await traces(staged);
    await expect(write(staged.log)).rejects.toThrow(Superseded);
    expect(await traces(staged)).toEqual(before);
    await expect(write(await logOf(test.database, resumed!, other))).resolves.not.toThrow();
  });
});

/** Begins a claim and stops in the middle: with the conversation locked, or with all of it changed. */
async function takeOver({ conversationId }: Staged, stop: "locked" | "changed") {
  const there = Promise.withResolvers<void>();
  const going = Promise.withResolvers<void>();
  const takeover = test.database.transaction(async (tx) => {
    const held = (await holdConversation(tx, conversationId))!;
    const change = () => changeOwner(tx, held, { kind: "claim", by: kim }, { by: "kim", at: new Date() });
    if (stop === "changed") await change();
    there.resolve();
    await going.promise;
    if (stop === "locked") await change();
    await letGo(tx, held);
  });
  await there.promise;
  return { takeover, commit: going.resolve };
}

const outcomeOf = (write: Promise<unknown>): Promise<unknown> =>
  write.then(
    () => "written",
    (error: unknown) => error,
  );

async function someoneWaits(): Promise<void> {
  await until("somebody who waits for a lock", async () => {
    const { rows } = await test.database.pool.query(
      "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
    );
    return rows.length > 0;
  });
}

describe("a question that no article answers", () => {
  const kept = async ({ conversationId }: Staged) => {
    const rows = await test.database.outside.unansweredQuestion.findMany({ where: { conversationId } });
    return rows.map(({ turnId, text, found, dismissedBy }) => ({ turnId, text, found, dismissedBy }));
  };
  const NOT_KNOWN = WRITES.filter(([name]) => /not known|knows nothing/.test(name));

  it.each(NOT_KNOWN)("is kept with %s [GAP-3]", async (_name, write) => {
    const staged = await stage(test.database);
    await write(staged.log);
    expect(await kept(staged)).toEqual([{ turnId: staged.turn.id, ...ZOO, dismissedBy: null }]);
  });

  it.each(NOT_KNOWN)(
    "is kept once with %s, by two processes that hold the turn for theirs [GAP-3]",
    async (_n, write) => {
      const staged = await stage(test.database);
      const other = randomUUID();
      const resumed = (await claim(test.database, other)).find(({ id }) => id === staged.turn.id)!;
      const log = await logOf(test.database, resumed, other);
      const written = await Promise.all([outcomeOf(write(staged.log)), outcomeOf(write(log))]);
      expect(written).toEqual([expect.any(Superseded), "written"]);
      expect(await kept(staged)).toHaveLength(1);
    },
  );

  it("is not kept when the effect that hands over fails after it [GAP-3]", async () => {
    const staged = await stage(test.database);
    const write = staged.log.runEffect(use("zoo"), async (does) => {
      await does.handOff(NOTE, ZOO);
      throw new Error("no");
    });
    await expect(write).rejects.toThrow("no");
    expect(await kept(staged)).toEqual([]);
    await staged.log.reply("It costs $49.", []);
    expect(await kept(staged)).toEqual([]);
  });
});

it.each([
  [null, "high"],
  ["low", "high"],
  ["critical", "critical"],
] as const)("what was sorted as %s is %s when a grave rule hands it over [HAND-2]", async (before, after) => {
  const { log, conversationId } = await stage(test.database);
  const where = { id: conversationId };
  await test.database.outside.conversation.update({ where, data: { category: "billing", severity: before } });
  await log.handOff({ ...NOTE, category: "general", severity: "high" });
  const { category, severity } = await test.database.outside.conversation.findUniqueOrThrow({ where });
  expect({ category, severity }).toEqual({ category: "billing", severity: after });
});
