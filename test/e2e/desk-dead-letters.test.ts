import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { DeadLetter } from "../../src/desk/dead-letters.ts";
import { act, problemOf, settled, write } from "../harness/desk.ts";
import { type Product, startProduct } from "../harness/product.ts";
import { DEAD_LETTER_PAGE } from "../harness/shapes.ts";
import { until } from "../harness/until.ts";

interface Page {
  items: DeadLetter[];
  next: string | null;
}

let product: Product;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product.stop());

async function page(query: string): Promise<Page> {
  const { status, body } = await product.api<Page>("GET", `/api/dead-letters?${query}`);
  expect({ status, body }).toMatchObject({ status: 200 });
  DEAD_LETTER_PAGE.parse(body);
  return body;
}

async function pages(limit: number): Promise<Page[]> {
  const all = [await page(`limit=${limit}`)];
  for (let next = all[0]?.next; next; next = all.at(-1)?.next) all.push(await page(`limit=${limit}&cursor=${next}`));
  return all;
}

const retry = (id: string) => product.api("POST", `/api/dead-letters/${id}/retry`);

describe("the list of dead letters", () => {
  const AT = new Date("2026-11-01T10:00:00.123Z");
  const LATER = new Date("2026-11-01T10:00:00.124Z");
  const inbound = (id: string, receivedAt: Date) => ({
    channel: "email" as const,
    externalId: id,
    contentType: "message/rfc822",
    body: Buffer.from("x"),
    state: "dead" as const,
    attempts: 3,
    error: "The mail has no From.",
    receivedAt,
  });
  const ids = (all: readonly Page[]) => all.flatMap(({ items }) => items.map(({ id }) => id));

  beforeAll(async () => {
    const { outside } = product.database;
    const many = Array.from({ length: 70 }, (_, index) => inbound(`same ${index}`, AT));
    await outside.rawInbound.createMany({ data: [...many, inbound("later", LATER)] });
    const contact = await outside.contact.create({ data: {} });
    const addresses = { ourAddress: "+15005550006", theirAddress: "+15551200000" };
    const { id: conversationId } = await outside.conversation.create({
      data: { contactId: contact.id, channel: "email", threadKey: "dead", ...addresses, seq: 60 },
    });
    for (let seq = 1; seq <= 60; seq += 1) {
      const words = { text: "Hi", fullText: "Hi", at: AT };
      const message = { conversationId, seq, engagement: 1, author: "operator" as const, ...words };
      const { id: messageId } = await outside.message.create({ data: message });
      const state = seq % 2 ? ("failed" as const) : ("unknown" as const);
      const part = { conversationId, messageId, seq, epoch: 1, author: "operator" as const, channel: "email" as const };
      const way = { fromAddress: "us@example.com", toAddress: "them@example.com", text: "Hi", createdAt: AT };
      await outside.outbox.create({ data: { ...part, ...way, state, attempts: 10, error: "Refused." } });
    }
  });

  it("has both directions, newest first, each once, also when all are of one moment [DESK-5, IN-4]", async () => {
    const all = await pages(50);
    expect(all.map(({ items }) => items.length)).toEqual([50, 50, 31]);
    expect(new Set(ids(all)).size).toBe(131);
    const letters = all.flatMap(({ items }) => items);
    expect(letters[0]?.at).toBe(LATER.toISOString());
    expect(letters.filter(({ direction }) => direction === "inbound")).toHaveLength(71);
    expect(letters.find(({ direction }) => direction === "outbound")).toMatchObject({
      error: "Refused.",
      attempts: 10,
    });
  });

  it.each(["limit=0", "limit=x", "cursor=garbage"])("is a 400 for %s [DESK-7]", async (query) => {
    problemOf(await product.api("GET", `/api/dead-letters?${query}`), 400);
  });

  it("has two hundred on a page at most, and takes empty parameters for none [DESK-5]", async () => {
    expect((await page("limit=1000&cursor=")).items).toHaveLength(131);
  });
});

describe("an answer that did not get out", () => {
  let lastNumber = 0;

  /** A conversation whose last message Twilio refused for good. */
  async function refused(author: "assistant" | "operator") {
    lastNumber += 1;
    const from = `+1555121${String(lastNumber).padStart(4, "0")}`;
    if (author === "assistant") product.twilio.fail({ kind: "refused", code: 21211 });
    await product.twilio.text({ from, body: "What does the Pro plan cost?" });
    await settled(product);
    const { conversation } = await product.conversationOf(from);
    if (author === "operator") {
      product.twilio.fail({ kind: "refused", code: 21211 });
      await write(product, conversation.id, { text: "Hello from a human" });
      await settled(product);
    }
    const letter = await until("the dead letter", async () => {
      const row = await product.database.outside.outbox.findFirst({
        where: { conversationId: conversation.id, state: "failed", author },
      });
      return row && (await page("limit=200")).items.find(({ id }) => id === row.id);
    });
    return { from, conversation, letter };
  }

  it("is sent once, however often at once somebody retries it [OUT-2]", async () => {
    const { from, letter } = await refused("operator");
    expect(letter).toMatchObject({ direction: "outbound", channel: "sms", attempts: 1 });
    const answers = await Promise.all(Array.from({ length: 10 }, () => retry(letter.id)));
    expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThan(0);
    expect(answers.every(({ status }) => status === 200 || status === 404)).toBe(true);
    await settled(product);
    expect(product.textsTo(from).filter((text) => text === "Hello from a human")).toHaveLength(1);
    problemOf(await retry(letter.id), 404);
  });

  it("by the assistant is not sent any more when somebody has taken over [OWN-3]", async () => {
    const { from, letter, conversation } = await refused("assistant");
    await act(product, conversation.id, "claim");
    problemOf(await retry(letter.id), 409);
    await settled(product);
    expect(product.textsTo(from)).toEqual([]);
  });
});
