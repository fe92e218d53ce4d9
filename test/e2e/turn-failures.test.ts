import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Fault, faults } from "../../src/standins/messages/faults.ts";
import { oddReplies } from "../../src/standins/messages/odd-replies.ts";
import { type Reply, reply, stopReason, text, toolUse } from "../../src/standins/messages/reply.ts";
import type { ScriptEntry } from "../../src/standins/messages/script.ts";
import { lineFor } from "../harness/handoff-line.ts";
import { fencedWords, lastInput, modelCalls, shapeOf } from "../harness/model-requests.ts";
import { type Product, startProduct } from "../harness/product.ts";

let product: Product;
let line: string;
beforeAll(async () => {
  product = await startProduct({ breaker: null });
  line = await lineFor();
});
afterAll(async () => {
  product.model.assertDone();
  await product.stop();
});

let customers = 0;

/** A customer whose first message was answered, and the model's answers to the next one. */
async function meets(script: readonly ScriptEntry[]): Promise<{ readonly id: string; readonly number: string }> {
  customers += 1;
  const number = `+1555700${String(customers).padStart(4, "0")}`;
  await product.twilio.text({ from: number, body: "Hello" });
  const { conversation } = await product.conversationWhen(number, ({ messages }) => messages.length === 2);
  product.model.script(script, { conversation: conversation.id });
  await product.twilio.text({ from: number, body: "What does the Pro plan cost?" });
  return { id: conversation.id, number };
}

const always = (fault: Fault): ScriptEntry[] => Array.from({ length: 3 }, () => ({ fault }));
const once = (fault: Fault): ScriptEntry[] => [{ fault }];
const says = (...replies: readonly Reply[]): ScriptEntry[] => replies.map((said) => ({ reply: said }));
const lookup = () => reply(toolUse("lookup_knowledge_base", { query: "Pro plan" }));
const NO_MODEL: Fault = { kind: "error", error: { status: 404, kind: "not_found_error", message: "model: gone" } };
const FORBIDDEN: Fault = { kind: "error", error: { status: 403, kind: "permission_error", message: "no" } };
const TOO_LARGE: Fault = { kind: "error", error: { status: 413, kind: "request_too_large", message: "no" } };
const THINKING_REFUSED: Fault = {
  kind: "error",
  error: {
    status: 400,
    kind: "invalid_request_error",
    message: "messages.1.content.0: Invalid `signature` in `thinking` block.",
  },
};
const NEW_STOP = stopReason("compaction" as never);

/** Anything that the model, its API or our code said and that nobody outside may read. */
const INSIDES =
  /overloaded|internal server|bad gateway|529|api_error|prisma|postgres|select|\.ts:|stack|tool_use|credit balance|x-api-key/i;

const FAILURES: [name: string, script: readonly ScriptEntry[], why: RegExp][] = [
  ["the model is overloaded", always(faults.overloaded()), /could not be reached/],
  ["its API fails", always(faults.serverError()), /could not be reached/],
  ["a proxy answers with a page", always(faults.badGateway()), /could not be reached/],
  ["the connection breaks at once", always(faults.resetBeforeHeaders()), /could not be reached/],
  ["the connection breaks in the middle of a text", always(faults.resetMidText()), /could not be reached/],
  ["the connection breaks in the middle of a tool call", always(faults.resetMidToolInput()), /could not be reached/],
  ["the stream ends without message_stop", always(faults.noMessageStop()), /could not be reached/],
  ["the stream is cut off in the middle of a text", always(faults.cutMidText()), /could not be reached/],
  ["the stream ends with an error", always(faults.errorMidStream()), /could not be reached/],
  ["too many requests, three times", always(faults.rateLimited(0)), /could not be reached/],
  ["the tier's spending cap is reached", once(faults.spendCap()), /spending limit/],
  ["our own spending limit is reached", once(faults.usageLimit()), /spending limit/],
  ["the account has no credit", once(faults.billing()), /spending limit/],
  ["the key is not valid", once(faults.unauthorized()), /refused the assistant's request/],
  ["the key may not do this", once(FORBIDDEN), /refused the assistant's request/],
  ["the model is gone", once(NO_MODEL), /refused the assistant's request/],
  ["the request is too large, in a new segment too", twice({ fault: TOO_LARGE }), /refused the assistant's request/],
  [
    "the prompt is too long, also in a segment of its own [LOOP-2, BEH-12]",
    twice({ fault: faults.promptTooLong() }),
    /too long/,
  ],
  ["the context is full, twice [LOOP-2, BEH-12]", says(...twice(oddReplies.contextWindowExceeded())), /too long/],
  [
    "its own thinking is refused, twice [LOOP-2]",
    twice({ fault: THINKING_REFUSED }),
    /refused the assistant's request/,
  ],
  ["the model refuses", says(oddReplies.refusal()), /declined/],
  ["the model refuses after some words [BEH-5]", says(oddReplies.refusalAfter("The secret is")), /declined/],
  ["the answer is empty, twice [BEH-6]", says(oddReplies.nothing(), oddReplies.nothing()), /empty or cut off/],
  ["the answer is blank, twice [BEH-6]", says(oddReplies.whitespace(), oddReplies.whitespace()), /empty or cut off/],
  ["the answer is empty, then blank", says(oddReplies.nothing(), oddReplies.whitespace()), /empty or cut off/],
  ["it only thinks, twice [BEH-6]", says(oddReplies.onlyThinking(), oddReplies.onlyThinking()), /empty or cut off/],
  ["a text is cut off, twice", says(oddReplies.maxTokensInText(), oddReplies.maxTokensInText()), /empty or cut off/],
  [
    "a tool call is cut off, twice",
    says(oddReplies.maxTokensInToolInput(), oddReplies.maxTokensInToolInput()),
    /empty or cut off/,
  ],
  [
    "it stops for tools and calls none, twice",
    says(...twice(reply(text("Hm"), stopReason("tool_use")))),
    /empty or cut off/,
  ],
  ["it stops for a reason of tomorrow, twice", says(...twice(reply(text("Hm"), NEW_STOP))), /empty or cut off/],
  [
    "it pauses again and again [LOOP-3]",
    says(...Array.from({ length: 4 }, () => oddReplies.pauseTurn())),
    /cannot go on/,
  ],
  [
    "it calls tools and never answers [TURN-8]",
    says(...Array.from({ length: 6 }, lookup)),
    /used tools again and again/,
  ],
  ["its answer cannot be stored", says(reply(text("a\u0000b"))), /broke off/],
];

function twice<T>(one: T): T[] {
  return [one, one];
}

describe.concurrent("a turn that fails goes to a human, who is told why, and the customer is told once:", () => {
  it.each(FAILURES)("%s [TURN-7]", async (_name, script, why) => {
    const { id, number } = await meets(script);
    const { conversation, messages, turns } = await product.conversationWhen(
      number,
      (whole) => whole.conversation.state !== "assistant" && whole.messages.at(-1)?.delivery?.status === "delivered",
    );
    expect(conversation).toMatchObject({
      state: "queued",
      handoff: { trigger: "failure", priority: "normal", reason: expect.stringMatching(why) },
      tickets: [],
    });
    expect(messages.slice(2).map(({ author, text }) => [author, text])).toEqual([
      ["customer", "What does the Pro plan cost?"],
      ["system", line],
    ]);
    expect(turns.map(({ outcome }) => outcome)).toEqual(["replied", "handed_off"]);
    expect(product.textsTo(number).slice(1)).toEqual([line]);
    const { reason, summary } = conversation.handoff!;
    expect([reason, summary, ...messages.map(({ text }) => text)].join("\n")).not.toMatch(INSIDES);
    await product.model.idle();
    const requests = modelCalls(product.model).filter(({ body }) => body.metadata?.user_id === id);
    expect(requests).toHaveLength(1 + script.length);
    const lines = await product.database.outside.modelCall.count({ where: { conversationId: id, purpose: "reply" } });
    expect({ lines }).toEqual({ lines: requests.length });
    const failed = await product.database.outside.modelCall.findMany({
      where: { conversationId: id, purpose: "reply", outcome: "failed" },
      orderBy: { at: "asc" },
    });
    const logged = product.logged.map((one) => JSON.parse(one) as Record<string, unknown>);
    const told = logged.filter(({ msg, conversation: of }) => msg === "a request to the model failed" && of === id);
    expect(told.map((one) => one["error"])).toEqual(failed.map((call) => call.error));
  });
});

describe.concurrent("a turn gets over", () => {
  const good = { reply: reply(text("It costs $49.")) };
  it.each<[string, readonly ScriptEntry[]]>([
    ["an overload", [{ fault: faults.overloaded() }, good]],
    ["two faults of different kinds", [{ fault: faults.serverError() }, { fault: faults.cutMidText() }, good]],
    ["a rate limit that is soon over", [{ fault: faults.rateLimited({ ms: 700 }) }, good]],
    ["an empty answer", [{ reply: oddReplies.nothing() }, good]],
    ["a tool call that is cut off", [{ reply: oddReplies.maxTokensInToolInput() }, good]],
    ["too long a prompt [LOOP-2]", [{ fault: faults.promptTooLong() }, good]],
    ["a context that is full [LOOP-2]", [{ reply: oddReplies.contextWindowExceeded() }, good]],
    ["thinking that is refused [LOOP-2]", [{ fault: THINKING_REFUSED }, good]],
    ["a fault after its tools have run", [{ reply: lookup() }, { fault: faults.errorMidStream() }, good]],
    [
      "blocks and events of tomorrow",
      [{ reply: reply(text("It costs "), { kind: "unknown_event", type: "x" }, { kind: "ping" }, text("$49.")) }],
    ],
  ])("%s [TURN-7]", async (_name, script) => {
    const { number } = await meets(script);
    const { messages, conversation, turns } = await product.conversationWhen(
      number,
      (whole) => whole.messages.length === 4,
    );
    expect(conversation.state).toBe("assistant");
    expect(messages.at(-1)).toMatchObject({ author: "assistant", text: "It costs $49." });
    expect(turns.at(-1)).toMatchObject({ outcome: "replied", calls: script.length });
  });
});

describe("an API that asks for ten minutes of patience", () => {
  it("does not make the customer wait [TURN-8]", async () => {
    const began = performance.now();
    const { number } = await meets(once(faults.rateLimited(600)));
    const { conversation } = await product.conversationWhen(number, (whole) => whole.messages.length === 4);
    expect(performance.now() - began).toBeLessThan(5_000);
    expect(conversation.handoff?.trigger).toBe("failure");
  });
});

describe("a segment that the API does not take any more", () => {
  it("is followed by one with the question, what was said and what was done, and it stays so [LOOP-2, BEH-12]", async () => {
    const ticket = { category: "billing", severity: "high", summary: "Charged twice for the Pro plan." };
    const { id, number } = await meets([
      { reply: reply(toolUse("create_support_ticket", ticket)) },
      { fault: faults.promptTooLong() },
      { reply: reply(text("I am on it.")) },
      { reply: reply(text("You are welcome.")) },
    ]);
    const { conversation } = await product.conversationWhen(number, (whole) => whole.messages.length === 4);
    const [opened] = conversation.tickets;
    await product.twilio.text({ from: number, body: "Thank you" });
    await product.conversationWhen(number, (whole) => whole.messages.length === 6);

    const requests = modelCalls(product.model).filter(({ body }) => body.metadata?.user_id === id);
    const [, , refused, reopened, next] = requests.map(({ body }) => body);
    expect(refused?.messages).toHaveLength(5);
    expect(reopened?.messages).toHaveLength(1);
    expect(shapeOf(lastInput(reopened))).toEqual([
      "context",
      "earlier_conversation",
      ...shapeOf(refused?.messages[2]?.content as never).filter((one) => one === "search_result"),
      "customer_message",
    ]);
    const [earlier] = fencedWords("earlier_conversation", lastInput(reopened));
    expect(earlier).toMatch(/^Customer: Hello\nYou: /);
    expect(earlier).toContain(`System: create_support_ticket: Ticket ${opened?.number} is open.`);
    expect(next?.messages.slice(0, 2)).toEqual([
      ...(reopened?.messages ?? []),
      { role: "assistant", content: requests[3]?.message?.content },
    ]);
    expect(conversation.tickets).toHaveLength(1);
  });
});

describe("an answer that pauses", () => {
  it("is sent back as it is and goes on, one text for the customer [LOOP-3, BEH-36]", async () => {
    const { id, number } = await meets([
      { reply: oddReplies.pauseTurn("The Pro plan ") },
      { reply: reply(text("costs $49.")) },
      { reply: reply(text("You are welcome.")) },
    ]);
    const { messages } = await product.conversationWhen(number, (whole) => whole.messages.length === 4);
    expect(messages.at(-1)).toMatchObject({ author: "assistant", text: "The Pro plan costs $49." });
    await product.twilio.text({ from: number, body: "Thank you" });
    await product.conversationWhen(number, (whole) => whole.messages.length === 6);
    const requests = modelCalls(product.model).filter(({ body }) => body.metadata?.user_id === id);
    expect(requests.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(requests[2]?.body.messages).toEqual([
      ...(requests[1]?.body.messages ?? []),
      { role: "assistant", content: requests[1]?.message?.content },
    ]);
  });
});
