import { randomUUID } from "node:crypto";
import { runTool } from "../../src/agent/run-tools.ts";
import type { AnyTool } from "../../src/agent/tools/define-tool.ts";
import type { ToolResult, TurnLog } from "../../src/agent/turn.ts";
import { appendMessage } from "../../src/conversation/append-message.ts";
import { changeOwner } from "../../src/conversation/change-owner.ts";
import { holdConversation, letGo } from "../../src/conversation/held.ts";
import type { Database } from "../../src/database/database.ts";
import { claimTurns } from "../../src/turns/claim-turns.ts";
import { conversationReadings } from "../../src/turns/conversation-readings.ts";
import { askedBy, logOf } from "./stage.ts";

/** A conversation that goes on turn by turn, with calls of tools as a model makes them. */
export interface Dialogue {
  readonly conversationId: string;
  /** Calls that were refused, by reason. */
  readonly refused: string[];
  /** What the customer writes, as the last message of the next turn, or to the turn that runs. */
  writes(text: string, letter?: LetterHead): Promise<void>;
  /** Begins the turn that is due. */
  turn(): Promise<TurnLog>;
  /** The log of the turn that runs. */
  running(): TurnLog;
  call(tool: string, input: unknown): Promise<ToolResult>;
  /** Ends the turn with an answer, and says how it ended. */
  answers(text: string, closes?: boolean): ReturnType<TurnLog["reply"]>;
  identity(identity: "claimed" | "verified"): Promise<void>;
}

export interface LetterHead {
  readonly from: "customer" | "somebody_else";
  readonly isProven: boolean;
}

export async function startDialogue(
  database: Database,
  tools: readonly AnyTool[],
  first = "I want to cancel my order.",
): Promise<Dialogue> {
  const conversationId = await askedBy(database, first);
  const processId = randomUUID();
  const refused: string[] = [];
  let log: TurnLog | null = null;
  const running = (): TurnLog => {
    if (!log) throw new Error("no turn runs");
    return log;
  };
  return {
    conversationId,
    refused,
    running,
    writes: (text, letter) => writes(database, conversationId, text, letter),
    async turn() {
      // Turns that other tests have left open are nobody's here.
      const due = { channels: ["sms"], processId, busy: [], limit: 10, model: "claude-sonnet-5-5" } as const;
      const turn = (await claimTurns(database, due, false)).find((one) => one.conversationId === conversationId);
      if (!turn) throw new Error("no turn is due");
      log = await logOf(database, turn, processId);
      return log;
    },
    async call(tool, input) {
      return await runTool(
        { id: `toolu_${randomUUID()}`, tool, input },
        {
          tools,
          log: running(),
          readings: conversationReadings(
            conversationId,
            { searchKnowledge: async () => [], searchByWords: () => [] },
            database,
          ),
          unanswered: () => null,
          pack: () => ({
            tried: [],
            articles: [],
            facts: [],
            sentiment: null,
            language: null,
            suggestedReply: null,
          }),
          unexpected(error) {
            throw error;
          },
          refused: (_tool, reason) => void refused.push(reason),
        },
      );
    },
    async answers(text, closes = false) {
      const end = await running().reply(text, [], closes);
      log = null;
      return end;
    },
    async identity(identity) {
      await database.outside.conversation.update({ where: { id: conversationId }, data: { identity } });
    },
  };
}

async function writes(database: Database, conversationId: string, text: string, letter?: LetterHead): Promise<void> {
  await database.transaction(async (tx) => {
    const held = await holdConversation(tx, conversationId);
    if (!held) throw new Error("no such conversation");
    const at = new Date();
    await changeOwner(tx, held, { kind: "customer_wrote" }, { by: null, at });
    const wantsAnswer = letter?.from !== "somebody_else";
    const { id } = await appendMessage(tx, held, { author: "customer", text, at, wantsAnswer });
    if (letter) {
      const fromAddress = wantsAnswer ? held.theirAddress : "mallory@elsewhere.example";
      await tx.message.update({ where: { id }, data: { fromAddress, isProven: letter.isProven } });
    }
    if (wantsAnswer) held.customerSeq = held.seq;
    if (wantsAnswer && held.owner === "assistant") held.turnDueAt = new Date(at.getTime() - 1_000);
    await letGo(tx, held);
  });
}
