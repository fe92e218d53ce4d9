import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { act, addOperator, problemOf, type Session, settled, write } from "../harness/desk.ts";
import { type Product, startProduct } from "../harness/product.ts";
import { MESSAGE } from "../harness/shapes.ts";

let product: Product;
let ana: Session;
let ben: Session;
beforeAll(async () => {
  product = await startProduct();
  ana = await addOperator(product, "ana@example.com");
  ben = await addOperator(product, "ben@example.com");
});
afterAll(() => product.stop());

let lastNumber = 0;
/** A conversation with one question, answered by the assistant. */
async function conversation(body = "Hello") {
  lastNumber += 1;
  const from = `+1555100${String(lastNumber).padStart(4, "0")}`;
  await product.twilio.text({ from, body });
  await settled(product);
  return { from, ...(await product.conversationOf(from)) };
}

const rowOf = (id: string) => product.database.outside.conversation.findUniqueOrThrow({ where: { id } });
const post = (id: string, body: unknown, headers?: Record<string, string>) =>
  product.api<{ id: string }>("POST", `/api/conversations/${id}/messages`, body, headers);

describe("an operator's answer", () => {
  it("on a channel that is not turned on is refused, and a note is not [DESK-9]", async () => {
    const { conversation: before } = await conversation();
    await product.database.outside.conversation.update({ where: { id: before.id }, data: { channel: "email" } });
    const refused = await write(product, before.id, { text: "Nobody would get this." });
    problemOf(refused, 409);
    expect(await rowOf(before.id)).toMatchObject({ owner: "assistant" });
    expect((await write(product, before.id, { text: "For colleagues.", internal: true })).status).toBe(201);
  });

  it("is a message, takes the conversation, and reaches the customer where he wrote [DESK-9, DESK-6]", async () => {
    const { from, conversation: before } = await conversation();
    const { status, body } = await write(product, before.id, { text: "  This is Ana. \n" }, ana);
    expect(status).toBe(201);
    expect(MESSAGE.parse(body)).toMatchObject({
      author: "operator",
      text: "This is Ana.",
      internal: false,
      turnId: null,
    });
    await settled(product);

    const { conversation: after, messages, events } = await product.conversationOf(from);
    expect(after).toMatchObject({ state: "operator", assignee: "ana@example.com" });
    expect(messages.at(-1)).toMatchObject({ id: body.id, delivery: { status: "delivered", error: null } });
    expect(product.textsTo(from).at(-1)).toBe("This is Ana.");
    expect(events.at(-1)).toMatchObject({ kind: "claimed", by: "ana@example.com" });
  });

  it("in a closed conversation reopens it, in a fresh engagement", async () => {
    const { conversation: before } = await conversation();
    await act(product, before.id, "close", ana);
    expect(await write(product, before.id, { text: "One more thing" }, ana)).toMatchObject({ status: 201 });
    const { conversation: after, events } = await product.conversationOf(before.contact.address);
    expect(after).toMatchObject({ state: "operator", assignee: "ana@example.com", engagement: 2 });
    expect(events.at(-1)).toMatchObject({ kind: "reopened", by: "ana@example.com" });
  });

  it("in a colleague's conversation is refused, and says whose it is [DESK-6]", async () => {
    const { conversation: before, from } = await conversation();
    await act(product, before.id, "claim", ana);
    const refused = problemOf(await write(product, before.id, { text: "Me too" }, ben), 409);
    expect(refused).toMatchObject({ assignee: "ana@example.com" });
    await settled(product);
    expect(product.textsTo(from)).not.toContain("Me too");
  });
});

describe("an answer that is based on an older state", () => {
  it("is refused with the newer number, and taken with that one [DESK-6]", async () => {
    const { conversation: before, from } = await conversation();
    await act(product, before.id, "claim", ana);
    const { seq: seen } = await rowOf(before.id);
    await product.twilio.text({ from, body: "Wait, it is about another order" });
    await settled(product);
    const { messages } = await product.conversationOf(from);
    const newest = messages.at(-1)?.seq;

    const refused = problemOf(await write(product, before.id, { text: "Done", basedOnSeq: seen }, ana), 409);
    expect(refused).toMatchObject({ seq: newest });
    expect(await write(product, before.id, { text: "Done", basedOnSeq: newest }, ana)).toMatchObject({ status: 201 });
  });

  it("is refused for what the assistant wrote, and for what a colleague wrote [DESK-6]", async () => {
    const { conversation: before, messages } = await conversation();
    const [question, reply] = messages;
    const afterQuestion = { text: "Hello", basedOnSeq: question?.seq };
    expect(problemOf(await write(product, before.id, afterQuestion, ana), 409)).toMatchObject({ seq: reply?.seq });

    const { body: mine } = await write(product, before.id, { text: "Mine" }, ana);
    await act(product, before.id, "release", ana);
    const afterReply = { text: "Also mine", basedOnSeq: reply?.seq };
    expect(problemOf(await write(product, before.id, afterReply, ben), 409)).toMatchObject({ seq: mine.seq });
  });

  it("is not older for one's own messages, notes, events or the line of a handoff [DESK-6]", async () => {
    const { conversation: before, messages } = await conversation("I want to talk to a human");
    const question = messages.find(({ author }) => author === "customer");
    expect(messages.some(({ author }) => author === "system")).toBe(true);
    await write(product, before.id, { text: "A note by a colleague", internal: true }, ben);
    const based = { basedOnSeq: question?.seq };
    for (const text of ["One", "Two"])
      expect(await write(product, before.id, { text, ...based }, ana)).toMatchObject({ status: 201 });
  });

  it("says what it is based on, and what came after is what counts, however large the number [DESK-6]", async () => {
    const { conversation: before } = await conversation();
    for (const basedOnSeq of [10_000, 2 ** 31, Number.MAX_SAFE_INTEGER])
      expect((await write(product, before.id, { text: "Hello", basedOnSeq }, ana)).status).toBe(201);
  });

  it("does not win when two write at once: one is taken, the other is told [DESK-6]", async () => {
    const { conversation: before } = await conversation();
    const { seq } = await rowOf(before.id);
    const answers = await Promise.all(
      [ana, ben].map((who) => write(product, before.id, { text: "I am on it", basedOnSeq: seq }, who)),
    );
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409]);
  });
});

describe("the same client id", () => {
  it("twice, also at once, is one message, and says the same both times [DESK-6]", async () => {
    const { conversation: before, from } = await conversation();
    const { seq } = await rowOf(before.id);
    const written = { text: "Once", basedOnSeq: seq, clientId: "the same" };
    const answers = await Promise.all(Array.from({ length: 8 }, () => post(before.id, written, ana)));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 201));
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    await settled(product);
    expect(product.textsTo(from).filter((text) => text === "Once")).toHaveLength(1);
  });

  it("twice is one message also when it is older by then, released, or the customer opted out [DESK-6]", async () => {
    const { conversation: before, from } = await conversation();
    const { seq } = await rowOf(before.id);
    const written = { text: "Once", basedOnSeq: seq, clientId: "retried" };
    const first = await post(before.id, written, ana);
    await act(product, before.id, "release", ana);
    await product.twilio.text({ from, body: "STOP" });
    await settled(product);
    expect(await post(before.id, written, ana)).toMatchObject({ status: 201, body: { id: first.body.id } });
    expect((await rowOf(before.id)).owner).toBe("assistant");
  });

  it("by somebody else is refused: his words are not those [DESK-6]", async () => {
    const { conversation: before } = await conversation();
    await write(product, before.id, { text: "By Ana", clientId: "1", internal: true }, ana);
    problemOf(await write(product, before.id, { text: "By Ben", clientId: "1", internal: true }, ben), 409);
  });

  it("in another conversation is another message", async () => {
    const [one, other] = [await conversation(), await conversation()];
    const written = { text: "Hello", clientId: "everywhere" };
    const first = await write(product, one.conversation.id, written, ana);
    const second = await write(product, other.conversation.id, written, ana);
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(first.body.id).not.toBe(second.body.id);
  });
});

describe("a note", () => {
  it("is for colleagues: it never leaves, claims nothing and raises no epoch [OWN-1]", async () => {
    const { conversation: before, from } = await conversation();
    const { epoch, owner } = await rowOf(before.id);
    const texts = product.textsTo(from).length;
    const { status, body } = await write(product, before.id, { text: "Careful, VIP", internal: true }, ana);
    expect(status).toBe(201);
    expect(MESSAGE.parse(body)).toMatchObject({ internal: true, delivery: null, author: "operator" });
    await settled(product);
    expect(await rowOf(before.id)).toMatchObject({ epoch, owner, assigneeId: null });
    expect(product.textsTo(from)).toHaveLength(texts);
    expect(await product.database.outside.outbox.count({ where: { messageId: body.id } })).toBe(0);
  });

  it("may stand in a colleague's and in a closed conversation, and changes nothing there", async () => {
    const { conversation: before } = await conversation();
    await act(product, before.id, "claim", ana);
    expect(await write(product, before.id, { text: "Seen", internal: true }, ben)).toMatchObject({ status: 201 });
    await act(product, before.id, "close", ana);
    expect(await write(product, before.id, { text: "Closed", internal: true }, ben)).toMatchObject({ status: 201 });
    expect(await rowOf(before.id)).toMatchObject({ owner: "closed", engagement: 1 });
  });

  it("needs no number that it is based on, and is not activity", async () => {
    const { conversation: before } = await conversation();
    const noted = await post(before.id, { text: "Seen", internal: true, clientId: "note" }, ana);
    expect(noted.status).toBe(201);
    const { conversation: after } = await product.conversationOf(before.contact.address);
    expect(after.lastMessageAt).toBe(before.lastMessageAt);
  });

  it("is not read by the assistant", async () => {
    const { conversation: before, from } = await conversation();
    await write(product, before.id, { text: "The secret word is Rumpelstiltskin", internal: true }, ana);
    await product.twilio.text({ from, body: "What does the Pro plan cost?" });
    await settled(product);
    expect(JSON.stringify(product.model.requests.map(({ body }) => body))).not.toContain("Rumpelstiltskin");
  });
});

describe("what is written", () => {
  const based = { basedOnSeq: 1_000, clientId: "limits" };
  let id: string;
  beforeAll(async () => {
    id = (await conversation()).conversation.id;
  });

  it.each<[string, unknown]>([
    ["is empty", { ...based, text: "" }],
    ["is only blanks", { ...based, text: " \n\t " }],
    ["is too long", { ...based, text: "x".repeat(16_001) }],
    ["is no text", { ...based, text: 42 }],
    ["is missing", based],
    ["has a NUL", { ...based, text: "a\u0000b" }],
    ["has no client id", { text: "Hi", basedOnSeq: 1 }],
    ["has an empty client id", { ...based, text: "Hi", clientId: "" }],
    ["has a client id that is too long", { ...based, text: "Hi", clientId: "x".repeat(101) }],
    ["has a client id with a NUL", { ...based, text: "Hi", clientId: "a\u0000" }],
    ["has no number that it is based on", { text: "Hi", clientId: "x" }],
    ["is based on less than nothing", { ...based, text: "Hi", basedOnSeq: -1 }],
    ["is based on a half", { ...based, text: "Hi", basedOnSeq: 1.5 }],
    ["is based on words", { ...based, text: "Hi", basedOnSeq: "7" }],
    ["is internal in words", { ...based, text: "Hi", internal: "yes" }],
  ])("is a 400 when it %s, and nothing is stored [DESK-7]", async (_name, body) => {
    const before = await product.database.outside.message.count();
    problemOf(await post(id, body, ana), 400);
    expect(await product.database.outside.message.count()).toBe(before);
  });

  it.each([
    ["as long as may be", "x".repeat(16_000)],
    ["of other alphabets and pictures", "Grüße, 你好, 👩‍👩‍👧‍👦 \u202e and \ud800 half a pair"],
    ["that looks like SQL and HTML", `'; DROP TABLE "Message"; -- <script>alert(1)</script>`],
  ])("may be %s", async (_name, text) => {
    const { status, body } = await write(product, id, { text }, ana);
    expect(status).toBe(201);
    expect(body.text).toBe(text.toWellFormed());
  });
});
