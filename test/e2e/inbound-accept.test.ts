import { randomUUID } from "node:crypto";
import twilio from "twilio";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { problemOf, settled } from "../harness/desk.ts";
import { cutDatabase, lockTable } from "../harness/outage.ts";
import { OUR_NUMBER, type Product, startProduct, TWILIO } from "../harness/product.ts";
import { until } from "../harness/until.ts";

const INBOUND = "/channels/sms/inbound";

let product: Product;
beforeAll(async () => {
  product = await startProduct({ env: { TWILIO_AUTH_TOKEN: `token-of-yesterday,${TWILIO.authToken}` } });
});
afterAll(() => product.stop());

const rawCount = () => product.database.outside.rawInbound.count();
const newSid = () => `SM${randomUUID().replaceAll("-", "")}`;
const formOf = (fields: Record<string, string> = {}) => ({
  MessageSid: newSid(),
  AccountSid: TWILIO.accountSid,
  From: "+15550100000",
  To: OUR_NUMBER,
  Body: "What does the Pro plan cost?",
  ...fields,
});

describe("a text that is taken", () => {
  it("is acknowledged with empty TwiML [SMS-3]", async () => {
    const answer = await product.twilio.text({ from: "+15550100001", body: "Hello" });
    expect(answer).toMatchObject({ status: 200, contentType: "text/xml; charset=utf-8", body: "<Response/>" });
  });

  it("is acknowledged only when its raw row is on disk [IN-1]", async () => {
    const lock = await lockTable(product, "RawInbound");
    let acknowledged = false;
    const delivery = product.twilio.text({ from: "+15550100002", body: "Hello" }).finally(() => {
      acknowledged = true;
    });
    await lock.waited();
    expect(acknowledged).toBe(false);
    lock.letGo();
    expect(await delivery).toMatchObject({ status: 200 });
  });

  it("goes before what others ask meanwhile, which is answered all the same [ACK-9]", async () => {
    const quickest = async (): Promise<number> => {
      const times: number[] = [];
      for (let n = 0; n < 5; n += 1) {
        const began = performance.now();
        expect((await product.api("GET", "/api/conversations")).status).toBe(200);
        times.push(performance.now() - began);
      }
      return Math.min(...times);
    };
    await settled(product);
    const before = await quickest();
    const lock = await lockTable(product, "RawInbound");
    const delivery = product.twilio.text({ from: "+15550100003", body: "Hello" });
    await lock.waited();
    const meanwhile = await quickest();
    lock.letGo();
    expect(await delivery).toMatchObject({ status: 200 });
    expect(meanwhile - before).toBeGreaterThan(25);
    expect(meanwhile).toBeLessThan(2_000);
  });
});

describe("a text that cannot be stored", () => {
  it("is refused with a 503, so that Twilio tries again, and then it is there once [IN-1]", async () => {
    const from = "+15550100010";
    await product.database.pool.query(`ALTER TABLE "RawInbound" RENAME TO "RawInboundAway"`);
    const refused = await product.twilio.text({ from, body: "Is anybody there?" });
    await product.database.pool.query(`ALTER TABLE "RawInboundAway" RENAME TO "RawInbound"`);
    expect(refused).toMatchObject({ status: 503, contentType: "application/problem+json; charset=utf-8" });

    expect(await product.twilio.text({ from, body: "Is anybody there?", sid: refused.sid })).toMatchObject({
      status: 200,
    });
    const { messages } = await product.conversationOf(from);
    expect(messages.filter(({ author }) => author === "customer")).toMatchObject([{ externalId: refused.sid }]);
  });

  it("is refused while the database is away, and taken as soon as it is back, without a restart [IN-1]", async () => {
    const from = "+15550100011";
    const bringBack = await cutDatabase(product);
    const refused = await product.twilio.text({ from, body: "Hello from an outage" });
    await bringBack();
    expect(refused.status).toBe(503);
    await until("the product to recover", async () => {
      const { status } = await product.twilio.text({ from, body: "Hello from an outage", sid: refused.sid });
      return status === 200;
    });
    const { messages } = await product.conversationWhen(from, ({ messages }) => messages.length > 1);
    expect(messages.map(({ author }) => author)).toEqual(["customer", "assistant"]);
  });
});

describe("a text that is delivered many times", () => {
  it("also at once, is one raw row, one message, one answer and one text sent [IN-2, BEH-34]", async () => {
    const from = "+15550100020";
    const sid = newSid();
    const text = { from, body: "What does the Pro plan cost?", sid };
    const answers = await Promise.all(Array.from({ length: 20 }, () => product.twilio.text(text)));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200));
    await product.conversationWhen(from, ({ messages }) => messages.at(-1)?.delivery?.status === "delivered");
    await product.twilio.text(text);
    await settled(product);

    const { messages, turns } = await product.conversationOf(from);
    expect(await product.database.outside.rawInbound.count({ where: { externalId: sid } })).toBe(1);
    expect(messages.map(({ author }) => author)).toEqual(["customer", "assistant"]);
    expect(turns).toHaveLength(1);
    expect(product.textsTo(from)).toHaveLength(1);
  });
});

describe("a request without the right signature", () => {
  const url = (path = INBOUND) => product.url + path;
  const signedFor = (token: string, address: string, form: Record<string, string>) =>
    twilio.getExpectedTwilioSignature(token, address, form);
  const form = formOf();

  it.each<[string, () => string | null]>([
    ["has none", () => null],
    ["has an empty one", () => ""],
    ["has a made-up one", () => "bm90IGEgc2lnbmF0dXJl"],
    ["has one by another token", () => signedFor("token-of-somebody", url(), form)],
    ["has one for another address", () => signedFor(TWILIO.authToken, url("/channels/sms/status"), form)],
    ["has one for another host", () => signedFor(TWILIO.authToken, `https://evil.example${INBOUND}`, form)],
    ["has one for another text", () => signedFor(TWILIO.authToken, url(), { ...form, Body: "Refund me" })],
    ["has one for fewer fields", () => signedFor(TWILIO.authToken, url(), { Body: form.Body })],
  ])("that %s is 403 and nothing is stored [SMS-1]", async (_name, signature) => {
    const before = await rawCount();
    for (const path of [INBOUND, "/channels/sms/status"]) {
      const publicUrl = url(path);
      const given = path === INBOUND ? signature() : "bm90IGEgc2lnbmF0dXJl";
      expect(await product.twilio.deliver({ publicUrl, form, signature: given })).toMatchObject({ status: 403 });
    }
    expect(await rawCount()).toBe(before);
  });

  it("is told by the signature and not by the Host header [SMS-1]", async () => {
    const signature = signedFor(TWILIO.authToken, `http://evil.example${INBOUND}`, form);
    const headers = { Host: "evil.example", "X-Forwarded-Host": "evil.example", "X-Twilio-Signature": signature };
    const answer = await fetch(url(), { method: "POST", headers, body: new URLSearchParams(form) });
    expect(answer.status).toBe(403);
  });

  it.each(["token-of-yesterday", TWILIO.authToken])(
    "and each of two tokens signs during rotation [SMS-1]",
    async (token) => {
      const fields = formOf();
      const signature = signedFor(token, url(), fields);
      expect(await product.twilio.deliver({ publicUrl: url(), form: fields, signature })).toMatchObject({
        status: 200,
      });
    },
  );
});

describe("a request that no text can be", () => {
  const post = (body: string | ReadableStream, headers: Record<string, string> = {}) =>
    fetch(product.url + INBOUND, { method: "POST", body, headers, duplex: "half" } as RequestInit);
  const answered = async (response: Response) => {
    const { status, headers } = response;
    return { status, headers, body: await response.json() };
  };

  it("for its size is 413, and nothing is stored", async () => {
    const before = await rawCount();
    problemOf(await answered(await post("x".repeat(64 * 1024 + 1))), 413);
    expect(await rawCount()).toBe(before);
  });

  it("also when it does not say its size", async () => {
    const endless = new ReadableStream({
      start(controller) {
        for (let kb = 0; kb < 80; kb += 1) controller.enqueue(new TextEncoder().encode("x".repeat(1_024)));
        controller.close();
      },
    });
    problemOf(await answered(await post(endless)), 413);
  });

  it("for its encoding is 415", async () => {
    problemOf(await answered(await post("x", { "Content-Encoding": "gzip" })), 415);
  });

  it.each(["GET", "PUT", "DELETE", "PATCH"])("for its method %s is 404", async (method) => {
    problemOf(await product.api(method, INBOUND, undefined, {}), 404);
  });
});
