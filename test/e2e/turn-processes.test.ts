import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Conversation } from "../../src/database/generated/client.ts";
import { createHold } from "../../src/standins/messages/hold.ts";
import { reply, text } from "../../src/standins/messages/reply.ts";
import { settled } from "../harness/desk.ts";
import { customerWords, lastInput, modelRequests } from "../harness/model-requests.ts";
import { type Beside, type Product, startProduct } from "../harness/product.ts";

let product: Product;
let other: Beside;
beforeAll(async () => {
  product = await startProduct({ model: { firstByteMs: 25 } });
  other = await product.startBeside();
});
afterAll(() => product.stop());

/** Hands a text to one of the two processes. */
async function say(process: { readonly url: string }, from: string, body: string): Promise<void> {
  product.twilio.pointAt({ publicUrl: product.url, target: process.url });
  const { status } = await product.twilio.text({ from, body });
  expect(status).toBe(200);
}

async function expectInOrder({ id, theirAddress }: Conversation, bodies: readonly string[]): Promise<void> {
  const { database, model } = product;
  const turns = await database.outside.turn.findMany({ where: { conversationId: id }, orderBy: { startedAt: "asc" } });
  const overlaps = turns.filter(({ startedAt }, i) => i > 0 && startedAt < turns[i - 1]!.endedAt!);
  expect(overlaps).toEqual([]);
  expect(turns.filter(({ outcome, runs }) => outcome !== "replied" || runs !== 1)).toEqual([]);

  const { messages, events, conversation } = (
    await product.api<Awaited<ReturnType<Product["conversationOf"]>>>("GET", `/api/conversations/${id}`)
  ).body;
  const seqs = [...messages, ...events].map(({ seq }) => seq).sort((a, b) => a - b);
  expect(seqs).toEqual(Array.from({ length: conversation.seq }, (_, index) => index + 1));
  const stored = messages.filter(({ author }) => author === "customer").map((message) => message.text);
  expect(stored.toSorted()).toEqual(bodies.toSorted());

  // Every message is new in exactly one request, and they come in the order in which they are stored.
  const asked = modelRequests(model).filter((request) => request.metadata?.user_id === id);
  expect(asked.flatMap((request) => customerWords(lastInput(request)))).toEqual(stored);
  const said = messages.filter(({ author }) => author === "assistant").map((message) => message.text);
  expect(product.textsTo(theirAddress)).toEqual(said);
  expect(said).toHaveLength(turns.length);
}

describe("two processes on one database", () => {
  it("run one turn of a conversation at a time, and answer everything in order [TURN-1, BEH-41]", async () => {
    const numbers = Array.from({ length: 4 }, (_, index) => `+1555900000${index}`);
    const bodies = Array.from({ length: 16 }, (_, index) => `Hello for the ${index}th time`);
    for (const [index, body] of bodies.entries()) {
      const processes = [product, other];
      await Promise.all(numbers.map((number, at) => say(processes[(index + at) % 2]!, number, body)));
    }
    await settled(product);
    const conversations = await product.database.outside.conversation.findMany({
      where: { theirAddress: { in: numbers } },
    });
    expect(conversations).toHaveLength(numbers.length);
    for (const conversation of conversations) await expectInOrder(conversation, bodies);
    const ran = await product.database.outside.turn.groupBy({ by: ["claimedBy"] });
    expect(ran).toHaveLength(2);
  });

  it("go on as one when the other is stopped in the middle [TURN-1, OUT-6]", async () => {
    const number = "+15559001000";
    const bodies = Array.from({ length: 10 }, (_, index) => `Good morning number ${index}`);
    let stopping: Promise<void> | undefined;
    for (const [index, body] of bodies.entries()) {
      await say(index % 2 && index < 5 ? other : product, number, body);
      if (index === 5) stopping = other.stop();
    }
    await stopping;
    await settled(product);
    const conversation = await product.database.outside.conversation.findFirstOrThrow({
      where: { theirAddress: number },
    });
    await expectInOrder(conversation, bodies);
  });
});

describe("a process that is stopped while the model answers", () => {
  it("waits for eight seconds, then puts the turn back, and the next one goes on at once [TURN-6, OUT-6, BEH-40]", async () => {
    const number = "+15559002000";
    const hold = createHold("text");
    product.model.script([{ reply: reply(text("Too late.")), hold }, { reply: reply(text("In time.")) }]);
    await say(product, number, "Good evening");
    await hold.reached;
    const { conversation } = await product.conversationOf(number);
    const row = () => product.database.outside.turn.findFirstOrThrow({ where: { conversationId: conversation.id } });

    const began = performance.now();
    await product.stopProcess();
    expect(performance.now() - began).toBeGreaterThan(7_900);
    expect(await row()).toMatchObject({ endedAt: null, claimedBy: null, runs: 1, calls: 1 });
    hold.release();

    await product.startProcess();
    const started = performance.now();
    await product.conversationWhen(number, ({ messages }) => messages.length === 2);
    expect(performance.now() - started).toBeLessThan(3_000);
    expect(await row()).toMatchObject({ outcome: "replied", runs: 1, calls: 2 });
    await settled(product);
    expect(product.textsTo(number)).toEqual(["In time."]);
  });
});
