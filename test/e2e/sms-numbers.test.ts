import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { DeadLetter } from "../../src/desk/dead-letters.ts";
import { settled } from "../harness/desk.ts";
import { OUR_NUMBER, type Product, startProduct, TWILIO } from "../harness/product.ts";
import { until } from "../harness/until.ts";

const UNKNOWN = "+15005550099";
const SERVICE = `MG${"2".repeat(32)}`;

let product: Product;
beforeAll(async () => {
  product = await startProduct({ env: { TWILIO_MESSAGING_SERVICE_SID: SERVICE } });
});
afterAll(() => product.stop());

/** What Twilio's webhook has in place of the stand-in's usual fields. */
const deadLetter = (sid: string) =>
  until("the dead letter", async () => {
    const row = await product.database.outside.rawInbound.findFirst({ where: { externalId: sid, state: "dead" } });
    if (!row) return null;
    const { body } = await product.api<{ items: DeadLetter[] }>("GET", "/api/dead-letters");
    return body.items.find(({ id }) => id === row.id);
  });

describe("a text to a number that we do not know", () => {
  it("waits as a dead letter, and is a message once the number is ours [SMSW-2]", async () => {
    const from = "+15550630001";
    const text = { from, to: UNKNOWN, body: "What does the Pro plan cost?", extra: { MessagingServiceSid: "" } };
    const { status, sid } = await product.twilio.text(text);
    expect(status).toBe(200);
    const letter = await deadLetter(sid);
    expect(letter.error).toContain("TWILIO_PHONE_NUMBER");
    expect(letter.error).not.toContain("Pro plan");
    await product.api("POST", `/api/dead-letters/${letter.id}/retry`);
    await deadLetter(sid);

    await product.stopProcess();
    await product.startProcess({ TWILIO_PHONE_NUMBER: `${OUR_NUMBER},${UNKNOWN}` });
    expect((await product.api("POST", `/api/dead-letters/${letter.id}/retry`)).status).toBeLessThan(300);
    const { messages } = await product.conversationWhen(from, ({ messages }) => messages.length > 0);
    expect(messages[0]).toMatchObject({ author: "customer", externalId: sid, text: "What does the Pro plan cost?" });
  });
});

describe("a text by RCS", () => {
  const from = "+15550630010";
  const rcs = (body: string, extra: Record<string, string> = {}) =>
    product.twilio.deliver({
      publicUrl: `${product.url}/channels/sms/inbound`,
      form: {
        AccountSid: TWILIO.accountSid,
        ApiVersion: "2010-04-01",
        ChannelMetadata: '{"type":"rcs","data":{}}',
        From: `rcs:${from}`,
        To: "rcs:acme_support_agent",
        MessageSid: `SM${body.length.toString(16).padStart(32, "0")}`,
        MessagingServiceSid: SERVICE,
        NumMedia: "0",
        SmsStatus: "received",
        Body: body,
        ...extra,
      },
    });

  it("is in the customer's thread with our first number, and answered from there by SMS [SMSW-3]", async () => {
    await product.twilio.text({ from, body: "Hello" });
    await settled(product);
    expect((await rcs("What does the Pro plan cost?")).status).toBe(200);
    const { messages, contact } = await product.conversationWhen(
      from,
      (whole) => whole.messages.filter(({ author }) => author === "assistant").length > 1,
    );
    expect(contact).toMatchObject({ address: from, identity: "verified" });
    expect(messages.filter(({ author }) => author === "customer").map(({ text }) => text)).toEqual([
      "Hello",
      "What does the Pro plan cost?",
    ]);
    await settled(product);
    expect(product.twilio.sent.filter(({ to }) => to === from).map((sent) => sent.from)).toEqual([
      OUR_NUMBER,
      OUR_NUMBER,
    ]);
  });

  it("that opts out is out for our numbers [SMSW-3]", async () => {
    expect((await rcs("STOP")).status).toBe(200);
    const { conversation } = await product.conversationWhen(from, (whole) =>
      whole.conversation.flags.includes("opted_out"),
    );
    expect(conversation.flags).toContain("opted_out");
  });

  it("to somebody else's agent waits as a dead letter [SMSW-3]", async () => {
    const sid = `SM${"e".repeat(32)}`;
    expect((await rcs("Hi", { MessageSid: sid, MessagingServiceSid: `MG${"3".repeat(32)}` })).status).toBe(200);
    expect((await deadLetter(sid)).error).toContain("RCS");
  });
});

it("stores what PostgreSQL could not, whatever is signed [SMSW-1]", async () => {
  const publicUrl = `${product.url}/channels/sms/inbound?m=%00&__proto__=1`;
  const before = await product.database.outside.rawInbound.count();
  const forms = [
    { MessageSid: "SM\0", From: "+15550630020", To: OUR_NUMBER, Body: "Hi" },
    { MessageSid: `SM${"f".repeat(32)}`, From: "\0", To: OUR_NUMBER, Body: "Hi" },
    {
      MessageSid: `SM${"d".repeat(32)}`,
      From: "+15550630021",
      To: OUR_NUMBER,
      Body: "a\0b",
      Label: "\0",
      Latitude: "\0",
    },
    { MessageSid: "S".repeat(5_000), Body: "x".repeat(20_000) },
    { "": "", "\0": "\0" },
  ];
  for (const form of forms) expect(await product.twilio.deliver({ publicUrl, form })).toMatchObject({ status: 200 });
  expect(await product.database.outside.rawInbound.count()).toBe(before + forms.length);
  const { messages } = await product.conversationOf("+15550630021");
  expect(messages[0]?.text).toBe("ab");
});
