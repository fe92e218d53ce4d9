import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { changeOwner } from "../../src/conversation/change-owner.ts";
import { holdConversation, letGo } from "../../src/conversation/held.ts";
import { createHold, type Hold } from "../../src/standins/messages/hold.ts";
import { type Reply, reply, text, toolUse } from "../../src/standins/messages/reply.ts";
import { act, settled, write } from "../harness/desk.ts";
import { modelCalls } from "../harness/model-requests.ts";
import { API_TOKEN, type Product, startProduct } from "../harness/product.ts";
import { until } from "../harness/until.ts";

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

const ANSWER = reply(text("The Pro plan costs $49 a month. Anything else?"));
const TICKET = reply(
  toolUse("create_support_ticket", { category: "billing", severity: "high", summary: "Charged twice in May." }),
);

let customers = 0;

interface Asked {
  readonly id: string;
  readonly number: string;
  readonly hold: Hold;
}

/** A customer's question whose answer the model holds back at this place. */
async function asked(answer: Reply, at: Hold["at"]): Promise<Asked> {
  customers += 1;
  const number = `+1555300${String(customers).padStart(4, "0")}`;
  const hold = createHold(at);
  product.model.script([{ reply: answer, hold }]);
  await product.twilio.text({ from: number, body: "What does the Pro plan cost?" });
  await hold.reached;
  const { conversation } = await product.conversationOf(number);
  return { id: conversation.id, number, hold };
}

/** That the assistant said and did nothing, now and when the model goes on. */
async function expectSilence({ id, number, hold }: Asked, calls: number): Promise<void> {
  hold.release();
  await settled(product);
  await product.model.idle();
  const { messages, turns, conversation } = await product.conversationOf(number);
  expect(messages.filter(({ author }) => author === "assistant")).toEqual([]);
  expect(turns.map(({ outcome }) => outcome)).toEqual(["superseded"]);
  expect(conversation.tickets).toEqual([]);
  const rows = await product.database.outside.outbox.count({ where: { conversationId: id, author: "assistant" } });
  expect(rows).toBe(0);
  const lines = () => product.database.outside.modelCall.count({ where: { conversationId: id, purpose: "reply" } });
  // The ledger gets the line of a call that was broken off after the turn has ended.
  await until("every call in the ledger", async () => (await lines()) >= calls);
  expect(await lines()).toBe(calls);
}

describe("while the model is answering", () => {
  const takeovers: [string, (asked: Asked) => Promise<{ status: number }>, number, string[]][] = [
    ["a claim", ({ id }) => act(product, id, "claim"), 200, []],
    ["an operator's answer", ({ id }) => write(product, id, { text: "It is $49." }), 201, ["It is $49."]],
    ["closing the conversation", ({ id }) => act(product, id, "close"), 200, []],
  ];
  describe.each<Hold["at"]>(["start", "text", "end"])("and has got to its %s", (at) => {
    it.each(takeovers)(
      "%s breaks it off and nothing of it is said [OWN-3, BEH-15]",
      async (_name, take, status, texts) => {
        const turn = await asked(ANSWER, at);
        expect((await take(turn)).status).toBe(status);
        const call = modelCalls(product.model).at(-1);
        await until("the request to be broken off", () => call?.aborted);
        await expectSilence(turn, 1);
        expect(product.textsTo(turn.number)).toEqual(texts);
      },
    );
  });

  it("a claim in another process breaks it off within two seconds [OWN-3]", async () => {
    const turn = await asked(ANSWER, "text");
    const other = await product.startBeside();
    const headers = { Authorization: `Bearer ${API_TOKEN}` };
    const claimed = await fetch(`${other.url}/api/conversations/${turn.id}/claim`, { method: "POST", headers });
    expect(claimed.status).toBe(200);
    await until("the request to be broken off", () => modelCalls(product.model).at(-1)?.aborted, 2_000);
    await expectSilence(turn, 1);
    await other.stop();
  });

  it("releasing what the assistant has does not disturb it [OWN-5]", async () => {
    const turn = await asked(ANSWER, "text");
    expect((await act(product, turn.id, "release")).status).toBe(200);
    turn.hold.release();
    const { turns, messages } = await product.conversationWhen(turn.number, (whole) => whole.messages.length === 2);
    expect(turns).toMatchObject([{ outcome: "replied", calls: 1 }]);
    expect(messages.map(({ author }) => author)).toEqual(["customer", "assistant"]);
    await settled(product);
  });
});

describe("when the model has asked for a tool", () => {
  it("a claim before it runs leaves it without effect [OWN-3, BEH-16]", async () => {
    const turn = await asked(TICKET, "end");
    await product.database.transaction(async (tx) => {
      const held = (await holdConversation(tx, turn.id))!;
      turn.hold.release();
      // The tool waits for the conversation from now on.
      await until("the stored answer", () =>
        tx.turnStep.findFirst({ where: { stopReason: "tool_use", turn: { conversationId: turn.id } } }),
      );
      const { id } = await tx.operator.findUniqueOrThrow({ where: { email: "api" } });
      const claim = { kind: "claim", by: { operatorId: id, isAdmin: true } } as const;
      await changeOwner(tx, held, claim, { by: "api", at: new Date() });
      await letGo(tx, held);
    });
    await expectSilence(turn, 1);
    const calls = await product.database.outside.toolCall.findMany({ where: { turn: { conversationId: turn.id } } });
    expect(calls.map(({ tool }) => tool)).toEqual(["lookup_knowledge_base"]);
  });

  it("a claim after it has run keeps the ticket and says nothing of it [OWN-3]", async () => {
    const turn = await asked(TICKET, "end");
    const next = createHold("start");
    product.model.script([{ reply: reply(text("Ticket TKT-1 is open.")), hold: next }]);
    turn.hold.release();
    await next.reached;
    expect((await act(product, turn.id, "claim")).status).toBe(200);
    next.release();
    await settled(product);
    const { conversation, messages, turns } = await product.conversationOf(turn.number);
    expect(conversation.tickets).toHaveLength(1);
    expect(messages.map(({ author }) => author)).toEqual(["customer"]);
    expect(turns).toMatchObject([{ outcome: "superseded" }]);
    expect(product.textsTo(turn.number)).toEqual([]);
  });
});

describe("between two tries to reach the model", () => {
  it("a claim ends the tries [OWN-3]", async () => {
    product.model.outage({ kind: "error", error: { status: 529, kind: "overloaded_error", message: "Overloaded" } });
    const number = "+15553009999";
    await product.twilio.text({ from: number, body: "What does the Pro plan cost?" });
    const { conversation } = await product.conversationOf(number);
    await until("the first try", () =>
      product.database.outside.modelCall.count({ where: { conversationId: conversation.id, purpose: "reply" } }),
    );
    const tries = modelCalls(product.model).length;
    await act(product, conversation.id, "claim");
    await settled(product);
    product.model.outage(null);
    const { turns, messages } = await product.conversationOf(number);
    expect(turns).toMatchObject([{ outcome: "superseded" }]);
    expect(messages).toHaveLength(1);
    expect(modelCalls(product.model).length).toBeLessThanOrEqual(tries + 1);
  });
});
