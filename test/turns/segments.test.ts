import { randomUUID } from "node:crypto";
import Anthropic from "@anthropic-ai/sdk";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createModel } from "../../src/agent/model.ts";
import { createPrompt, type Prompt } from "../../src/agent/prompt.ts";
import { runTurn } from "../../src/agent/run-turn.ts";
import type { Passage } from "../../src/agent/tools/define-tool.ts";
import { TOOLS } from "../../src/agent/tools/registry.ts";
import { NO_METER } from "../../src/meter.ts";
import { createHold } from "../../src/standins/messages/hold.ts";
import {
  type Reply,
  type ReplyBlock,
  redactedThinking,
  reply,
  text,
  thinking,
  toolUse,
} from "../../src/standins/messages/reply.ts";
import type { MessagesRequest } from "../../src/standins/messages/request.ts";
import { type MessagesStandIn, startMessagesStandIn } from "../../src/standins/messages/start-messages-stand-in.ts";
import { conversationReadings } from "../../src/turns/conversation-readings.ts";
import { openTurn } from "../../src/turns/open-turn.ts";
import { UNTOLD } from "../../src/turns/telling.ts";
import { createTurnLog } from "../../src/turns/turn-log.ts";
import { createTestDatabase, type TestDatabase } from "../harness/database.ts";
import { fencedWords, lastInput, modelCalls, modelRequests } from "../harness/model-requests.ts";
import { AMPLE, askedBy, CODES, claim, LINES, NO_GUARD, SILENT, SMS_VOICE } from "./stage.ts";

const MINUTE_MS = 60_000;
const PROCESS = randomUUID();

let test: TestDatabase;
let model: MessagesStandIn;
let now = Date.parse("2026-11-22T23:44:00Z");
beforeAll(async () => {
  test = await createTestDatabase();
  // It refuses whatever the API refuses, and verifies thinking against the exact bytes before it.
  model = await startMessagesStandIn({ now: () => now });
});
afterAll(async () => {
  await model.stop();
  await test.drop();
});

const promptWith = (voice: string): Prompt =>
  createPrompt(
    "claude-sonnet-5-5",
    { company: "Acme", product: "Acme", disputedUsdOver: 200, alwaysEscalate: ["legal threats"], voice },
    TOOLS,
    { thinksBetweenTools: true, takesEffort: true },
  );
const PASSAGES: Passage[] = [
  { slug: "plans", title: "Plans", heading: null, text: "Pro costs $49. ".repeat(60), url: null },
];

/** The customer writes again, and a turn is due. */
async function writes(conversationId: string, words: string): Promise<void> {
  const { outside } = test.database;
  const { seq } = await outside.conversation.findUniqueOrThrow({ where: { id: conversationId } });
  const row = { conversationId, seq: seq + 1, engagement: 1, author: "customer", wantsAnswer: true } as const;
  await outside.message.create({ data: { ...row, text: words, fullText: words, at: new Date() } });
  const due = { seq: seq + 1, customerSeq: seq + 1, turnDueAt: new Date(Date.now() - 1_000) };
  await outside.conversation.update({ where: { id: conversationId }, data: due });
}

/** Runs the turn that is due or was left open, with this clock and this prompt. */
async function runs(prompt: Prompt, signal = new AbortController().signal): Promise<string> {
  const { database } = test;
  const [turn] = await claim(database, PROCESS);
  const { fingerprint } = prompt;
  const { open, segment, spent } = await openTurn(
    turn!,
    { promptFor: () => prompt, voice: SMS_VOICE, patienceMs: MINUTE_MS },
    database,
  );
  const told = { lines: LINES, codes: CODES, meter: NO_METER };
  const deps = { database, processId: PROCESS, channels: new Map<string, never>(), ...told };
  return await runTurn(open, {
    model: createModel(new Anthropic({ apiKey: "key", baseURL: model.url, logLevel: "off" })),
    prompt,
    tools: TOOLS,
    readings: conversationReadings(
      turn!.conversationId,
      { searchKnowledge: async () => PASSAGES, searchByWords: () => PASSAGES },
      database,
    ),
    language: "en",
    maxToolRounds: 5,
    guard: NO_GUARD,
    budget: AMPLE,
    startTriage: () => ({ result: Promise.resolve(null) }),
    log: createTurnLog(turn!, segment, spent, { ...deps, fingerprint, log: SILENT }),
    telling: UNTOLD,
    signal,
    now: () => new Date(now),
    unexpected: (error) => expect.fail(String(error)),
    refused: (tool) => expect.fail(tool),
  });
}

async function turnOf(conversationId: string, words: string, prompt: Prompt, replies: readonly Reply[]): Promise<void> {
  model.script(replies.map((said) => ({ reply: said })));
  await writes(conversationId, words);
  expect(await runs(prompt)).toBe("replied");
  model.assertDone();
}

const lookup = (...before: readonly ReplyBlock[]) =>
  reply(...before, toolUse("lookup_knowledge_base", { query: "plans" }));
const answer = (index: number) => reply(text(`Answer ${index}: Pro costs $49.`));
const boundTo = ({ model: name, system, tools, thinking: way, output_config: config }: MessagesRequest): string =>
  JSON.stringify([name, system, tools, way, config]);

/** Each request but the first goes on where the one before it ended: with its messages and its answer, untouched. */
function expectAppendOnly(requests: readonly MessagesRequest[]): void {
  const calls = modelCalls(model);
  for (const [index, request] of requests.entries()) {
    const before = requests[index - 1];
    if (!before) continue;
    const said = calls.find(({ body }) => body === before)?.message?.content;
    expect(request.messages.slice(0, before.messages.length)).toEqual(before.messages);
    expect(request.messages[before.messages.length]).toEqual({ role: "assistant", content: said });
    expect(request.messages).toHaveLength(before.messages.length + 2);
  }
}

describe("a conversation of eight turns over midnight", () => {
  let conversationId: string;
  beforeAll(async () => {
    conversationId = await askedBy(test.database, "Hello, I have a few questions.");
    for (let index = 1; index <= 8; index += 1) {
      const steps = [
        [answer(index)],
        [lookup(), answer(index)],
        [lookup(thinking("Not quite what I need.")), answer(index)],
        [lookup(), lookup(thinking("Once more."), redactedThinking()), reply(thinking("Now I know."), text("$49."))],
      ][index % 4]!;
      await turnOf(
        conversationId,
        `Question number ${index} about the plans and their prices`,
        promptWith("Be kind."),
        steps,
      );
      now += 4 * MINUTE_MS;
    }
  });

  it("has every request accepted by a strict server [TURN-12]", () => {
    expect(modelCalls(model).map(({ status }) => status)).toEqual(Array(16).fill(200));
  });

  it("only ever appends: messages, tool results and thinking are as they were, to the byte [TURN-12, BEH-20]", () => {
    expectAppendOnly(modelRequests(model));
    const thoughts = JSON.stringify(modelRequests(model).at(-1)).match(/"type":"(?:redacted_)?thinking"/g);
    expect(thoughts).toHaveLength(8);
  });

  it("never changes what comes before the messages, and puts the day into the newest of them [TURN-12, BEH-20]", () => {
    expect(new Set(modelRequests(model).map(boundTo)).size).toBe(1);
    const days = modelRequests(model).map((request) => fencedWords("context", lastInput(request)).join());
    const told = days.filter((day) => day !== "").map((day) => day.split("\n"));
    expect(told.map(([day]) => day?.slice(0, 16))).toEqual([
      ...Array(4).fill("Date: 2026-11-22"),
      ...Array(4).fill("Date: 2026-11-23"),
    ]);
    expect(told.map(([, channel]) => channel)).toEqual([
      "Channel: sms",
      ...Array(7).fill("Customer's identity: not verified"),
    ]);
  });

  it("is read from the cache, more and more of it [TURN-12, BEH-20]", async () => {
    const calls = await test.database.outside.modelCall.findMany({ where: { conversationId }, orderBy: { id: "asc" } });
    const read = calls.map(({ cacheReadTokens }) => cacheReadTokens);
    const sent = calls.map((call) => call.inputTokens + call.cacheReadTokens + call.cacheWriteTokens);
    expect(read[0]).toBe(0);
    for (const [index, tokens] of read.entries()) if (index > 0) expect(tokens).toBe(sent[index - 1]);
  });

  it("goes on in a new segment when the prompt has changed: in words, and without thinking [TURN-12, BEH-21]", async () => {
    const before = modelRequests(model).length;
    const next = promptWith("Be kind, and brief.");
    await turnOf(conversationId, "And now?", next, [lookup(thinking("New rules.")), answer(9)]);
    await turnOf(conversationId, "And then?", next, [answer(10)]);

    const requests = modelRequests(model).slice(before);
    expect(
      modelCalls(model)
        .slice(before)
        .map(({ status }) => status),
    ).toEqual([200, 200, 200]);
    const [first] = requests;
    expect(first?.messages).toHaveLength(1);
    const [transcript] = fencedWords("earlier_conversation", lastInput(first));
    expect(transcript).toContain(
      "Customer: Question number 8 about the plans and their prices\nYou: Answer 8: Pro costs $49.",
    );
    expect(JSON.stringify(first?.messages)).not.toContain('"thinking"');
    expectAppendOnly(requests);
    expect(JSON.stringify(requests.at(-1)?.messages)).toContain("New rules.");
    const segments = await test.database.outside.segment.findMany({
      where: { conversationId },
      orderBy: { id: "asc" },
    });
    expect(segments.map(({ closedAt }) => closedAt === null)).toEqual([false, true]);
  });

  it("goes on in its segment, without any thinking, when the prompt changes under a turn that is resumed [TURN-12]", async () => {
    const before = modelRequests(model).length;
    const hold = createHold("start");
    model.script([{ reply: lookup(thinking("Half way.")) }, { reply: answer(11), hold }, { reply: answer(12) }]);
    await writes(conversationId, "And last?");
    const stopping = new AbortController();
    const stopped = runs(promptWith("Be kind, and brief."), stopping.signal);
    await hold.reached;
    stopping.abort(new Error("shutting down"));
    await expect(stopped).rejects.toThrow("shutting down");
    hold.release();

    expect(await runs(promptWith("Be formal."))).toBe("replied");
    const [, broken, resumed] = modelRequests(model).slice(before);
    expect(JSON.stringify(broken?.messages)).toContain("Half way.");
    expect(JSON.stringify(resumed?.messages)).not.toContain('"thinking"');
    expect(JSON.stringify(resumed?.system)).toContain("Be formal.");
    expect(resumed?.messages.at(-1)).toEqual(broken?.messages.at(-1));
    expect(modelCalls(model).at(-1)?.status).toBe(200);
    model.assertDone();
  });
});
