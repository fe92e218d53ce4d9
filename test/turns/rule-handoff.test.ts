import { randomUUID } from "node:crypto";
import Anthropic from "@anthropic-ai/sdk";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Escalation } from "../../src/agent/guard/guard.ts";
import { createModel } from "../../src/agent/model.ts";
import { createPrompt } from "../../src/agent/prompt.ts";
import { runTurn } from "../../src/agent/run-turn.ts";
import type { Passage } from "../../src/agent/tools/define-tool.ts";
import { TOOLS } from "../../src/agent/tools/registry.ts";
import { NO_METER } from "../../src/meter.ts";
import { conversationReadings } from "../../src/turns/conversation-readings.ts";
import { openTurn } from "../../src/turns/open-turn.ts";
import { UNTOLD } from "../../src/turns/telling.ts";
import { createTurnLog } from "../../src/turns/turn-log.ts";
import { createTestDatabase, type TestDatabase } from "../harness/database.ts";
import { AMPLE, askedBy, CODES, claim, LINES, NO_GUARD, SILENT, SMS_VOICE } from "./stage.ts";

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.drop());

const FOUND: Passage = { slug: "refunds", title: "Refunds", heading: null, text: "Within 30 days.", url: null };
const LEGAL: Escalation = {
  rule: "legal",
  reason: "A legal threat.",
  priority: "urgent",
  trigger: "rule",
  category: null,
  severity: null,
  opensTicket: false,
};
/** As the model of a host that takes the request and says nothing. */
const NEVER = new Promise<never>(() => {});

it("a rule's handoff brings the articles, and waits for no vector [HAND-2]", async () => {
  const { database } = test;
  const conversationId = await askedBy(database, "My lawyer will write to you about this refund.");
  const processId = randomUUID();
  const [turn] = await claim(database, processId);
  if (!turn) throw new Error("no turn is due");
  const prompt = createPrompt(
    "claude-sonnet-5-5",
    { company: "Acme", product: "Acme", disputedUsdOver: 200, alwaysEscalate: ["legal threats"], voice: "" },
    TOOLS,
    { thinksBetweenTools: true, takesEffort: true },
  );
  const about = { promptFor: () => prompt, voice: SMS_VOICE, patienceMs: 60_000 };
  const { open, segment, spent } = await openTurn(turn, about, database);
  const told = { lines: LINES, codes: CODES, meter: NO_METER, fingerprint: prompt.fingerprint, log: SILENT };
  const articles = { searchKnowledge: () => NEVER, searchByWords: () => [FOUND] };
  const end = await runTurn(open, {
    model: createModel(new Anthropic({ apiKey: "key", baseURL: "http://127.0.0.1:9", logLevel: "off" })),
    prompt,
    tools: TOOLS,
    readings: conversationReadings(conversationId, articles, database),
    language: "en",
    maxToolRounds: 5,
    guard: { ...NO_GUARD, before: () => ({ flags: [], escalation: LEGAL }) },
    budget: AMPLE,
    startTriage: () => ({ result: NEVER }),
    log: createTurnLog(turn, segment, spent, { ...told, database, processId, channels: new Map() }),
    telling: UNTOLD,
    signal: new AbortController().signal,
    now: () => new Date(),
    unexpected: (error) => expect.fail(String(error)),
    refused: (tool) => expect.fail(tool),
  });
  expect(end).toBe("handed_off");
  const { pack } = await database.outside.handoff.findFirstOrThrow({ where: { conversationId } });
  expect(pack).toMatchObject({ articles: [{ title: "Refunds", url: null }] });
});
