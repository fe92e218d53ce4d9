import { randomUUID } from "node:crypto";
import Anthropic from "@anthropic-ai/sdk";
import { expect } from "vitest";
import { createModel } from "../../src/agent/model.ts";
import { createPrompt } from "../../src/agent/prompt.ts";
import { runTurn } from "../../src/agent/run-turn.ts";
import type { AnyTool } from "../../src/agent/tools/define-tool.ts";
import { TOOLS } from "../../src/agent/tools/registry.ts";
import type { Database } from "../../src/database/database.ts";
import { NO_METER } from "../../src/meter.ts";
import type { MessagesStandIn } from "../../src/standins/messages/start-messages-stand-in.ts";
import { conversationReadings } from "../../src/turns/conversation-readings.ts";
import { openTurn } from "../../src/turns/open-turn.ts";
import { createTelling } from "../../src/turns/telling.ts";
import { createTurnLog } from "../../src/turns/turn-log.ts";
import { AMPLE, CODES, claim, LINES, NO_GUARD, SILENT, SMS_VOICE } from "../turns/stage.ts";

const PROCESS = randomUUID();

/** What a test changes of a turn: what cannot be told to a whole product. */
export interface TurnChange {
  readonly tools?: readonly AnyTool[];
  /** In place of 20 s. */
  readonly idleMs?: number;
  readonly patienceMs?: number;
}

export interface OneTurn {
  readonly end: string;
  readonly ms: number;
  /** What the customer has been told in the conversation, in order. */
  readonly said: readonly (readonly [author: string, text: string])[];
  readonly trigger: string | null;
  /** What whoever looks on was shown, in order. */
  readonly seen: readonly ("typing" | "still" | "piece" | "taken back")[];
}

/** Runs the turn that is due, on the tables and against the stand-in, on a channel on which the customer watches. */
export async function oneTurn(
  database: Database,
  standIn: MessagesStandIn,
  { tools = TOOLS, idleMs = 20_000, patienceMs = 60_000 }: TurnChange = {},
): Promise<OneTurn> {
  const [turn] = await claim(database, PROCESS);
  if (!turn) throw new Error("no turn is due");
  const { conversationId } = turn;
  const prompt = createPrompt(
    "claude-sonnet-5-5",
    { company: "Acme", product: "Acme", disputedUsdOver: 200, alwaysEscalate: [], voice: "Be kind." },
    tools,
    { thinksBetweenTools: true, takesEffort: true },
  );
  const about = { promptFor: () => prompt, voice: SMS_VOICE, patienceMs };
  const { open, segment, spent } = await openTurn(turn, about, database);
  const seen: OneTurn["seen"][number][] = [];
  const audience = {
    typing: (_turn: unknown, on: boolean) => void seen.push(on ? "typing" : "still"),
    delta: () => void seen.push("piece"),
    retract: () => void seen.push("taken back"),
  };
  const telling = createTelling(turn, { database, processId: PROCESS, audience });
  const told = { lines: LINES, codes: CODES, meter: NO_METER, fingerprint: prompt.fingerprint, log: SILENT };
  const client = new Anthropic({ apiKey: "key", baseURL: standIn.url, logLevel: "off" });
  const began = performance.now();
  const end = await runTurn(open, {
    model: createModel(client, { idleMs }),
    prompt,
    tools,
    readings: conversationReadings(
      conversationId,
      { searchKnowledge: async () => [], searchByWords: () => [] },
      database,
    ),
    language: "en",
    maxToolRounds: 5,
    guard: NO_GUARD,
    budget: AMPLE,
    startTriage: () => ({ result: Promise.resolve(null) }),
    log: createTurnLog(turn, segment, spent, { ...told, database, processId: PROCESS, channels: new Map() }),
    telling,
    signal: new AbortController().signal,
    now: () => new Date(),
    unexpected: (error) => expect.fail(String(error)),
    refused: (tool) => expect.fail(tool),
  }).finally(() => telling.stop());
  const ms = performance.now() - began;
  const where = { conversationId };
  const messages = await database.outside.message.findMany({ where, orderBy: { seq: "asc" } });
  const handoff = await database.outside.handoff.findFirst({ where });
  const said = messages.flatMap(({ author, text }) => (author === "customer" ? [] : [[author, text] as const]));
  return { end, ms, said, trigger: handoff?.trigger ?? null, seen };
}
