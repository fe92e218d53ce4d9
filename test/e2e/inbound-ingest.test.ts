import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { problemOf, settled } from "../harness/desk.ts";
import { breakTable } from "../harness/outage.ts";
import { API_TOKEN, OUR_NUMBER, type Product, startProduct, TWILIO } from "../harness/product.ts";
import { DEAD_LETTER_PAGE } from "../harness/shapes.ts";
import { until } from "../harness/until.ts";

let product: Product;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product.stop());

let lastNumber = 0;
const newNumber = () => {
  lastNumber += 1;
  return `+1555020${String(lastNumber).padStart(4, "0")}`;
};
const rawOf = (externalId: string) =>
  product.database.outside.rawInbound.findFirstOrThrow({ where: { channel: "sms", externalId } });
const deadLetters = async () => {
  const { body } = await product.api("GET", "/api/dead-letters");
  return DEAD_LETTER_PAGE.parse(body).items;
};

/** When a raw row was tried in vain, ms. */
function attemptsAt(raw: string): number[] {
  const lines = product.logged.map((line) => JSON.parse(line));
  return lines
    .filter((line) => line.raw === raw && line.msg === "could not ingest")
    .map(({ time }) => Date.parse(time));
}

/** How many rows each table has, but for the raw rows themselves. */
async function rowCounts(): Promise<unknown> {
  const { rows } = await product.database.pool.query(`
    SELECT (SELECT count(*) FROM "Contact") AS contacts, (SELECT count(*) FROM "ContactAddress") AS addresses,
      (SELECT count(*) FROM "Conversation") AS conversations, (SELECT count(*) FROM "Message") AS messages,
      (SELECT count(*) FROM "Event") AS events, (SELECT count(*) FROM "Turn") AS turns,
      (SELECT count(*) FROM "Outbox") AS outbox, (SELECT count(*) FROM "Consent") AS consents`);
  return rows[0];
}

describe("a text that fails in the middle", () => {
  let mend: (() => Promise<void>) | undefined;
  afterEach(() => mend?.());

  it.each([
    ["Contact", "INSERT"],
    ["ContactAddress", "INSERT"],
    ["Conversation", "INSERT"],
    ["Event", "INSERT"],
    ["Message", "INSERT"],
    ["Conversation", "UPDATE"],
  ] as const)(
    "at %s (%s) leaves nothing half-done, and is done as a whole when it can be [IN-3]",
    async (table, operation) => {
      await settled(product);
      const before = await rowCounts();
      const from = newNumber();
      mend = await breakTable(product, table, operation);
      const { sid } = await product.twilio.text({ from, body: "What does the Pro plan cost?" });
      await until("a first attempt", async () => (await rawOf(sid)).attempts > 0);
      expect(await rowCounts()).toEqual(before);
      expect(await rawOf(sid)).toMatchObject({
        state: "pending",
        error: expect.stringContaining("could not be stored"),
      });
      await mend();
      mend = undefined;

      const { messages, events, conversation } = await product.conversationWhen(
        from,
        (whole) => whole.turns.length > 0,
      );
      expect(events[0]).toMatchObject({ kind: "opened", seq: 1 });
      expect(messages[0]).toMatchObject({ author: "customer", seq: 2, externalId: sid });
      expect(conversation.contact).toMatchObject({ address: from, identity: "verified" });
      expect(await rawOf(sid)).toMatchObject({ state: "done", error: null });
    },
  );

  it("says STOP, and neither the consent nor the message is stored without the other [IN-3]", async () => {
    await settled(product);
    const before = await rowCounts();
    mend = await breakTable(product, "Message", "INSERT");
    const from = newNumber();
    const { sid } = await product.twilio.text({ from, body: "STOP" });
    await until("a first attempt", async () => (await rawOf(sid)).attempts > 0);
    expect(await rowCounts()).toEqual(before);
    await mend();
    mend = undefined;
    const { conversation } = await product.conversationOf(from);
    expect(conversation.flags).toEqual(["opted_out"]);
  });
});

describe("a request that is signed and not understood", () => {
  const signed = (path: string, form: Record<string, string>) =>
    product.twilio.deliver({ publicUrl: product.url + path, form: { AccountSid: TWILIO.accountSid, ...form } });
  const inbound = "/channels/sms/inbound";

  const forms: readonly [string, string, Record<string, string>][] = [
    ["without a sender", inbound, { MessageSid: "SMdead1", To: OUR_NUMBER, Body: "x" }],
    ["without an id", inbound, { From: "+15550299999", To: OUR_NUMBER, Body: "no id" }],
    ["to a number that is not ours", inbound, { MessageSid: "SMdead3", From: "+15550299999", To: "+15550000009" }],
    ["by WhatsApp", inbound, { MessageSid: "SMdead4", From: "whatsapp:+15550299999", To: OUR_NUMBER, Body: "x" }],
    ["about a status that is missing", "/channels/sms/status", { MessageSid: "SMdead5" }],
  ];

  it.each(forms)("%s is 200 all the same [SMS-2]", async (_name, path, form) => {
    expect(await signed(path, form)).toMatchObject({ status: 200 });
  });

  it("is tried again with back-off, then a dead letter that the API shows with its attempts [SMS-2, IN-4]", async () => {
    const letters = await until("the dead letters", async () => {
      const found = await deadLetters();
      return found.length === forms.length && found;
    });
    for (const letter of letters) {
      expect(letter).toMatchObject({
        direction: "inbound",
        channel: "sms",
        attempts: 3,
        error: expect.stringMatching(/\w/),
      });
      const [first = 0, second = 0, third = 0] = attemptsAt(letter.id);
      expect(second - first).toBeGreaterThanOrEqual(500);
      expect(third - second).toBeGreaterThanOrEqual(1_000);
    }
  });

  it("can be downloaded byte for byte by the dead letter's id [IN-4, IN-6]", async () => {
    const letters = await deadLetters();
    const bodies = await Promise.all(
      letters.map(async ({ id }) => {
        const headers = { Authorization: `Bearer ${API_TOKEN}` };
        return await (await fetch(`${product.url}/api/messages/${id}/raw`, { headers })).text();
      }),
    );
    const sids = bodies.map((body) => new URLSearchParams(body).get("MessageSid"));
    expect(new Set(sids)).toEqual(new Set(forms.map(([, , { MessageSid = null }]) => MessageSid)));
  });

  it("is tried again when somebody asks, and dead again as long as nobody understands it [IN-4]", async () => {
    const [letter] = await deadLetters();
    expect(await product.api("POST", `/api/dead-letters/${letter?.id}/retry`)).toMatchObject({ status: 200 });
    expect((await deadLetters()).map(({ id }) => id)).not.toContain(letter?.id);
    const again = await until("the dead letter", async () => (await deadLetters()).find(({ id }) => id === letter?.id));
    expect(again.attempts).toBe(3);
  });
});

describe("a text that could not be stored for too long", () => {
  it("is a dead letter, and taken in when somebody retries it after the cause is gone [IN-4]", async () => {
    await settled(product);
    const from = newNumber();
    const mend = await breakTable(product, "Message", "INSERT");
    const { sid } = await product.twilio.text({ from, body: "What does the Pro plan cost?" });
    await until("a first attempt", async () => (await rawOf(sid)).attempts > 0);
    // Ten attempts take minutes: the last one is brought forward.
    await product.database.outside.rawInbound.updateMany({
      where: { externalId: sid },
      data: { attempts: 9, nextTryAt: new Date() },
    });
    const letter = await until("the dead letter", async () =>
      (await deadLetters()).find(({ attempts }) => attempts === 10),
    );
    expect(letter).toMatchObject({
      direction: "inbound",
      channel: "sms",
      error: expect.not.stringContaining("Pro plan"),
    });
    await mend();

    expect(await product.api("POST", `/api/dead-letters/${letter.id}/retry`)).toMatchObject({ status: 200 });
    const { messages } = await product.conversationWhen(from, ({ messages }) => messages.length > 1);
    expect(messages[0]).toMatchObject({ externalId: sid });
    expect(await deadLetters()).not.toContainEqual(expect.objectContaining({ id: letter.id }));
    problemOf(await product.api("POST", `/api/dead-letters/${letter.id}/retry`), 404);
  });
});
