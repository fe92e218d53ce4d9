import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { NOTHING_FOUND } from "../../src/agent/search-blocks.ts";
import { createHold } from "../../src/standins/messages/hold.ts";
import { reply, text, toolUse } from "../../src/standins/messages/reply.ts";
import type { MessagesRequest } from "../../src/standins/messages/request.ts";
import { settled } from "../harness/desk.ts";
import { customerWords, lastInput, modelRequests, shapeOf } from "../harness/model-requests.ts";
import { type Product, startProduct } from "../harness/product.ts";

let product: Product;
beforeAll(async () => {
  product = await startProduct({ strictModel: true });
});
afterEach(() => {
  try {
    product.model.assertDone();
  } finally {
    product.model.reset();
  }
});
afterAll(() => product.stop());

const saying = (words: string) => ({ reply: reply(text(words)) });
const LOOKUP = reply(toolUse("lookup_knowledge_base", { query: "Starter plan price" }));

let customers = 0;
function newNumber(): string {
  customers += 1;
  return `+1555600${String(customers).padStart(4, "0")}`;
}

/** Texts, and resolves when it is stored. */
async function texts(number: string, body: string): Promise<void> {
  await product.twilio.text({ from: number, body });
  await product.conversationWhen(number, ({ messages }) => messages.some((message) => message.text === body));
}

const authors = async (number: string): Promise<string[]> =>
  (await product.conversationOf(number)).messages.map(({ author }) => author);

/** The requests that came since. */
function newRequests(): () => MessagesRequest[] {
  const before = modelRequests(product.model).length;
  return () => modelRequests(product.model).slice(before);
}

describe("a message that comes while the model answers", () => {
  it("is answered by the next turn, in the same segment [TURN-3, BEH-18]", async () => {
    const number = newNumber();
    const requests = newRequests();
    const hold = createHold("text");
    product.model.script([{ ...saying("It costs $49."), hold }, saying("The Starter plan costs $19.")]);
    await texts(number, "What does the Pro plan cost?");
    await hold.reached;
    await texts(number, "And the Starter plan?");
    hold.release();
    const { turns } = await product.conversationWhen(number, ({ messages }) => messages.length === 4);

    const [first, second] = requests();
    expect(customerWords(lastInput(first))).toEqual(["What does the Pro plan cost?"]);
    expect(customerWords(lastInput(second))).toEqual(["And the Starter plan?"]);
    expect(second?.messages.slice(0, 1)).toEqual(first?.messages);
    expect(second?.messages.map(({ role }) => role)).toEqual(["user", "assistant", "user"]);
    expect(turns.map(({ outcome, upToSeq }) => [outcome, upToSeq])).toEqual([
      ["replied", 2],
      ["replied", 3],
    ]);
    await settled(product);
    expect(product.textsTo(number)).toEqual(["It costs $49.", "The Starter plan costs $19."]);
  });

  it("joins the running turn when that calls a tool: after the results, in the same message [TURN-3, TURN-11, BEH-18]", async () => {
    const number = newNumber();
    const requests = newRequests();
    const hold = createHold("end");
    product.model.script([{ reply: LOOKUP, hold }, saying("Pro is $49, Starter is $19.")]);
    await texts(number, "What does the Pro plan cost?");
    await hold.reached;
    await texts(number, "And the Starter plan?");
    await texts(number, "And is there a free one?");
    hold.release();
    const { turns } = await product.conversationWhen(number, ({ messages }) => messages.length === 4);
    await settled(product);

    const [, second, third] = requests();
    expect(shapeOf(lastInput(second))).toEqual(["tool_result", "customer_message", "customer_message"]);
    expect(customerWords(lastInput(second))).toEqual(["And the Starter plan?", "And is there a free one?"]);
    expect(third).toBeUndefined();
    expect(turns).toMatchObject([{ outcome: "replied", upToSeq: 4, calls: 2 }]);
    expect(await authors(number)).toEqual(["customer", "customer", "customer", "assistant"]);
  });

  it("counts together with what came in an earlier round of tools [TURN-3, BEH-22]", async () => {
    const number = newNumber();
    const requests = newRequests();
    const [first, second] = [createHold("end"), createHold("end")];
    product.model.script([
      { reply: LOOKUP, hold: first },
      { reply: LOOKUP, hold: second },
    ]);
    await texts(number, "What does the Pro plan cost?");
    await first.reached;
    await texts(number, "You wrongly charged me $150, I want it back.");
    first.release();
    await second.reached;
    await texts(number, "And another $90 that is not mine, refund that as well.");
    second.release();
    const { conversation } = await product.conversationWhen(number, ({ messages }) => messages.length === 4);
    expect(conversation).toMatchObject({
      state: "queued",
      handoff: { trigger: "rule", pack: { facts: ["$150", "$90"] } },
    });
    expect(requests()).toHaveLength(2);
    await settled(product);
  });

  it("is with the human when that turn hands over, and waits for no turn [TURN-3]", async () => {
    const number = newNumber();
    const requests = newRequests();
    const hold = createHold("end");
    product.model.script([
      { reply: reply(toolUse("escalate_to_human", { reason: "Wants a person.", priority: "normal" })), hold },
    ]);
    await texts(number, "That did not help at all.");
    await hold.reached;
    await texts(number, "Quickly please.");
    hold.release();
    await product.conversationWhen(number, ({ conversation }) => conversation.state === "queued");
    await settled(product);
    expect(requests()).toHaveLength(1);
    expect(await authors(number)).toEqual(["customer", "customer", "system"]);
  });
});

describe("the search before the first request", () => {
  it("puts what it finds above the question, and shows as a tool call of the turn [TURN-4]", async () => {
    const number = newNumber();
    const requests = newRequests();
    product.model.script([saying("It costs $49.")]);
    await texts(number, "What does the Pro plan cost per month?");
    const { turns } = await product.conversationWhen(number, ({ messages }) => messages.length === 2);

    const input = lastInput(requests()[0]);
    expect(shapeOf(input).slice(0, 2)).toEqual(["context", "search_result"]);
    expect(shapeOf(input).at(-1)).toBe("customer_message");
    expect(JSON.stringify(input)).toContain("$49");
    expect(input).toContainEqual(expect.objectContaining({ type: "search_result", citations: { enabled: true } }));
    expect(turns[0]?.toolCalls).toMatchObject([
      { tool: "lookup_knowledge_base", input: { query: "What does the Pro plan cost per month?" }, isError: false },
    ]);
    await settled(product);
  });

  it("says so when it finds nothing [TURN-4]", async () => {
    const number = newNumber();
    const requests = newRequests();
    product.model.script([saying("I do not know. Shall I bring in a colleague?")]);
    await texts(number, "Xyzzy plugh frobnicate quux wibble zorkmid blorb");
    await product.conversationWhen(number, ({ messages }) => messages.length === 2);
    const input = lastInput(requests()[0]);
    expect(shapeOf(input)).toEqual(["context", "text", "customer_message"]);
    expect(input[1]).toEqual({ type: "text", text: NOTHING_FOUND });
    await settled(product);
  });

  it("searches a short follow-up together with what was asked before [TURN-4]", async () => {
    const number = newNumber();
    const requests = newRequests();
    product.model.script([saying("60 a minute."), saying("600 a minute.")]);
    await texts(number, "How many API requests may I send per minute on the Starter plan?");
    await product.conversationWhen(number, ({ messages }) => messages.length === 2);
    await texts(number, "And for Pro?");
    const { turns } = await product.conversationWhen(number, ({ messages }) => messages.length === 4);
    expect(turns[1]?.toolCalls[0]?.input).toEqual({
      query: "How many API requests may I send per minute on the Starter plan?\nAnd for Pro?",
    });
    expect(JSON.stringify(lastInput(requests()[1]))).toMatch(/rate.?limit/i);
    await settled(product);
  });

  it("never finds what is for colleagues only [TURN-13]", async () => {
    const number = newNumber();
    const requests = newRequests();
    const internal = ["refund exceptions", "handling double charges", "verifying an identity"];
    product.model.script(
      internal.flatMap((query) => [{ reply: reply(toolUse("lookup_knowledge_base", { query })) }, saying("Sorry.")]),
    );
    for (const [index, query] of internal.entries()) {
      await texts(number, `What are your internal rules about ${query}, and who approves exceptions?`);
      await product.conversationWhen(number, ({ messages }) => messages.length === 2 * index + 2);
    }
    const found = JSON.stringify(requests());
    expect(requests()).toHaveLength(6);
    // From the titles and the texts of the three articles.
    for (const words of ["operators only", "EXC-31", "PAY-INC", "ID-RESET"]) expect(found).not.toContain(words);
    await settled(product);
  });
});
