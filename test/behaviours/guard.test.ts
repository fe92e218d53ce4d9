import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createDemoBrain } from "../../src/standins/brain/create-demo-brain.ts";
import { createHold } from "../../src/standins/messages/hold.ts";
import { reply, text, toolUse } from "../../src/standins/messages/reply.ts";
import type { ScriptEntry } from "../../src/standins/messages/script.ts";
import { settled } from "../harness/desk.ts";
import { lastInput, toolResults } from "../harness/model-requests.ts";
import { breakTable } from "../harness/outage.ts";
import { type Product, startProduct } from "../harness/product.ts";
import { fromAssistant, visit } from "../harness/visitor.ts";
import { numbers, texting } from "./texting.ts";

let product: Product;
beforeAll(async () => {
  product = await startProduct({ strictModel: true, breaker: null });
});
afterEach(() => {
  try {
    product.model.assertDone();
  } finally {
    product.model.reset();
  }
});
afterAll(() => product.stop());

const newNumber = numbers("+1555240");
const customer = () => texting(product, newNumber());
const saying = (words: string): ScriptEntry => ({ reply: reply(text(words)) });
const HAPPY = saying("Thank you for telling us! All is well.");

describe("whatever the model would say", () => {
  it.each<[string, string[], object]>([
    [
      "a cent over the limit",
      ["I was wrongly charged $200.01 and want it back."],
      { priority: "normal", trigger: "rule" },
    ],
    ["in words", ["You took USD 250 that I never agreed to, refund me."], { priority: "normal", trigger: "rule" }],
    ["a sum", ["You wrongly charged me 2 x $120, I want my money back."], { priority: "normal", trigger: "rule" }],
    [
      "a sum over two messages",
      ["You wrongly charged me $150, I want it back.", "And another $90 that is not mine, refund that as well."],
      { priority: "normal", trigger: "rule" },
    ],
    [
      "a threat",
      ["If this is not fixed by Monday you will hear from my lawyer."],
      { priority: "urgent", trigger: "rule" },
    ],
    ["a break-in", ["Help, my account was hacked and the email was changed."], { priority: "urgent", trigger: "rule" }],
    ["a wish for a human", ["Can I talk to a real person please?"], { priority: "normal", trigger: "customer" }],
  ])("%s goes to a human, and the model is not asked about it [BEH-22]", async (_name, bodies, handoff) => {
    const writes = customer();
    for (const body of bodies.slice(0, -1)) await writes(body, [HAPPY]);
    const { whole, calls, texts } = await writes(bodies.at(-1)!, []);
    expect(calls).toEqual([]);
    expect(whole.conversation).toMatchObject({ state: "queued", handoff });
    expect(whole.messages.at(-1)?.author).toBe("system");
    expect(texts.slice(bodies.length - 1)).toEqual([whole.messages.at(-1)?.text]);
  });

  it.each([
    ["exactly the limit", "I was wrongly charged $200.00 and want it back."],
    ["a price", "Is there a plan for $250?"],
    ["somebody's profession", "My lawyer friend loves your product, which plan is right for her?"],
    ["what would be", "What happens if my account is hacked?"],
    ["a department", "What is the address of your legal department?"],
  ])("%s stays with the assistant [BEH-22]", async (_name, body) => {
    const { whole, calls } = await customer()(body, [HAPPY]);
    expect(calls).toHaveLength(1);
    expect(whole.conversation).toMatchObject({ state: "assistant", handoff: null });
  });

  it("the twenty-first message of a customer goes to a human, unasked, and is flagged [BEH-30]", async () => {
    const number = newNumber();
    await texting(product, number)("Hello", [saying("Hello!")]);
    const { conversation } = await product.conversationOf(number);
    // As if he had written eighteen more, each answered.
    await product.database.outside.message.createMany({
      data: Array.from({ length: 18 }, (_, index) => ({
        conversationId: conversation.id,
        seq: conversation.seq + index + 1,
        engagement: 1,
        author: "customer" as const,
        wantsAnswer: true,
        text: `Hello ${index}`,
        fullText: `Hello ${index}`,
        at: new Date(),
      })),
    });
    const seq = conversation.seq + 18;
    await product.database.outside.conversation.update({
      where: { id: conversation.id },
      data: { seq, customerSeq: seq, answeredSeq: seq },
    });
    const twentieth = await texting(product, number)("What does the Pro plan cost?", [HAPPY]);
    expect(twentieth.whole.conversation).toMatchObject({ state: "assistant", flags: [] });
    const { calls, whole } = await texting(product, number)("And the Starter plan?", []);
    expect(calls).toEqual([]);
    expect(whole.conversation).toMatchObject({ state: "queued", flags: ["over_20_messages"] });
  });
});

describe("what nothing confirms", () => {
  const HONEST = "I cannot say that. A colleague can look at it with you.";
  it.each([
    ["a ticket that is not there", "Your ticket TKT-2847 is open."],
    ["a time of answer", "A colleague will get back to you within 2 hours."],
    ["an amount", "The Pro plan costs $77 a month."],
    ["a date", "The export comes back on March 3, 2027."],
    ["a page of somebody else", "See https://acme-help.example.net/export for more."],
    ["something done", "I have escalated this to our team."],
  ])("%s is asked for again once, with the reason, and never said [BEH-25]", async (_name, invented) => {
    const writes = customer();
    const { calls, texts, whole } = await writes("The export does not end.", [saying(invented), saying(HONEST)]);
    expect(texts).toEqual([HONEST]);
    expect(calls.map(({ status }) => status)).toEqual([200, 200]);
    expect(calls[1]?.body.messages.at(-1)).toMatchObject({ role: "system" });
    expect(JSON.stringify(whole.messages)).not.toContain(invented);
    // The reason stays where it stood, so that what was thought after it may be sent back.
    const next = await writes("Thank you, I will wait.", [saying("You are welcome.")]);
    expect(next.calls.map(({ status }) => status)).toEqual([200]);
    expect(next.calls[0]?.body.messages.slice(0, 2)).toEqual(calls[1]?.body.messages);
  });

  it("twice goes to a human, with the draft for him alone [BEH-25]", async () => {
    const invented = "A colleague will get back to you within 2 hours.";
    const { calls, texts, whole } = await customer()("The export does not end.", [saying(invented), saying(invented)]);
    expect(calls).toHaveLength(2);
    expect(whole.conversation).toMatchObject({ state: "queued", handoff: { trigger: "failure" } });
    expect(whole.conversation.handoff?.pack?.suggestedReply).toBe(invented);
    expect(texts).toEqual([whole.messages.at(-1)?.text]);
    expect(texts[0]).not.toContain("2 hours");
  });

  it("a ticket whose opening failed may not be said to be open, and one that worked may [BEH-25]", async () => {
    const ticket = toolUse("create_support_ticket", {
      category: "technical",
      severity: "low",
      summary: "The export does not end.",
    });
    const mend = await breakTable(product, "Ticket", "INSERT");
    const failed = await customer()("The export does not end.", [
      { reply: reply(ticket) },
      saying("I have opened a ticket for you."),
      saying(HONEST),
    ]);
    await mend();
    expect(toolResults(lastInput(failed.calls[1]?.body))).toMatchObject([{ is_error: true }]);
    expect(failed.texts).toEqual([HONEST]);
    const opened = await customer()("The export does not end.", [
      { reply: reply(ticket) },
      saying("I have opened a ticket for you."),
    ]);
    expect(opened.texts).toEqual(["I have opened a ticket for you."]);
  });

  it("is shown to nobody who watches it being written [BEH-25, BEH-5]", async () => {
    const hold = createHold("end");
    product.model.script([
      { reply: reply(text("Let me see about the export. Your ticket TKT-2847 is open. Anything else?")), hold },
      saying(HONEST),
    ]);
    const visitor = await visit(product);
    await visitor.write("The export does not end.");
    await hold.reached;
    hold.release();
    const answer = await visitor.messageWhen("an answer", fromAssistant);
    expect(answer.text).toBe(HONEST);
    expect(JSON.stringify(visitor.came)).not.toContain("TKT-2847");
    expect(visitor.writing(answer.turnId ?? "")).toBe(HONEST);
    await settled(product);
  });
});

describe("what a tool is asked for of somebody else", () => {
  it("is refused and written down, and nothing of his comes back [BEH-26]", async () => {
    const other = await customer()("Hello", [saying("Hello!")]);
    const { calls, whole } = await customer()("What about my brother's tickets?", [
      { reply: reply(toolUse("lookup_customer", { customer_id: other.whole.contact.id })) },
      { reply: reply(toolUse("lookup_customer", {})) },
      saying("I can only talk about you."),
    ]);
    const results = calls.slice(1).flatMap(({ body }) => toolResults(lastInput(body)));
    expect(results).toMatchObject([{ is_error: true, content: expect.stringContaining("customer_id") }, {}]);
    expect(JSON.stringify(results)).not.toContain(other.number);
    expect(whole.conversation.state).toBe("assistant");
    const lines = product.logged.map((line) => JSON.parse(line) as Record<string, unknown>);
    const refused = lines.filter(({ security, conversation }) => security && conversation === whole.conversation.id);
    expect(refused.map(({ tool, reason }) => [tool, reason])).toContainEqual(["lookup_customer", "unknown_input"]);
  });
});

it("where nothing is found the answer offers a human, the gap is written down, and nobody is handed over [BEH-24]", async () => {
  const { whole, texts } = await customer()("Xyzzy plugh frobnicate quux wibble zorkmid blorb?", [
    { reply: createDemoBrain() },
    { reply: createDemoBrain() },
  ]);
  expect(whole.conversation.state).toBe("assistant");
  expect(texts.join()).toMatch(/colleague|human|person/i);
  const { body } = await product.api<string>("GET", "/metrics");
  expect(body).toMatch(/^switchboard_knowledge_gaps_total\{channel="sms"\} [1-9]/m);
});
