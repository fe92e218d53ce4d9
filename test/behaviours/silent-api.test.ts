import { randomUUID } from "node:crypto";
import Anthropic from "@anthropic-ai/sdk";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createModel } from "../../src/agent/model.ts";
import { createPrompt } from "../../src/agent/prompt.ts";
import { runTurn } from "../../src/agent/run-turn.ts";
import { TOOLS } from "../../src/agent/tools/registry.ts";
import { NO_METER } from "../../src/meter.ts";
import { faults } from "../../src/standins/messages/faults.ts";
import { oddReplies } from "../../src/standins/messages/odd-replies.ts";
import { reply, text } from "../../src/standins/messages/reply.ts";
import { type MessagesStandIn, startMessagesStandIn } from "../../src/standins/messages/start-messages-stand-in.ts";
import { conversationReadings } from "../../src/turns/conversation-readings.ts";
import { openTurn } from "../../src/turns/open-turn.ts";
import { createTelling } from "../../src/turns/telling.ts";
import { createTurnLog } from "../../src/turns/turn-log.ts";
import { createTestDatabase, type TestDatabase } from "../harness/database.ts";
import { modelCalls } from "../harness/model-requests.ts";
import { AMPLE, askedBy, CODES, claim, LINES, NO_GUARD, SILENT, SMS_VOICE } from "../turns/stage.ts";

const PROCESS = randomUUID();
/** In place of 20 s. */
const IDLE_MS = 250;
const ANSWER = "The Pro plan costs $49 a month.";

let test: TestDatabase;
let model: MessagesStandIn;
beforeAll(async () => {
  test = await createTestDatabase();
  model = await startMessagesStandIn({ betweenChunksMs: 100 });
});
afterEach(() => {
  model.assertDone();
  model.reset();
});
afterAll(async () => {
  await model.stop();
  await test.drop();
});

interface Told {
  readonly end: string;
  readonly ms: number;
  readonly said: readonly [author: string, text: string][];
  readonly trigger: string | null;
  /** What whoever looks on was shown, in order: typing, pieces, taken back. */
  readonly seen: readonly string[];
}

/** One turn on a channel on which the customer watches, with this patience. */
async function turnWithin(patienceMs: number): Promise<Told> {
  const { database } = test;
  const conversationId = await askedBy(database, "What does the Pro plan cost?");
  const [turn] = await claim(database, PROCESS);
  const prompt = createPrompt(
    "claude-sonnet-5-5",
    { company: "Acme", product: "Acme", disputedUsdOver: 200, alwaysEscalate: [], voice: "Be kind." },
    TOOLS,
    { thinksBetweenTools: true, takesEffort: true },
  );
  const about = { promptFor: () => prompt, voice: SMS_VOICE, patienceMs };
  const { open, segment, spent } = await openTurn(turn!, about, database);
  const seen: string[] = [];
  const audience = {
    typing: (_turn: unknown, on: boolean) => void seen.push(on ? "typing" : "still"),
    delta: () => void seen.push("piece"),
    retract: () => void seen.push("taken back"),
  };
  const telling = createTelling(turn!, { database, processId: PROCESS, audience });
  const { fingerprint } = prompt;
  const told = { lines: LINES, codes: CODES, meter: NO_METER, fingerprint, log: SILENT };
  const log = createTurnLog(turn!, segment, spent, { ...told, database, processId: PROCESS, channels: new Map() });
  const began = performance.now();
  const client = new Anthropic({ apiKey: "key", baseURL: model.url, logLevel: "off" });
  const end = await runTurn(open, {
    model: createModel(client, { idleMs: IDLE_MS }),
    prompt,
    tools: TOOLS,
    readings: conversationReadings(conversationId, { searchKnowledge: () => [] }, database),
    language: "en",
    maxToolRounds: 5,
    guard: NO_GUARD,
    budget: AMPLE,
    startTriage: () => ({ result: Promise.resolve(null) }),
    log,
    telling,
    signal: new AbortController().signal,
    now: () => new Date(),
    unexpected: (error) => expect.fail(String(error)),
    refused: (tool) => expect.fail(tool),
  }).finally(() => telling.stop());
  const ms = performance.now() - began;
  const { outside } = database;
  const messages = await outside.message.findMany({
    where: { conversationId, seq: { gt: 1 } },
    orderBy: { seq: "asc" },
  });
  const handoff = await outside.handoff.findFirst({ where: { conversationId } });
  const said = messages.map((message): [string, string] => [message.author, message.text]);
  return { end, ms, said, trigger: handoff?.trigger ?? null, seen };
}

/** That the customer was told of a human, and nobody is shown as typing any more. */
function expectHuman({ end, said, trigger, seen }: Told): void {
  expect({ end, trigger }).toEqual({ end: "handed_off", trigger: "failure" });
  expect(said.map(([author]) => author)).toEqual(["system"]);
  expect(said[0]?.[1]).not.toBe("");
  expect([seen[0], seen.at(-1)]).toEqual(["typing", "still"]);
  expect(seen.lastIndexOf("piece")).toBeLessThanOrEqual(seen.lastIndexOf("taken back"));
}

const brokenOff = () => modelCalls(model).map(({ aborted }) => aborted);

describe("an API that falls silent", () => {
  it.each([
    ["before it says anything", faults.stallBeforeHeaders()],
    ["in the middle of its answer", faults.stallMidText(reply(text(`${ANSWER} ${ANSWER} ${ANSWER}`)))],
  ])("%s is given up on in time, three times, and then a human has it [BEH-8]", async (_name, fault) => {
    model.script([{ fault }, { fault }, { fault }]);
    const told = await turnWithin(60_000);
    expectHuman(told);
    await model.idle();
    expect(brokenOff()).toEqual([true, true, true]);
    // Three silences, and the pauses between them.
    expect(told.ms).toBeLessThan(10_000);
  });

  it("once is asked again, and answers [BEH-8]", async () => {
    model.script([{ fault: faults.stallBeforeHeaders() }, { reply: reply(text(ANSWER)) }]);
    const told = await turnWithin(60_000);
    expect(told).toMatchObject({ end: "replied", said: [["assistant", ANSWER]], trigger: null });
    expect(told.seen.at(-1)).toBe("still");
  });
});

describe("an API that goes on and on", () => {
  it("is broken off when the customer has waited long enough, and then a human has it [BEH-8]", async () => {
    model.script([{ reply: oddReplies.long(20_000) }]);
    const told = await turnWithin(1_500);
    expectHuman(told);
    expect(told.seen).toContain("piece");
    expect(told.ms).toBeGreaterThan(1_000);
    expect(told.ms).toBeLessThan(6_000);
    await model.idle();
    expect(brokenOff()).toEqual([true]);
  });
});
