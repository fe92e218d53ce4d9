import { randomUUID } from "node:crypto";
import type { Guard } from "../../src/agent/guard/guard.ts";
import type { Output, TurnLog } from "../../src/agent/turn.ts";
import { changeOwner } from "../../src/conversation/change-owner.ts";
import { holdConversation, letGo } from "../../src/conversation/held.ts";
import type { Act } from "../../src/conversation/ownership.ts";
import type { Database } from "../../src/database/database.ts";
import { NO_METER } from "../../src/meter.ts";
import { type ClaimedTurn, claimTurns } from "../../src/turns/claim-turns.ts";
import { openTurn } from "../../src/turns/open-turn.ts";
import { createTurnLog } from "../../src/turns/turn-log.ts";

export const LINES = {
  normal: "A colleague will answer you here.",
  urgent: "A colleague is on it.",
  language: "en",
  hours: null,
};
export const SILENT = { warn() {}, error() {} };
/** Email is turned on; whether anything is sent is for the test to look at. */
export const CODES = { secret: "secret-of-the-codes", from: "support@acme.example", company: () => "Acme" };
/** A guard that lets everything pass: what it holds back is tested by itself. */
export const NO_GUARD: Guard = { before: () => ({ flags: [], escalation: null }), after: () => [] };
export const AMPLE = { outputTokens: 1_000_000, costMicros: 100_000_000 };
export const SMS_VOICE = { section: "sms", markup: "plain", maxLength: 320, signature: null } as const;
const FINGERPRINT = "the prompt of the tests";

/** A turn in the middle: claimed by a process, with its log. */
export interface Staged {
  readonly turn: ClaimedTurn;
  readonly log: TurnLog;
  readonly conversationId: string;
}

/** A customer who wrote this, and whose turn is due. Returns the conversation. */
export async function askedBy(database: Database, ...texts: readonly string[]): Promise<string> {
  const number = `+1555${randomUUID().replaceAll(/\D/g, "").padEnd(7, "0").slice(0, 7)}`;
  const { id: contactId } = await database.outside.contact.create({ data: {} });
  const count = texts.length;
  const { id } = await database.outside.conversation.create({
    data: {
      contactId,
      channel: "sms",
      threadKey: randomUUID(),
      ourAddress: "+15005550006",
      theirAddress: number,
      seq: count,
      customerSeq: count,
      turnDueAt: new Date(Date.now() - 1_000),
    },
  });
  await database.outside.message.createMany({
    data: texts.map((text, index) => ({
      conversationId: id,
      seq: index + 1,
      engagement: 1,
      author: "customer" as const,
      wantsAnswer: true,
      text,
      fullText: text,
      at: new Date(),
    })),
  });
  return id;
}

/** What is to be run now, claimed by this process. */
export async function claim(
  database: Database,
  processId: string,
  busy: readonly string[] = [],
): Promise<ClaimedTurn[]> {
  return await claimTurns(
    database,
    { channels: ["sms"], processId, busy, limit: 10, model: "claude-sonnet-5-5" },
    true,
  );
}

export async function logOf(database: Database, turn: ClaimedTurn, processId: string): Promise<TurnLog> {
  const about = { promptFor: () => ({ fingerprint: FINGERPRINT }), voice: SMS_VOICE, patienceMs: 60_000 };
  const { segment, spent } = await openTurn(turn, about, database);
  const channels = new Map<string, never>();
  const told = { lines: LINES, codes: CODES, meter: NO_METER, fingerprint: FINGERPRINT, log: SILENT };
  const deps = { database, processId, channels, ...told };
  return createTurnLog(turn, segment, spent, deps);
}

/** One turn of one new conversation. */
export async function stage(database: Database, processId: string = randomUUID()): Promise<Staged> {
  const conversationId = await askedBy(database, "What does the Pro plan cost?");
  const turn = (await claim(database, processId)).find((one) => one.conversationId === conversationId);
  if (!turn) throw new Error("the turn was not claimed");
  return { turn, log: await logOf(database, turn, processId), conversationId };
}

export async function carryOut(database: Database, conversationId: string, act: Act): Promise<void> {
  await database.transaction(async (tx) => {
    const held = await holdConversation(tx, conversationId);
    if (!held) throw new Error("no such conversation");
    await changeOwner(tx, held, act, { by: "kim@desk.example", at: new Date() });
    await letGo(tx, held);
  });
}

export const answerOf = (text: string): Output => ({
  content: [{ type: "text", text, citations: null }],
  stopReason: "end_turn",
});

export const CALL = {
  model: "claude-sonnet-5-5",
  requestId: null,
  outcome: "ok",
  stopReason: "end_turn",
  error: null,
  inputTokens: 100,
  outputTokens: 10,
  cacheReadTokens: 0,
  cacheWriteTokens: 0,
  costMicros: 300,
  ms: 5,
} as const;
