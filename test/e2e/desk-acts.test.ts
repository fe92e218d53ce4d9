import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createHold } from "../../src/standins/messages/hold.ts";
import { reply, text } from "../../src/standins/messages/reply.ts";
import { act, addOperator, problemOf, type Session, settled, write } from "../harness/desk.ts";
import { type Product, startProduct } from "../harness/product.ts";
import { CONVERSATION } from "../harness/shapes.ts";

let product: Product;
let ana: Session;
beforeAll(async () => {
  product = await startProduct();
  ana = await addOperator(product, "ana@example.com");
});
afterAll(() => product.stop());

const KINDS = ["claim", "release", "close", "reopen"] as const;
let lastNumber = 0;
const newNumber = () => {
  lastNumber += 1;
  return `+1555110${String(lastNumber).padStart(4, "0")}`;
};

/** A conversation, asked and answered. */
async function conversation() {
  const from = newNumber();
  await product.twilio.text({ from, body: "Hello" });
  await settled(product);
  return { from, ...(await product.conversationOf(from)) };
}

describe("what an operator decides", () => {
  it("is answered with the conversation as it is then, in the interface's shape", async () => {
    const { conversation: before } = await conversation();
    const states = [];
    for (const kind of ["claim", "release", "close", "reopen"] as const) {
      const { status, body } = await act(product, before.id, kind, ana);
      expect(status).toBe(200);
      states.push(CONVERSATION.parse(body).state);
    }
    expect(states).toEqual(["operator", "assistant", "closed", "operator"]);
  });

  it.each(["0190a0a0-0000-7000-8000-000000000000", "1", "no-uuid", "%00", "'; --", "..%2f..", "🎉"])(
    "about %j is 404, whatever it is, for there is none [DESK-7]",
    async (id) => {
      for (const kind of KINDS) problemOf(await product.api("POST", `/api/conversations/${id}/${kind}`), 404);
      problemOf(await product.api("GET", `/api/conversations/${id}`), 404);
      const body = { text: "Hi", basedOnSeq: 1, clientId: "x" };
      problemOf(await product.api("POST", `/api/conversations/${id}/messages`, body), 404);
      problemOf(await product.api("GET", `/api/messages/${id}/raw`), 404);
      problemOf(await product.api("POST", `/api/dead-letters/${id}/retry`), 404);
    },
  );

  it("is for those who are signed in", async () => {
    const { conversation: before } = await conversation();
    for (const kind of KINDS) problemOf(await act(product, before.id, kind, {}), 401);
    problemOf(await product.api("POST", `/api/conversations/${before.id}/messages`, {}, {}), 401);
    problemOf(await product.api("GET", `/api/conversations/${before.id}`, undefined, {}), 401);
    problemOf(await product.api("GET", "/api/dead-letters", undefined, {}), 401);
  });
});

describe("while the assistant is answering", () => {
  const ANSWER = reply(text("The Pro plan costs $49 a month."));

  /** The model has begun to answer, and waits. */
  async function answering() {
    const hold = createHold("text");
    product.model.script([{ reply: ANSWER, hold }]);
    const from = newNumber();
    await product.twilio.text({ from, body: "What does the Pro plan cost?" });
    await hold.reached;
    const { conversation: found } = await product.conversationOf(from);
    const end = async () => {
      hold.release();
      await settled(product);
      const { runs } = await product.database.outside.turn.findFirstOrThrow({ where: { conversationId: found.id } });
      return { runs, texts: product.textsTo(from) };
    };
    return { id: found.id, end };
  }
  const UNDISTURBED = { runs: 1, texts: ["The Pro plan costs $49 a month."] };

  it("what changes nothing does not disturb it: a release of what is not claimed, a reopening of what is open", async () => {
    const { id, end } = await answering();
    for (const kind of ["release", "reopen", "release"] as const)
      expect(await act(product, id, kind, ana)).toMatchObject({ status: 200, body: { state: "assistant" } });
    expect(await end()).toEqual(UNDISTURBED);
  });

  it("an answer that is sent again, and known, does not disturb it", async () => {
    const { conversation: before, from } = await conversation();
    const written = { text: "Hello from Ana", clientId: "once", basedOnSeq: before.seq };
    await write(product, before.id, written, ana);
    await act(product, before.id, "release", ana);
    const hold = createHold("text");
    product.model.script([{ reply: ANSWER, hold }]);
    await product.twilio.text({ from, body: "What does the Pro plan cost?" });
    await hold.reached;
    await write(product, before.id, written, ana);
    hold.release();
    await settled(product);
    const turn = await product.database.outside.turn.findFirstOrThrow({
      where: { conversationId: before.id },
      orderBy: { startedAt: "desc" },
    });
    expect(turn).toMatchObject({ runs: 1, outcome: "replied" });
  });

  it("a note does not disturb it", async () => {
    const { id, end } = await answering();
    await write(product, id, { text: "Watch this", internal: true }, ana);
    expect(await end()).toEqual(UNDISTURBED);
  });
});

describe("a question that was left unanswered in an engagement that is over", () => {
  it("is not answered by nobody asking: closed, reopened and released, the assistant waits for the next one", async () => {
    const { conversation: before, from } = await conversation();
    await act(product, before.id, "claim", ana);
    await product.twilio.text({ from, body: "What does the Pro plan cost?" });
    await settled(product);
    await act(product, before.id, "close", ana);
    await act(product, before.id, "reopen", ana);
    const texts = product.textsTo(from).length;
    await act(product, before.id, "release", ana);
    await settled(product);
    const { conversation: after, turns } = await product.conversationOf(from);
    expect({ state: after.state, turns: turns.length }).toEqual({ state: "assistant", turns: 1 });
    expect(product.textsTo(from)).toHaveLength(texts);
  });
});
