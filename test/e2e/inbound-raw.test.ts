import twilio from "twilio";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { keepHouse } from "../../src/housekeeping.ts";
import { addOperator, PASSWORD, problemOf, type Session, settled, signIn } from "../harness/desk.ts";
import { API_TOKEN, OUR_NUMBER, type Product, startProduct, TWILIO, type Whole } from "../harness/product.ts";
import { until } from "../harness/until.ts";

const ADMIN = { email: "admin@example.com", password: PASSWORD };
const BEARER = { Authorization: `Bearer ${API_TOKEN}` };

let product: Product;
let admin: Session;
let operator: Session;
beforeAll(async () => {
  product = await startProduct({ env: { OPERATOR_EMAIL: ADMIN.email, OPERATOR_PASSWORD: ADMIN.password } });
  admin = await signIn(product, ADMIN);
  operator = await addOperator(product, "operator@example.com");
});
afterAll(() => product.stop());

/** Delivers these very bytes, signed as Twilio signs what they mean. */
async function deliver(body: string | Uint8Array): Promise<number> {
  const url = `${product.url}/channels/sms/inbound`;
  const form = Object.fromEntries(new URLSearchParams(Buffer.from(body).toString("utf8")));
  const { status } = await fetch(url, {
    method: "POST",
    headers: {
      "Content-Type": "application/x-www-form-urlencoded; charset=UTF-8",
      "X-Twilio-Signature": twilio.getExpectedTwilioSignature(TWILIO.authToken, url, form),
    },
    body: Buffer.from(body),
  });
  return status;
}

const bytesOf = (sid: string, from: string, text: string) =>
  `ToCountry=US&MessageSid=${sid}&From=${encodeURIComponent(from)}&To=${encodeURIComponent(OUR_NUMBER)}&Body=${text}`;

async function download(messageId: string | undefined, headers: Record<string, string>) {
  const response = await fetch(`${product.url}/api/messages/${messageId}/raw`, { headers });
  return { response, bytes: Buffer.from(await response.arrayBuffer()) };
}

const firstMessage = ({ messages }: Whole) => messages[0]?.id;

describe("what the provider gave us", () => {
  const number = "+15550400001";
  const bytes = bytesOf(
    "SMraw1",
    number,
    "Gr%C3%BC%c3%9fe+%F0%9F%8E%89+%e2%9c%93%0Aplus%2Bsign%26more%3d&Tomorrow=%22new%22",
  );
  let whole: Whole;
  beforeAll(async () => {
    expect(await deliver(bytes)).toBe(200);
    whole = await product.conversationOf(number);
  });

  it("is understood", () => {
    expect(whole.messages[0]?.text).toBe("Grüße 🎉 ✓\nplus+sign&more=");
  });

  it.each<[string, () => Record<string, string>]>([
    ["the API token", () => BEARER],
    ["an admin", () => admin],
  ])("comes back byte for byte, as a download, for %s [IN-6]", async (_name, headers) => {
    const { response, bytes: back } = await download(firstMessage(whole), headers());
    expect(response.status).toBe(200);
    expect(back.equals(Buffer.from(bytes))).toBe(true);
    expect(response.headers.get("content-disposition")).toMatch(/^attachment/);
    expect(response.headers.get("content-type")).toBe("application/octet-stream");
    expect(response.headers.get("cache-control")).toBe("no-store");
  });

  it("is written down, with who and what [IN-6]", async () => {
    const { events, conversation } = await product.conversationOf(number);
    const written = events.filter(({ kind }) => kind === "raw_downloaded");
    expect(written).toMatchObject([
      { by: "api", data: { messageId: firstMessage(whole) } },
      { by: ADMIN.email, data: { messageId: firstMessage(whole) } },
    ]);
    expect(conversation.seq).toBeGreaterThanOrEqual(written.at(-1)?.seq ?? Infinity);
  });

  it("is not for an ordinary operator, who leaves no trace [IN-6]", async () => {
    const before = await product.conversationOf(number);
    const refused = await product.api("GET", `/api/messages/${firstMessage(whole)}/raw`, undefined, operator);
    problemOf(refused, 403);
    expect((await product.conversationOf(number)).events).toEqual(before.events);
  });

  it("is not for somebody who is not signed in", async () => {
    problemOf(await product.api("GET", `/api/messages/${firstMessage(whole)}/raw`, undefined, {}), 401);
  });

  it("is there also when it is no UTF-8 [IN-6]", async () => {
    const odd = Buffer.concat([
      Buffer.from(bytesOf("SMraw2", "+15550400002", "caf")),
      Buffer.from([0xe9, 0xff, 0x26, 0x58, 0x3d, 0x80]),
    ]);
    expect(await deliver(odd)).toBe(200);
    const found = await product.conversationOf("+15550400002");
    const { bytes: back } = await download(firstMessage(found), BEARER);
    expect(back.equals(odd)).toBe(true);
  });

  it.each<[string, () => string | undefined]>([
    ["the assistant's message", () => whole.messages.find(({ author }) => author === "assistant")?.id],
    ["an unknown message", () => "0190a0a0-0000-7000-8000-000000000000"],
    ["what is no id", () => "1"],
  ])("is 404 for %s", async (_name, id) => {
    await settled(product);
    whole = await product.conversationOf(number);
    problemOf(await product.api("GET", `/api/messages/${id()}/raw`), 404);
  });
});

describe("what has been kept for RAW_RETENTION_DAYS", () => {
  const DAYS = 90;
  const daysAgo = (days: number) => new Date(Date.now() - days * 24 * 60 * 60 * 1_000);
  const SHORT = daysAgo(DAYS - 0.01);
  const LONG = daysAgo(DAYS + 0.01);
  const rawInbound = () => product.database.outside.rawInbound;
  const insert = (externalId: string, state: "pending" | "done" | "dead", receivedAt: Date) =>
    rawInbound().create({
      // Mail is not turned on, so nobody takes it in meanwhile.
      data: { channel: "email", externalId, contentType: "message/rfc822", body: Buffer.from("Hi"), state, receivedAt },
    });
  const sizeOf = async (externalId: string) =>
    (await rawInbound().findFirstOrThrow({ where: { externalId } })).body.length;

  it.each([
    ["is deleted when it is done [IN-8]", "done", LONG, 0],
    ["is deleted when it is a dead letter [IN-8]", "dead", LONG, 0],
    ["stays while it is not handled yet [IN-8]", "pending", LONG, 2],
    ["stays until then when it is done [IN-8]", "done", SHORT, 2],
    ["stays until then when it is a dead letter [IN-8]", "dead", SHORT, 2],
  ] as const)("%s", async (name, state, receivedAt, left) => {
    await insert(name, state, receivedAt);
    await keepHouse(product.database, DAYS);
    expect(await sizeOf(name)).toBe(left);
  });

  it("goes however much it is, once [IN-8]", async () => {
    await product.database.pool.query(
      `INSERT INTO "RawInbound" (id, channel, "externalId", "contentType", body, state, "receivedAt")
       SELECT gen_random_uuid(), 'email', 'many ' || i, 'message/rfc822', 'Hi', 'done', $1 FROM generate_series(1, 1001) i`,
      [LONG],
    );
    expect(await keepHouse(product.database, DAYS)).toMatchObject({ raws: 1_001 });
    expect(await keepHouse(product.database, DAYS)).toMatchObject({ raws: 0 });
  });

  it("leaves its key, so the same text delivered again is still the same [IN-8]", async () => {
    const from = "+15550400010";
    const { sid } = await product.twilio.text({ from, body: "Hello" });
    const before = await product.conversationWhen(from, ({ messages }) => messages.length > 1);
    await rawInbound().updateMany({ where: { externalId: sid }, data: { receivedAt: LONG } });
    await keepHouse(product.database, DAYS);

    expect(await product.twilio.text({ from, body: "Hello", sid })).toMatchObject({ status: 200 });
    await settled(product);
    expect((await product.conversationOf(from)).messages).toHaveLength(before.messages.length);
    const refused = problemOf(await product.api("GET", `/api/messages/${firstMessage(before)}/raw`), 404);
    expect(refused.detail).toContain("RAW_RETENTION_DAYS");
  });

  it("cannot be retried any more, when it was a dead letter [IN-8]", async () => {
    const { id } = await insert("a dead letter without bytes", "dead", LONG);
    await keepHouse(product.database, DAYS);
    const refused = problemOf(await product.api("POST", `/api/dead-letters/${id}/retry`), 409);
    expect(refused.detail).toContain("RAW_RETENTION_DAYS");
    expect(await rawInbound().findUniqueOrThrow({ where: { id } })).toMatchObject({ state: "dead" });
  });

  it("goes with sessions that are over and counters that are, and with no others", async () => {
    const { outside } = product.database;
    const { id: operatorId } = await outside.operator.findFirstOrThrow({ where: { email: ADMIN.email } });
    await outside.session.create({ data: { tokenHash: "over", operatorId, expiresAt: daysAgo(0.001) } });
    await outside.rateLimit.create({ data: { key: "over", points: 3, expire: BigInt(Date.now() - 1) } });
    await outside.rateLimit.create({ data: { key: "counts", points: 3, expire: BigInt(Date.now() + 60_000) } });
    expect(await keepHouse(product.database, DAYS)).toMatchObject({ sessions: 1, limits: 1 });
    expect(await outside.rateLimit.findUnique({ where: { key: "counts" } })).not.toBeNull();
    expect(await product.api("GET", "/api/conversations", undefined, admin)).toMatchObject({ status: 200 });
  });

  it("goes at the start already: not every process lives for an hour [IN-8]", async () => {
    await product.stopProcess();
    await insert("from before the start", "done", LONG);
    await product.startProcess();
    await until("the bytes to go", async () => (await sizeOf("from before the start")) === 0);
  });
});
