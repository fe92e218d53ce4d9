import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { holdConversation } from "../../src/conversation/held.ts";
import { readUttered } from "../../src/inbound/read-uttered.ts";
import { act, settled } from "../harness/desk.ts";
import { type Product, startProduct, type Whole } from "../harness/product.ts";

const MACHINE = "Sorry, I did not understand that. Reply MENU for options.";

let product: Product;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product.stop());

let lastNumber = 0;
const newNumber = () => {
  lastNumber += 1;
  return `+1555051${String(lastNumber).padStart(4, "0")}`;
};

/** Texts one after the other, each when the one before is dealt with. */
async function say(from: string, ...bodies: string[]): Promise<Whole> {
  for (const body of bodies) {
    await product.twilio.text({ from, body });
    await settled(product);
  }
  return await product.conversationOf(from);
}

const theirs = ({ messages }: Whole) => messages.filter(({ author }) => author === "customer");
const times = (count: number, text: string): string[] => Array<string>(count).fill(text);

/** As if it had all been said within the last half hour, each text answered. */
async function addTalk(from: string, count: number): Promise<void> {
  const row = await product.database.outside.conversation.findFirstOrThrow({ where: { theirAddress: from } });
  const rows = Array.from({ length: 2 * count }, (_, index) => ({
    conversationId: row.id,
    seq: row.seq + index + 1,
    engagement: 1,
    author: index % 2 === 0 ? ("customer" as const) : ("assistant" as const),
    text: `About number ${index}.`,
    fullText: `About number ${index}.`,
    at: new Date(Date.now() - 30 * 60_000 + index * 20_000),
  }));
  await product.database.outside.message.createMany({ data: rows });
  const seq = row.seq + rows.length;
  await product.database.outside.conversation.update({
    where: { id: row.id },
    data: { seq, customerSeq: seq, answeredSeq: seq },
  });
}

describe("a machine at the other end", () => {
  it("that repeats itself is answered twice, then a human has it, without a word to it [SMSN-4]", async () => {
    const from = newNumber();
    const before = await say(from, ...times(2, MACHINE));
    const texts = product.textsTo(from).length;
    expect(texts).toBeGreaterThanOrEqual(2);
    expect(before.conversation).toMatchObject({ state: "assistant", flags: [] });

    const after = await say(from, ` ${MACHINE.toUpperCase()}\n`, MACHINE);
    expect(after.conversation).toMatchObject({
      state: "queued",
      flags: ["loop"],
      handoff: { trigger: "rule", reason: expect.stringContaining("the same again and again") },
    });
    expect(product.textsTo(from).slice(texts)).toEqual([]);
    expect(after.turns).toHaveLength(2);
    expect(theirs(after).map(({ suppressed }) => suppressed)).toEqual([
      null,
      null,
      expect.stringContaining("perhaps a machine"),
      "The conversation waits for an operator.",
    ]);
    expect(after.events.filter(({ kind }) => kind === "handed_off")).toHaveLength(1);
  });

  it("is stopped by whichever process takes its text, from what the database has [SMSN-4]", async () => {
    const from = newNumber();
    await say(from, ...times(2, MACHINE));
    await product.stopProcess();
    await product.startProcess();
    expect((await say(from, MACHINE)).conversation).toMatchObject({ state: "queued", flags: ["loop"] });
  });

  it("does not call the operator who has closed it again, and a new word does [SMSN-4]", async () => {
    const from = newNumber();
    const { conversation } = await say(from, ...times(3, MACHINE));
    await act(product, conversation.id, "close");
    const texts = product.textsTo(from).length;
    const closed = await say(from, MACHINE);
    expect(closed.conversation).toMatchObject({ state: "closed", engagement: 1 });
    expect(theirs(closed).at(-1)).toMatchObject({ suppressed: expect.stringContaining("perhaps a machine") });
    expect(product.textsTo(from)).toHaveLength(texts);

    const reopened = await say(from, "What does the Pro plan cost?");
    expect(reopened.conversation).toMatchObject({ state: "assistant", engagement: 2 });
    expect(product.textsTo(from).length).toBeGreaterThan(texts);
  });

  it("that was a person is answered when an operator gives the conversation back, and may go on [SMSN-4]", async () => {
    const from = newNumber();
    const question = "What does the Pro plan cost?";
    const { conversation } = await say(from, ...times(3, question));
    expect(conversation.state).toBe("queued");
    const texts = product.textsTo(from).length;
    await act(product, conversation.id, "release");
    await settled(product);
    expect(product.textsTo(from).length).toBeGreaterThan(texts);
    const after = await say(from, question);
    expect(after.conversation.state).toBe("assistant");
    expect(theirs(after).at(-1)).toMatchObject({ suppressed: null });
  });

  it("that floods is not answered any more [SMSN-4]", async () => {
    const from = newNumber();
    await say(from, "Hello there");
    await addTalk(from, 39);
    const texts = product.textsTo(from).length;
    const after = await say(from, "And one more thing");
    expect(after.conversation).toMatchObject({
      state: "queued",
      flags: ["loop"],
      handoff: { reason: expect.stringContaining("More than 40 messages") },
    });
    expect(product.textsTo(from)).toHaveLength(texts);
  });

  it("is not seen in what was said long ago [SMSN-4]", async () => {
    const old = newNumber();
    await say(old, ...times(2, MACHINE));
    await product.database.pool.query(
      `UPDATE "Message" SET at = at - interval '1 hour' WHERE "conversationId" =
        (SELECT id FROM "Conversation" WHERE "theirAddress" = $1)`,
      [old],
    );
    expect((await say(old, MACHINE)).conversation).toMatchObject({ state: "assistant", flags: [] });
  });
});

it("a number that got 30 answers within an hour gets a human, and is told so [SMSN-5]", async () => {
  const from = newNumber();
  await say(from, "Hello there");
  await addTalk(from, 29);
  const texts = product.textsTo(from).length;
  const after = await say(from, "And one more thing");
  expect(after.conversation).toMatchObject({
    state: "queued",
    flags: [],
    handoff: { reason: expect.stringContaining("30 answers") },
  });
  expect(after.turns).toHaveLength(1);
  expect(product.textsTo(from)).toHaveLength(texts + 1);
  expect(after.messages.at(-1)).toMatchObject({ author: "system" });
});

it("looking for loops reads the last messages by an index, of a conversation of thousands [SMSN-6]", async () => {
  const from = newNumber();
  const { conversation } = await say(from, "Hello there");
  const { database } = product;
  await database.pool.query(
    `INSERT INTO "Message" (id, "conversationId", seq, engagement, author, text, "fullText", at)
      SELECT gen_random_uuid(), $1, n, 1, 'customer', 'About ' || n, 'About ' || n, now() - interval '2 days'
      FROM generate_series(1000, 20999) n`,
    [conversation.id],
  );
  await database.pool.query(`ANALYZE "Message"`);
  const rowsRead = await database.transaction(async (tx) => {
    const held = await holdConversation(tx, conversation.id);
    if (!held) throw new Error("no conversation");
    const uttered = await readUttered(tx, held, { text: MACHINE, at: new Date() });
    // The hour before, and what has just come: the others were read and are too old.
    expect(uttered.map(({ author }) => author)).toEqual(["customer"]);
    const [{ rows } = { rows: -1 }] = await tx.$queryRaw<{ rows: number }[]>`
      SELECT (coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0))::int AS rows
      FROM pg_stat_xact_user_tables WHERE relname = 'Message'`;
    return rows;
  });
  expect(rowsRead).toBeGreaterThan(0);
  expect(rowsRead).toBeLessThanOrEqual(120);
});
