import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createHold } from "../../src/standins/messages/hold.ts";
import { oddReplies } from "../../src/standins/messages/odd-replies.ts";
import { type Reply, reply, text, thinking, toolUse } from "../../src/standins/messages/reply.ts";
import type { MessagesRequest } from "../../src/standins/messages/request.ts";
import { modelCalls } from "../harness/model-requests.ts";
import { type Product, startProduct, type Whole } from "../harness/product.ts";
import { until } from "../harness/until.ts";
import { fromAssistant, visit } from "../harness/visitor.ts";

let product: Product;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(async () => {
  product.model.assertDone();
  await product.stop();
});

const GOOD = "The Pro plan costs $49 a month.";
const INVENTED = "The Pro plan costs $59 a month.";
const failedTicket = toolUse("create_support_ticket", { category: "billing", severity: "huge", summary: "A fault." });

let customers = 0;

/** A customer who said hello, and then asks what the model answers by the script. */
async function asks(question: string, script: readonly Reply[]): Promise<{ id: string; number: string }> {
  customers += 1;
  const number = `+1555730${String(customers).padStart(4, "0")}`;
  await product.twilio.text({ from: number, body: "Hello" });
  const { conversation } = await product.conversationWhen(number, ({ messages }) => messages.length === 2);
  product.model.script(
    script.map((one) => ({ reply: one })),
    { conversation: conversation.id },
  );
  await product.twilio.text({ from: number, body: question });
  return { id: conversation.id, number };
}

const answered = ({ messages }: Whole): boolean => messages.length === 4;
const requestsOf = (id: string): MessagesRequest[] =>
  modelCalls(product.model).flatMap(({ body }) => (body.metadata?.user_id === id ? [body] : []));
const loggedOf = (id: string, msg: string): Record<string, unknown>[] =>
  product.logged
    .map((line) => JSON.parse(line) as Record<string, unknown>)
    .filter((line) => line["conversation"] === id && line["msg"] === msg);

describe.concurrent("an answer that nothing confirms", () => {
  it.each([
    ["an amount", [reply(text(INVENTED)), reply(text(GOOD))]],
    ["a link", [reply(text("See https://evil.example.com/pro.")), reply(text(GOOD))]],
    ["a ticket", [reply(text("Your ticket is TKT-2847.")), reply(text(GOOD))]],
    ["a time", [reply(text("A colleague will call you within 2 hours.")), reply(text(GOOD))]],
    ["a deed", [reply(text("I've escalated this to a colleague.")), reply(text(GOOD))]],
    ["a failed deed", [reply(failedTicket), reply(text("I've opened a ticket for you.")), reply(text(GOOD))]],
  ])("is asked for once more and never sent: %s [GUARD-30, BEH-25]", async (_name, script) => {
    const { id, number } = await asks("What does the Pro plan cost?", script);
    const { conversation, messages, turns } = await product.conversationWhen(number, answered);
    expect(conversation.state).toBe("assistant");
    expect(messages.at(-1)?.text).toBe(GOOD);
    await until("the text", () => product.textsTo(number).length === 2);
    expect(product.textsTo(number).at(-1)).toBe(GOOD);
    expect(turns.at(-1)).toMatchObject({ outcome: "replied", calls: script.length });
    const last = requestsOf(id).at(-1)?.messages ?? [];
    expect(last.at(-1)).toMatchObject({ role: "system", content: expect.stringContaining("was not sent") });
    expect(last.at(-2)).toMatchObject({ role: "user" });
    expect(loggedOf(id, "an answer was not let pass")).toHaveLength(1);
  });

  it("is not said to the model again, and its notice is, byte for byte, with the thinking behind it [GUARD-31, BEH-25]", async () => {
    const { id, number } = await asks("What does the Pro plan cost?", [
      reply(thinking("It may be $59."), text(INVENTED)),
      reply(thinking("The passage says $49."), text(GOOD)),
      reply(text("Starter costs $19 a month.")),
    ]);
    await product.conversationWhen(number, answered);
    await product.twilio.text({ from: number, body: "And what does Starter cost?" });
    const { turns } = await product.conversationWhen(number, ({ messages }) => messages.length === 6);
    expect(turns.map(({ outcome }) => outcome)).toEqual(["replied", "replied", "replied"]);
    const [, , rewritten, next] = requestsOf(id);
    const before = rewritten?.messages ?? [];
    expect(next?.messages.slice(0, before.length)).toEqual(before);
    expect(next?.messages[before.length]).toMatchObject({
      role: "assistant",
      content: [
        { type: "thinking", signature: expect.any(String) },
        { type: "text", text: GOOD },
      ],
    });
    expect(JSON.stringify(next)).not.toContain(INVENTED);
  });

  it("is a human's when it comes twice, as a suggestion, and the customer is told once [GUARD-32, BEH-25]", async () => {
    const { id, number } = await asks("What does the Pro plan cost?", [reply(text(INVENTED)), reply(text(INVENTED))]);
    const { conversation, messages, turns } = await product.conversationWhen(number, answered);
    expect(conversation).toMatchObject({ state: "queued", handoff: { trigger: "failure", priority: "normal" } });
    expect(conversation.handoff?.reason).toMatch(/no source confirms/);
    expect(messages.map(({ author }) => author)).toEqual(["customer", "assistant", "customer", "system"]);
    expect(turns.at(-1)).toMatchObject({ outcome: "handed_off", calls: 2 });
    const handoff = await product.database.outside.handoff.findFirstOrThrow({ where: { conversationId: id } });
    expect(handoff.pack).toMatchObject({ suggestedReply: INVENTED });
    await until("the text", () => product.textsTo(number).length === 2);
    expect(product.textsTo(number).join("\n")).not.toContain("$59");
  });
});

describe("in the chat", () => {
  it("what may not be said is never shown, not even while it is written [GATE-4, BEH-25]", async () => {
    const hold = createHold("text");
    const first = "Pro has 100 GB of storage. ";
    product.model.script([
      { reply: reply(text(`${first}${INVENTED} ${"It is our most popular plan by far. ".repeat(9).trim()}`)), hold },
      { reply: reply(text(`${first}${GOOD}`)) },
    ]);
    const visitor = await visit(product);
    await visitor.write("What does the Pro plan cost, and how much storage has it?");
    await hold.reached;
    await until("a piece", () => visitor.all("delta").length > 0);
    hold.release();
    const answer = await visitor.messageWhen("the answer", fromAssistant);
    expect(answer.text).toBe(`${first}${GOOD}`);
    expect(visitor.writing(answer.turnId ?? "")).toBe(answer.text);
    expect(visitor.all("retract")).toEqual([{ turnId: answer.turnId }]);
    expect(JSON.stringify(visitor.came)).not.toContain("$59");
  });

  it("what a refusal had begun to say is taken back, and a human has it [GATE-5, BEH-5]", async () => {
    const hold = createHold("text");
    const begun = "Let us see. That is a long story, and I would begin it here, with all there is to say about it.";
    product.model.script([{ reply: oddReplies.refusalAfter(begun), hold }]);
    const visitor = await visit(product);
    await visitor.write("What does the Pro plan cost?");
    await hold.reached;
    await until("a piece", () => visitor.all("delta").length > 0);
    hold.release();
    await visitor.messageWhen("the handoff line", ({ author }) => author === "system");
    expect(visitor.all("retract")).toHaveLength(1);
    const { conversation, messages } = await visitor.whole();
    expect(conversation.state).toBe("queued");
    expect(messages.map(({ author }) => author)).toEqual(["customer", "system"]);
    expect(JSON.stringify(messages)).not.toContain("long story");
  });
});

describe("a question that the help centre has nothing on", () => {
  const QUESTION = "Do your zebras wear pyjamas in Antarctica?";

  it("gets an honest answer with the offer of a human, and is counted without its words [GAP-1, BEH-24]", async () => {
    const number = "+15557319999";
    await product.twilio.text({ from: number, body: QUESTION });
    const { conversation, messages, turns } = await product.conversationWhen(
      number,
      (whole) => whole.messages.length === 2,
    );
    expect(turns[0]?.toolCalls[0]).toMatchObject({ tool: "lookup_knowledge_base", result: "Nothing found." });
    expect(messages[1]).toMatchObject({ author: "assistant", text: expect.stringMatching(/colleague|person|human/i) });
    expect(conversation.state).toBe("assistant");
    await until("the line in the log", () => loggedOf(conversation.id, "no article answers a question").length === 1);
    expect(product.logged.join("\n")).not.toMatch(/zebras|pyjamas/);
    const metrics = await fetch(`${product.url}/metrics`).then((response) => response.text());
    expect(metrics).toMatch(/switchboard_knowledge_gaps_total\{channel="sms"\} [1-9]/);
    expect(metrics).toMatch(/switchboard_answers_rejected_total\{channel="sms",kind="amount"\} [1-9]/);
  });
});
