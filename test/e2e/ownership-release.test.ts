import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { oddReplies } from "../../src/standins/messages/odd-replies.ts";
import { reply, text, toolUse } from "../../src/standins/messages/reply.ts";
import type { MessagesRequest } from "../../src/standins/messages/request.ts";
import { act, settled, write } from "../harness/desk.ts";
import { customerWords, fencedWords, lastInput, modelRequests } from "../harness/model-requests.ts";
import { type Product, startProduct, type Whole } from "../harness/product.ts";
import { until } from "../harness/until.ts";

let product: Product;
beforeAll(async () => {
  // Whatever the model is asked without a script is a mistake.
  product = await startProduct({ strictModel: true });
});
afterEach(() => product.model.assertDone());
afterAll(() => product.stop());

const ESCALATE = reply(toolUse("escalate_to_human", { reason: "The customer asks for a person.", priority: "normal" }));
const saying = (words: string) => ({ reply: reply(text(words)) });

let customers = 0;

/** One customer and what is done in the conversation with them, one thing after the other. */
function customer() {
  customers += 1;
  const number = `+1555500${String(customers).padStart(4, "0")}`;
  const whole = (): Promise<Whole> => product.conversationOf(number);
  const id = async (): Promise<string> => (await whole()).conversation.id;
  let told = 0;
  return {
    number,
    whole,
    async says(...bodies: string[]): Promise<void> {
      for (const body of bodies) {
        await product.twilio.text({ from: number, body });
        told += 1;
        await product.conversationWhen(
          number,
          ({ messages }) => messages.filter(({ author }) => author === "customer").length === told,
        );
      }
      await settled(product);
    },
    async operator(...acts: Parameters<typeof act>[2][]): Promise<void> {
      for (const kind of acts) expect((await act(product, await id(), kind)).status).toBe(200);
      await settled(product);
    },
    async operatorWrites(words: string, internal = false): Promise<void> {
      expect((await write(product, await id(), { text: words, internal })).status).toBe(201);
      await settled(product);
    },
    async said(): Promise<string[]> {
      return (await whole()).messages.filter(({ author }) => author === "assistant").map((message) => message.text);
    },
  };
}

/** The request that `run` leads to, when it leads to one. */
async function requestAfter(run: () => Promise<void>): Promise<MessagesRequest | undefined> {
  const before = modelRequests(product.model).length;
  await run();
  return modelRequests(product.model)[before];
}

async function expectNoRequest(run: () => Promise<void>): Promise<void> {
  expect(lastInput(await requestAfter(run))).toEqual([]);
}

describe("a released conversation", () => {
  it("is answered for what the customer wrote meanwhile, in one turn [OWN-5]", async () => {
    const dana = customer();
    product.model.script([saying("It costs $49.")]);
    await dana.says("What does the Pro plan cost?");
    await dana.operator("claim");
    await dana.operatorWrites("She is a nice one.", true);
    await dana.says("And the Starter plan?", "And how do I switch?");
    product.model.script([saying("Both stand on the billing page.")]);

    const request = await requestAfter(() => dana.operator("release"));

    expect(customerWords(lastInput(request))).toEqual(["And the Starter plan?", "And how do I switch?"]);
    expect(fencedWords("earlier_conversation", lastInput(request))).toEqual([
      "Customer: What does the Pro plan cost?\nYou: It costs $49.",
    ]);
    expect(await dana.said()).toEqual(["It costs $49.", "Both stand on the billing page."]);
    expect(JSON.stringify(request)).not.toContain("nice one");
  });

  it("is not answered for what a human has answered [OWN-5, BEH-19, BEH-37]", async () => {
    const dana = customer();
    product.model.script([saying("It costs $49.")]);
    await dana.says("What does the Pro plan cost?");
    await dana.operator("claim");
    await dana.says("And the Starter plan?");
    await dana.operatorWrites("That one is $19.");
    await expectNoRequest(() => dana.operator("release"));

    product.model.script([saying("Under Billing.")]);
    const request = await requestAfter(() => dana.says("How do I switch?"));
    expect(customerWords(lastInput(request))).toEqual(["How do I switch?"]);
    expect(fencedWords("earlier_conversation", lastInput(request))).toEqual([
      "Customer: What does the Pro plan cost?\nYou: It costs $49.\nCustomer: And the Starter plan?\nHuman colleague: That one is $19.",
    ]);
  });

  it("does not go to a human again because of what had led there before [OWN-5]", async () => {
    const dana = customer();
    product.model.script([{ reply: ESCALATE }]);
    await dana.says("That does not help me at all.");
    expect((await dana.whole()).conversation.state).toBe("queued");
    await expectNoRequest(() => dana.operator("release"));
    expect((await dana.whole()).conversation.state).toBe("assistant");
  });

  it("ends the handoff, also for whoever takes it later, until the next one [OWN-5]", async () => {
    const dana = customer();
    const handoff = async () => (await dana.whole()).conversation.handoff?.trigger ?? null;
    product.model.script([{ reply: ESCALATE }]);
    await dana.says("That does not help me at all.");
    expect(await handoff()).toBe("model");
    await dana.operator("claim");
    expect(await handoff()).toBe("model");
    await dana.operator("release");
    expect(await handoff()).toBeNull();
    await dana.operator("claim");
    expect(await handoff()).toBeNull();
    await dana.operator("release");
    product.model.script([{ reply: oddReplies.refusalAfter("No") }]);
    await dana.says("What does the Pro plan cost?");
    expect(await handoff()).toBe("failure");
  });

  it("is answered for what was written to the queue, and for that alone [OWN-5]", async () => {
    const dana = customer();
    product.model.script([{ reply: ESCALATE }]);
    await dana.says("That does not help me at all.");
    await dana.says("Forget it. What does the Pro plan cost?");
    product.model.script([saying("It costs $49.")]);
    const request = await requestAfter(() => dana.operator("release"));
    expect(customerWords(lastInput(request))).toEqual(["Forget it. What does the Pro plan cost?"]);
  });

  it("is not sent back by a rule for what the human who released it has seen [OWN-5, GUARD-15]", async () => {
    const dana = customer();
    product.model.script([{ reply: ESCALATE }]);
    await dana.says("That does not help me at all.");
    await dana.says("I want to talk to a person, or my lawyer will.");
    product.model.script([saying("What can I do for you?")]);
    await dana.operator("release");
    expect((await dana.whole()).conversation.state).toBe("assistant");
    await dana.says("My lawyer will sue you.");
    expect((await dana.whole()).conversation).toMatchObject({ state: "queued", handoff: { trigger: "rule" } });
  });

  it("is answered for the question whose turn had failed [OWN-5]", async () => {
    const dana = customer();
    product.model.script([{ reply: oddReplies.refusalAfter("No") }]);
    await dana.says("What does the Pro plan cost?");
    expect((await dana.whole()).conversation.handoff?.trigger).toBe("failure");
    product.model.script([saying("It costs $49.")]);
    const request = await requestAfter(() => dana.operator("release"));
    expect(customerWords(lastInput(request))).toEqual(["What does the Pro plan cost?"]);
    expect(await dana.said()).toEqual(["It costs $49."]);
  });

  it("is answered for the question whose answer had not left when it was claimed [OWN-5]", async () => {
    const dana = customer();
    product.model.script([saying("Hello Dana!"), saying("It costs $49.")]);
    await dana.says("Hello");
    product.twilio.fail({ kind: "rate_limited", retryAfterSeconds: 8 });
    await product.twilio.text({ from: dana.number, body: "What does the Pro plan cost?" });
    const { conversation } = await product.conversationWhen(dana.number, ({ messages }) => messages.length === 4);
    const where = { conversationId: conversation.id, state: "pending", errorCode: { not: null } } as const;
    await until("the failed attempt", () => product.database.outside.outbox.findFirst({ where }));
    await dana.operator("claim");
    expect(product.textsTo(dana.number)).toEqual(["Hello Dana!"]);

    product.model.script([saying("The Pro plan is $49.")]);
    const request = await requestAfter(() => dana.operator("release"));
    expect(customerWords(lastInput(request))).toEqual(["What does the Pro plan cost?"]);
    expect(fencedWords("earlier_conversation", lastInput(request))).toEqual(["Customer: Hello\nYou: Hello Dana!"]);
    expect(product.textsTo(dana.number)).toEqual(["Hello Dana!", "The Pro plan is $49."]);
  });

  it("is answered for all of it, however much was written [OWN-5]", async () => {
    const dana = customer();
    product.model.script([saying("Hello!")]);
    await dana.says("Hello");
    await dana.operator("claim");
    const questions = Array.from({ length: 45 }, (_, index) => `Question number ${index}`);
    await Promise.all(questions.map((body) => product.twilio.text({ from: dana.number, body })));
    await product.conversationWhen(dana.number, ({ messages }) => messages.length === 47);
    product.model.script([saying("One after the other.")]);
    const request = await requestAfter(() => dana.operator("release"));
    expect(customerWords(lastInput(request)).sort()).toEqual(questions.sort());
  });
});

describe("a closed conversation", () => {
  it("begins afresh when the customer writes again [OWN-4]", async () => {
    const dana = customer();
    product.model.script([{ reply: ESCALATE }]);
    await dana.says("My order number is 4711, and nothing of that helps.");
    await dana.operator("claim", "close");
    product.model.script([saying("It costs $49.")]);
    const request = await requestAfter(() => dana.says("What does the Pro plan cost?"));

    expect(request?.messages).toHaveLength(1);
    expect(JSON.stringify(request)).not.toContain("4711");
    expect(fencedWords("earlier_conversation", lastInput(request))).toEqual([]);
    const { conversation, events } = await dana.whole();
    expect(conversation).toMatchObject({ state: "assistant", engagement: 2, handoff: null, assignee: null });
    expect(events.map(({ kind }) => kind)).toEqual(["opened", "handed_off", "claimed", "closed", "reopened"]);
    const segments = await product.database.outside.segment.findMany({ where: { conversationId: conversation.id } });
    expect(segments.map(({ engagement, closedAt }) => [engagement, closedAt === null])).toEqual([
      [1, false],
      [2, true],
    ]);
  });

  it("that is reopened by an operator and released waits for the customer [OWN-5]", async () => {
    const dana = customer();
    product.model.script([saying("Hello!")]);
    await dana.says("Hello");
    await dana.operator("claim");
    await dana.says("This goes to a human.");
    await dana.operator("close", "reopen");
    await expectNoRequest(() => dana.operator("release"));
    expect((await dana.whole()).conversation).toMatchObject({ state: "assistant", engagement: 2 });
  });
});
