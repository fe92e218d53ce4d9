import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { faults } from "../../src/standins/messages/faults.ts";
import { createHold } from "../../src/standins/messages/hold.ts";
import { oddReplies } from "../../src/standins/messages/odd-replies.ts";
import { reply, text, toolUse, unknownBlock, unknownEvent } from "../../src/standins/messages/reply.ts";
import type { ScriptEntry } from "../../src/standins/messages/script.ts";
import { act, settled, write } from "../harness/desk.ts";
import { CHEAP_MODEL, customerWords, lastInput, modelCalls, toolResults } from "../harness/model-requests.ts";
import { type Product, startProduct } from "../harness/product.ts";
import { numbers, texting } from "./texting.ts";

let product: Product;
beforeAll(async () => {
  product = await startProduct({ strictModel: true, breaker: null });
});
afterEach(() => {
  try {
    product.model.assertDone();
    // Whatever a strict server does not take is our fault.
    const refused = modelCalls(product.model).filter(({ status }) => status === 400);
    expect(refused.map(({ body }) => body.messages)).toEqual([]);
  } finally {
    product.model.reset();
  }
});
afterAll(() => product.stop());

const newNumber = numbers("+1555210");
const customer = () => texting(product, newNumber());
const saying = (words: string): ScriptEntry => ({ reply: reply(text(words)) });

const QUESTION = "What does the Pro plan cost?";
const ANSWER = "The Pro plan costs $49 a month.";
const lookup = () => toolUse("lookup_knowledge_base", { query: "Pro plan price" });
const ticket = () =>
  toolUse("create_support_ticket", { category: "technical", severity: "low", summary: "The export does not end." });

describe("a tool call in whose middle the tokens ran out", () => {
  it("never runs: it is asked for once more with more room, then a human has it [BEH-1]", async () => {
    const { whole, calls } = await customer()("The export does not end.", [
      { reply: oddReplies.maxTokensInToolInput() },
      { reply: oddReplies.maxTokensInToolInput() },
    ]);
    expect(calls).toHaveLength(2);
    expect(calls[1]!.body.max_tokens).toBeGreaterThan(calls[0]!.body.max_tokens);
    expect(calls[1]?.body.messages).toEqual(calls[0]?.body.messages);
    expect(whole.conversation).toMatchObject({ state: "queued", tickets: [], handoff: { trigger: "failure" } });
    expect(whole.turns[0]?.toolCalls.map(({ tool }) => tool)).toEqual(["lookup_knowledge_base"]);
  });

  it("runs once it is whole, as it is then [BEH-1]", async () => {
    const { whole } = await customer()("The export does not end.", [
      { reply: oddReplies.maxTokensInToolInput() },
      { reply: reply(ticket()) },
      saying("Thank you. A colleague can look at it."),
    ]);
    expect(whole.conversation.tickets).toMatchObject([ticket().input]);
  });
});

describe("a model that wants one tool after the other", () => {
  it("is told at the limit to answer with what it has, by the same tools, and the customer has his answer [BEH-4]", async () => {
    const { whole, calls, texts } = await customer()(QUESTION, [
      ...Array.from({ length: 5 }, () => ({ reply: reply(lookup()) })),
      saying(ANSWER),
    ]);
    expect(calls.map(({ body }) => body.tool_choice?.type)).toEqual([...Array(5).fill("auto"), "none"]);
    expect(new Set(calls.map(({ body }) => JSON.stringify(body.tools))).size).toBe(1);
    expect(calls.map(({ status }) => status)).toEqual(Array(6).fill(200));
    expect(whole.conversation.state).toBe("assistant");
    expect(texts).toEqual([ANSWER]);
  });
});

describe("a stream that ends without its end", () => {
  it.each([
    ["in the middle of its text", faults.cutMidText(reply(text("The Pro plan is free for ever. Enjoy it.")))],
    ["behind all of it", faults.noMessageStop(reply(text("The Pro plan is free for ever. Enjoy it.")))],
  ])("%s is a failure: nothing of it is said, and it is asked again, the same [BEH-7]", async (_name, fault) => {
    const { whole, calls, texts } = await customer()(QUESTION, [{ fault }, saying(ANSWER)]);
    expect(calls).toHaveLength(2);
    expect(calls[1]?.body).toEqual(calls[0]?.body);
    expect(texts).toEqual([ANSWER]);
    expect(whole.messages.map(({ author }) => author)).toEqual(["customer", "assistant"]);
  });
});

describe("an overload after the tools of a step have run", () => {
  it.each([
    ["at once", faults.overloaded()],
    ["in the middle of the stream", faults.errorMidStream()],
  ])("%s repeats the step after it and nothing else [BEH-9]", async (_name, fault) => {
    const { whole, calls, texts } = await customer()("The export does not end.", [
      { reply: reply(ticket()) },
      { fault },
      saying("A colleague can look at it."),
    ]);
    expect(calls).toHaveLength(3);
    expect(calls[2]?.body).toEqual(calls[1]?.body);
    expect(toolResults(lastInput(calls[2]?.body))).toHaveLength(1);
    expect(whole.conversation.tickets).toHaveLength(1);
    expect(whole.turns[0]?.toolCalls.filter(({ tool }) => tool === "create_support_ticket")).toHaveLength(1);
    expect(texts).toHaveLength(1);
  });
});

describe("after a handoff", () => {
  it("the assistant is silent until it is given back, and the customer is told once [BEH-23]", async () => {
    const writes = customer();
    const handedOver = await writes("Can somebody look at my export?", [
      { reply: reply(toolUse("escalate_to_human", { reason: "Wants a look at the export.", priority: "normal" })) },
    ]);
    expect(handedOver.whole.conversation.state).toBe("queued");
    const hello = await writes("Hello?", []);
    const still = await writes("Is anybody there?", []);
    expect([...hello.calls, ...still.calls]).toEqual([]);
    expect(still.texts).toHaveLength(1);
    expect(still.whole.messages.map(({ author }) => author)).toEqual(["customer", "system", "customer", "customer"]);
    expect(still.whole.conversation.state).toBe("queued");

    product.model.script([saying("Here I am again.")]);
    await act(product, still.whole.conversation.id, "release");
    await settled(product);
    expect(product.textsTo(still.number)).toEqual([...still.texts, "Here I am again."]);
  });
});

describe("a note of an operator", () => {
  it("is no word of the customer: the model is not asked [BEH-19]", async () => {
    const { calls, whole, texts } = await customer()(QUESTION, [saying(ANSWER)]);
    expect(calls).toHaveLength(1);
    const { status } = await write(product, whole.conversation.id, { text: "A nice one.", internal: true });
    expect(status).toBe(201);
    await settled(product);
    expect(modelCalls(product.model)).toHaveLength(1);
    expect(product.textsTo(whole.contact.address)).toEqual(texts);
  });
});

describe("blocks and events that nobody knows yet", () => {
  it("are passed over, and when the API does not take them back the conversation goes on without them [BEH-35]", async () => {
    const says = customer();
    const { texts } = await says(QUESTION, [
      {
        reply: reply(unknownEvent(), text("The Pro plan "), unknownBlock(), unknownEvent(), text("costs $49 a month.")),
      },
    ]);
    expect(texts).toEqual([ANSWER]);
    const next = await says("Thank you. What does the Pro plan cost?", [saying(ANSWER)]);
    expect(next.texts).toEqual([ANSWER, ANSWER]);
    expect(next.whole.conversation.state).toBe("assistant");
    // The one that is allowed to be: a strict server knows no block that is newer than itself.
    expect(modelCalls(product.model).map(({ status }) => status)).toEqual([200, 400, 200]);
    product.model.reset();
  });
});

describe("the model that sorts what customers write", () => {
  it("may fail: the answer is the same [BEH-32]", async () => {
    const number = newNumber();
    product.model.script([{ fault: faults.serverError() }], { model: CHEAP_MODEL });
    const { whole, texts } = await texting(product, number)(QUESTION, [saying(ANSWER)]);
    expect(texts).toEqual([ANSWER]);
    expect(whole.conversation).toMatchObject({ state: "assistant", category: null, severity: null });
  });

  it("may be late: the answer does not wait [BEH-32]", async () => {
    const number = newNumber();
    const late = createHold("start");
    product.model.script([{ reply: reply(text("{}")), hold: late }], { model: CHEAP_MODEL });
    product.model.script([saying(ANSWER)]);
    await product.twilio.text({ from: number, body: QUESTION });
    await late.reached;
    const { turns } = await product.conversationWhen(number, ({ messages }) => messages.length === 2);
    expect(turns).toMatchObject([{ outcome: "replied" }]);
    await settled(product);
    expect(product.textsTo(number)).toEqual([ANSWER]);
    late.release();
    await product.model.idle();
  });
});

describe("the search before the first request", () => {
  it("goes by what was talked about, and its finds come with the question [BEH-24]", async () => {
    const writes = customer();
    await writes("How many API requests may I send per minute on the Starter plan?", [saying("It is in our docs.")]);
    const { calls, whole } = await writes("And for Pro?", [saying("That is in our docs, too.")]);
    expect(calls).toHaveLength(1);
    const input = lastInput(calls[0]?.body);
    expect(input.some(({ type }) => type === "search_result")).toBe(true);
    expect(JSON.stringify(input)).toMatch(/rate.?limit/i);
    expect(customerWords(input)).toEqual(["And for Pro?"]);
    expect(JSON.stringify(whole.turns[1]?.toolCalls[0]?.input)).toContain("API requests may I send");
  });
});
