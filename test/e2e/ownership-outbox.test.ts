import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createHold } from "../../src/standins/messages/hold.ts";
import { reply, text } from "../../src/standins/messages/reply.ts";
import type { Fault } from "../../src/standins/twilio/fault.ts";
import { startTwilioStandIn } from "../../src/standins/twilio/start-twilio-stand-in.ts";
import { USUAL_STEPS } from "../../src/standins/twilio/status-step.ts";
import { act, settled, write } from "../harness/desk.ts";
import { freePort } from "../harness/free-port.ts";
import { customerWords, lastInput, modelRequests } from "../harness/model-requests.ts";
import { type Product, startProduct, TWILIO, type Whole } from "../harness/product.ts";
import { until } from "../harness/until.ts";

let product: Product;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product.stop());

let customers = 0;

interface Waiting {
  readonly id: string;
  readonly number: string;
}

/** A question whose answer is decided on, and waits because the first attempt to send it met trouble. */
async function waiting(on: Product, answer = "The Pro plan costs $49 a month."): Promise<Waiting> {
  customers += 1;
  const number = `+1555400${String(customers).padStart(4, "0")}`;
  on.model.script([{ reply: reply(text(answer)) }]);
  await on.twilio.text({ from: number, body: "What does the Pro plan cost?" });
  const { conversation } = await on.conversationWhen(number, ({ messages }) => messages.length === 2);
  const failed = [{ errorCode: { not: null } }, { maybeSent: true }];
  const where = { conversationId: conversation.id, state: "pending" as const, OR: failed };
  await until("an attempt that failed", () => on.database.outside.outbox.findFirst({ where }));
  return { id: conversation.id, number };
}

const answerIn = ({ messages }: Whole) => messages.find(({ author }) => author === "assistant");
const SUPERSEDED = { status: "failed", error: { code: "superseded", message: expect.stringContaining("Not sent") } };

describe.concurrent("an answer that waits for a provider in trouble", () => {
  const troubles: [string, Fault][] = [
    ["answers 429", { kind: "rate_limited" }],
    ["answers 429 and asks for ten seconds", { kind: "rate_limited", retryAfterSeconds: 10 }],
    ["does not know our account", { kind: "unauthorized" }],
    ["answers 503 and did not take it", { kind: "server_error", status: 503 }],
    ["breaks the connection and did not take it", { kind: "drop" }],
  ];
  it.each(troubles)("that %s is never sent after a takeover [OWN-3]", async (_name, fault) => {
    const own = await startProduct();
    own.twilio.fail(fault);
    // Two seconds later the channel is tried again, which is sooner than a busy machine may take over.
    const isShort = fault.kind === "unauthorized" || (fault.kind === "rate_limited" && !fault.retryAfterSeconds);
    if (isShort) own.twilio.fail(fault);
    const { id, number } = await waiting(own);

    expect((await act(own, id, "claim")).status).toBe(200);
    await write(own, id, { text: "Kim here, I am on it." });
    await settled(own);

    expect(own.textsTo(number)).toEqual(["Kim here, I am on it."]);
    expect(answerIn(await own.conversationOf(number))?.delivery).toEqual(SUPERSEDED);
    await own.stop();
  });

  it("that refuses connections is never sent after a takeover [OWN-3]", async () => {
    const port = await freePort();
    const own = await startProduct({ env: { TWILIO_API_BASE_URL: `http://127.0.0.1:${port}` } });
    const { id, number } = await waiting(own);
    await act(own, id, "claim");
    await write(own, id, { text: "Kim here, I am on it." });
    const back = await startTwilioStandIn({ ...TWILIO, port });
    await until("what the operator wrote", () => back.sent.length > 0);
    await settled(own);
    expect(back.sent.map(({ body }) => body)).toEqual(["Kim here, I am on it."]);
    expect(answerIn(await own.conversationOf(number))?.delivery).toEqual(SUPERSEDED);
    await own.stop();
    await back.stop();
  });
});

describe("an answer of which nobody knows whether it went out", () => {
  it.each<[string, Fault]>([
    ["an answer that got lost", { kind: "drop", created: true }],
    ["a fault of the provider's", { kind: "server_error", status: 502, created: true }],
  ])("is shown as sent when it did, and not sent again: %s [OWN-3]", async (_name, fault) => {
    // Without callbacks only looking it up can tell.
    product.twilio.planCallbacks([]);
    product.twilio.fail(fault);
    product.twilio.fail({ kind: "server_error", status: 503 }, { on: "read" });
    const { id, number } = await waiting(product);
    await act(product, id, "claim");
    await settled(product);
    expect(product.textsTo(number)).toEqual(["The Pro plan costs $49 a month."]);
    expect(answerIn(await product.conversationOf(number))?.delivery).toEqual({ status: "sent", error: null });
    product.twilio.planCallbacks(USUAL_STEPS);
  });

  it("stays what it is when the takeover comes while the provider is taking it [OWN-3]", async () => {
    customers += 1;
    const number = `+1555400${String(customers).padStart(4, "0")}`;
    const held = product.twilio.hold();
    product.model.script([{ reply: reply(text("It costs $49.")) }]);
    await product.twilio.text({ from: number, body: "What does the Pro plan cost?" });
    await held.arrived;
    const { conversation } = await product.conversationOf(number);
    await act(product, conversation.id, "claim");
    held.release();
    await settled(product);
    expect(product.textsTo(number)).toEqual(["It costs $49."]);
    expect(answerIn(await product.conversationOf(number))?.delivery?.status).toBe("delivered");
  });
});

describe("an answer that never left, though it may have, and a conversation given back before that is known", () => {
  it("is given anew by the assistant [OWN-5, OUT-3]", async () => {
    const own = await startProduct();
    own.twilio.fail({ kind: "server_error", status: 500 });
    const { id, number } = await waiting(own, "First try.");
    own.model.script([{ reply: reply(text("Second try.")) }]);
    await act(own, id, "claim");
    await act(own, id, "release");
    await settled(own);
    const whole = await own.conversationWhen(
      number,
      ({ messages }) => messages.at(-1)?.delivery?.status === "delivered",
    );
    expect(own.textsTo(number)).toEqual(["Second try."]);
    expect(whole.messages.map((message) => [message.text, message.delivery?.status])).toEqual([
      ["What does the Pro plan cost?", undefined],
      ["First try.", "failed"],
      ["Second try.", "delivered"],
    ]);
    await own.stop();
  });
});

describe("an answer that never left, and another one behind it that builds on it", () => {
  it("are both given anew, in one: every question is answered [OWN-5, OUT-3, TURN-3]", async () => {
    const own = await startProduct();
    own.twilio.fail({ kind: "server_error", status: 500 });
    const { id, number } = await waiting(own, "The first try.");
    await act(own, id, "claim");
    await act(own, id, "release");
    own.model.script([{ reply: reply(text("It builds on the first.")) }, { reply: reply(text("Both answers.")) }]);
    await own.twilio.text({ from: number, body: "And Starter?" });
    await own.conversationWhen(number, ({ messages }) => messages.length === 4);
    await settled(own);
    const { messages } = await own.conversationWhen(number, (whole) => whole.messages.length === 5);
    expect(messages.map((message) => [message.text, message.delivery?.error?.code ?? null])).toEqual([
      ["What does the Pro plan cost?", null],
      ["The first try.", "superseded"],
      ["And Starter?", null],
      ["It builds on the first.", "superseded"],
      ["Both answers.", null],
    ]);
    expect(own.textsTo(number)).toEqual(["Both answers."]);
    const asked = customerWords(lastInput(modelRequests(own.model).at(-1)));
    expect(asked).toEqual(["What does the Pro plan cost?", "And Starter?"]);
    await own.stop();
  });

  it("is taken into account also by a turn that runs when it is known [OWN-5, OUT-3]", async () => {
    const own = await startProduct();
    own.twilio.fail({ kind: "server_error", status: 500 });
    const { id, number } = await waiting(own, "The first try.");
    await act(own, id, "claim");
    await act(own, id, "release");
    const hold = createHold("text");
    const late = { reply: reply(text("It builds on the first.")), hold };
    own.model.script([late, { reply: reply(text("Both answers.")) }]);
    await own.twilio.text({ from: number, body: "And Starter?" });
    await hold.reached;
    await own.conversationWhen(number, ({ messages }) => messages.at(-1)?.delivery?.status === "delivered");
    hold.release();
    await settled(own);
    expect(own.textsTo(number)).toEqual(["Both answers."]);
    await own.stop();
  });
});

describe("an answer in several parts", () => {
  it("stops at the part that had not been attempted [OWN-3]", async () => {
    const held = product.twilio.hold();
    // Steps are not cut off, so they go out whole however long they are.
    const long = Array.from(
      { length: 60 },
      (_, i) => `${i + 1}. Open the next page of the settings and save it there.`,
    );
    const answer = { reply: reply(text(long.join("\n"))) };
    customers += 1;
    const number = `+1555400${String(customers).padStart(4, "0")}`;
    product.model.script([answer, answer]);
    await product.twilio.text({ from: number, body: "What does the Pro plan cost?" });
    await held.arrived;
    const { conversation } = await product.conversationOf(number);
    await act(product, conversation.id, "claim");
    held.release();
    await settled(product);
    expect(product.textsTo(number).map((part) => part.slice(0, 5))).toEqual(["(1/3)"]);
    expect(answerIn(await product.conversationOf(number))?.delivery).toEqual(SUPERSEDED);
  });
});
