import Anthropic from "@anthropic-ai/sdk";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createModel } from "../../src/agent/model.ts";
import { type Fault, faults } from "../../src/standins/messages/faults.ts";
import { createHold } from "../../src/standins/messages/hold.ts";
import { oddReplies } from "../../src/standins/messages/odd-replies.ts";
import { reply, text, toolUse } from "../../src/standins/messages/reply.ts";
import { type MessagesStandIn, startMessagesStandIn } from "../../src/standins/messages/start-messages-stand-in.ts";
import { freePort } from "../harness/free-port.ts";
import { until } from "../harness/until.ts";

/** Of those that wait for it to be over. */
const IDLE_MS = 1_000;
/** Of the others: the first request of a process takes long. */
const PATIENT = { idleMs: 30_000, totalMs: 60_000 };

let standIn: MessagesStandIn;
beforeAll(async () => {
  standIn = await startMessagesStandIn();
});
afterEach(() => {
  try {
    standIn.assertDone();
  } finally {
    standIn.reset();
  }
});
afterAll(() => standIn.stop());

const REQUEST: Anthropic.MessageCreateParamsNonStreaming = {
  model: "claude-sonnet-5-5",
  max_tokens: 500,
  messages: [{ role: "user", content: "What does the Pro plan cost?" }],
  tools: [
    {
      name: "create_support_ticket",
      input_schema: { type: "object", properties: { summary: { type: "string" } }, additionalProperties: true },
    },
  ],
};

function ask(limits: { signal?: AbortSignal; idleMs?: number; totalMs?: number } = {}, url = standIn.url) {
  const client = new Anthropic({ apiKey: "key", baseURL: url, logLevel: "off" });
  const { idleMs, ...rest } = { ...PATIENT, ...limits };
  const model = createModel(client, { idleMs });
  return model.ask(REQUEST, { signal: new AbortController().signal, onText() {}, ...rest });
}

describe("one request to the model", () => {
  it("brings the whole message and its line for the ledger [TURN-9]", async () => {
    standIn.script([{ reply: reply(text("It costs "), text("$49.")) }]);
    const answer = await ask();
    expect(answer).toMatchObject({
      kind: "answered",
      message: { content: [{ text: "It costs " }, { text: "$49." }], stop_reason: "end_turn" },
      call: { outcome: "ok", error: null, model: "claude-sonnet-5-5", requestId: expect.stringMatching(/^req_/) },
    });
  });

  it.each<[string, Fault, string]>([
    ["an overload", faults.overloaded(), "overloaded"],
    ["an overload in the middle", faults.errorMidStream(), "overloaded"],
    ["too many requests", faults.rateLimited(600), "rate_limited"],
    ["the tier's cap", faults.spendCap(), "spend_limit"],
    ["our own limit", faults.usageLimit(), "spend_limit"],
    ["no credit", faults.billing(), "spend_limit"],
    ["a fault of the API", faults.serverError(), "server_error"],
    ["a page of a proxy", faults.badGateway(), "server_error"],
    ["a bad key", faults.unauthorized(), "no_access"],
    ["too long a prompt", faults.promptTooLong(), "too_long"],
    ["a connection that breaks at once", faults.resetBeforeHeaders(), "unreachable"],
    ["a stream without its end", faults.noMessageStop(), "cut_off_stream"],
    ["a stream that is cut off", faults.cutMidText(), "cut_off_stream"],
    ["silence before the headers [TURN-8]", faults.stallBeforeHeaders(), "stalled"],
    ["silence in the middle [TURN-8]", faults.stallMidText(), "stalled"],
  ])("tells failures apart: %s [TURN-7]", async (_name, fault, kind) => {
    standIn.script([{ fault }]);
    const began = performance.now();
    const answer = await ask(kind === "stalled" ? { idleMs: IDLE_MS } : {});
    expect(answer).toMatchObject({ kind: "failed", failure: { kind }, call: { outcome: "failed" } });
    expect(performance.now() - began).toBeLessThan(10_000);
    expect(answer.call.error).toMatch(new RegExp(`^${kind}`));
    expect(standIn.requests).toHaveLength(1);
  });

  it.each([
    ["text", faults.resetMidText()],
    ["tool call", faults.resetMidToolInput()],
  ])("fails for good when the connection breaks in the middle of a %s [TURN-7]", async (_name, fault) => {
    standIn.script([{ fault }]);
    expect(["unreachable", "cut_off_stream"]).toContain(((await ask()) as { failure: { kind: string } }).failure.kind);
  });

  it.each([
    ["seconds", 600, 600_000],
    ["milliseconds", { ms: 1_500 }, 1_500],
    ["nothing", null, null],
  ] as const)("says how long the API wants us to wait, told in %s [TURN-8]", async (_name, after, expected) => {
    standIn.script([{ fault: faults.rateLimited(after) }]);
    expect(await ask()).toMatchObject({ failure: { retryAfterMs: expected } });
  });

  it("says how long the API wants us to wait, told as a date [TURN-8]", async () => {
    standIn.script([{ fault: faults.rateLimited({ at: new Date(Date.now() + 30_000) }) }]);
    const answer = await ask();
    const retryAfterMs = answer.kind === "failed" ? answer.failure.retryAfterMs : null;
    // The header has whole seconds.
    expect(retryAfterMs).toBeGreaterThan(27_000);
    expect(retryAfterMs).toBeLessThanOrEqual(30_000);
  });

  it("is unreachable when nobody listens [TURN-7]", async () => {
    const answer = await ask({}, `http://127.0.0.1:${await freePort()}`);
    expect(answer).toMatchObject({ kind: "failed", failure: { kind: "unreachable" }, call: { inputTokens: 0 } });
  });

  it("ends when all of its time is over, though something comes all the while [TURN-8]", async () => {
    const slow = await startMessagesStandIn({ betweenChunksMs: 60 });
    slow.script([{ reply: oddReplies.long(5_000) }]);
    const began = performance.now();
    const answer = await ask({ totalMs: 600 }, slow.url);
    expect(answer).toMatchObject({ kind: "failed", failure: { kind: "out_of_time" } });
    expect(performance.now() - began).toBeLessThan(6_000);
    await slow.idle();
    expect(slow.requests[0]?.aborted).toBe(true);
    await slow.stop();
  });

  it("does not take a slow answer for silence [TURN-8]", async () => {
    const slow = await startMessagesStandIn({ betweenChunksMs: 60 });
    slow.script([{ reply: oddReplies.long(600) }]);
    const began = performance.now();
    expect(await ask({ idleMs: IDLE_MS }, slow.url)).toMatchObject({ kind: "answered" });
    expect(performance.now() - began).toBeGreaterThan(IDLE_MS);
    await slow.stop();
  });

  it("is broken off from outside, and what it cost until then is known [OWN-3, TURN-9]", async () => {
    const hold = createHold("text");
    standIn.script([{ reply: reply(text("It costs $49 a month, or $490 a year.")), hold }]);
    const controller = new AbortController();
    const asked = ask({ signal: controller.signal });
    await hold.reached;
    const sentAt = performance.now();
    await until("what was sent to be read", () => performance.now() - sentAt > 100);
    controller.abort(new Error("taken over"));
    const answer = await asked;
    expect(answer).toMatchObject({ kind: "aborted", call: { outcome: "aborted", outputTokens: 1 } });
    expect(answer.call.inputTokens).toBeGreaterThan(0);
    hold.release();
  });

  it("keeps a tool's input that was cut off apart by its stop reason [TURN-10]", async () => {
    standIn.script([{ reply: oddReplies.maxTokensInToolInput() }]);
    expect(await ask()).toMatchObject({ kind: "answered", message: { stop_reason: "max_tokens" } });
  });

  it("reads an answer that comes in pieces of a few bytes", async () => {
    const cutting = await startMessagesStandIn({ cutSeed: 7 });
    const words = "Für 49 € im Monat – 🎉 ok";
    cutting.script([{ reply: reply(text(words), toolUse("create_support_ticket", { summary: words })) }]);
    expect(await ask({}, cutting.url)).toMatchObject({
      message: { content: [{ text: words }, { input: { summary: words } }] },
    });
    await cutting.stop();
  });
});
