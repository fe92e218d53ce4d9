import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { ChannelView } from "../../src/desk/channel-routes.ts";
import { startTwilioStandIn } from "../../src/standins/twilio/start-twilio-stand-in.ts";
import { callsFor, deadLetters, type Operated, operated } from "../harness/operated.ts";
import { type Product, startProduct, TWILIO } from "../harness/product.ts";
import { until } from "../harness/until.ts";

let product: Product;
let customer: Operated;
beforeAll(async () => {
  product = await startProduct();
  customer = await operated(product, "+15550101000");
});
afterAll(() => product.stop());
beforeEach(() => product.twilio.reset());

const attempts = (): number => callsFor(product, customer.number, "create").length;
const isReady = async (): Promise<number> => (await fetch(`${product.url}/readyz`)).status;
const outbox = () => product.database.outside.outbox;

describe("a send that Twilio refuses for now", () => {
  it.each([
    ["at once, without a word when", undefined, 0],
    ["and says when", 3, 3_000],
  ])("is tried again within 5 s, %s [OUT-2]", async (_name, retryAfterSeconds, leastMs) => {
    product.twilio.fail({ kind: "rate_limited", ...(retryAfterSeconds && { retryAfterSeconds }) });
    const { id } = await customer.write("One moment please.");
    await until("the first attempt", () => attempts() === 1);
    const began = performance.now();
    const waiting = await customer.messageWhen(id, ({ delivery }) => delivery?.error !== null);
    expect(waiting.delivery).toMatchObject({ status: "queued", error: { code: "twilio_20429" } });
    await until("the second attempt", () => attempts() === 2);
    expect(performance.now() - began).toBeLessThan(5_000);
    expect(performance.now() - began).toBeGreaterThan(leastMs - 200);
    expect((await customer.messageAt(id, "delivered")).delivery?.error).toBeNull();
  });
});

describe("a send that Twilio refuses for good", () => {
  it("is a dead letter at once, does not block the next one, and can be sent again [OUT-2, OUT-4]", async () => {
    const before = (await deadLetters(product)).length;
    product.twilio.fail({ kind: "refused", code: 21408 });
    const refused = await customer.write("To a country that is switched off");
    const next = await customer.write("After it");
    const { delivery } = await customer.messageAt(refused.id, "failed");
    expect(delivery?.error).toMatchObject({
      code: "twilio_21408",
      message: expect.stringContaining("Geo permissions"),
    });
    await customer.messageAt(next.id, "delivered");
    expect(callsFor(product, customer.number, "create").map((form) => form.get("Body"))).toEqual([
      "To a country that is switched off",
      "After it",
    ]);

    const [letter, ...others] = await deadLetters(product);
    expect(others).toHaveLength(before);
    expect(letter).toMatchObject({ direction: "outbound", error: expect.stringContaining("Geo permissions") });
    expect(await product.api("POST", `/api/dead-letters/${letter?.id}/retry`)).toMatchObject({ status: 200 });
    await customer.messageAt(refused.id, "delivered");
    expect(customer.texts().at(-1)).toBe("To a country that is switched off");
    expect(await deadLetters(product)).toHaveLength(before);
    expect((await product.api("POST", `/api/dead-letters/${letter?.id}/retry`)).status).toBe(404);
  });
});

describe("when Twilio does not accept our credentials", () => {
  it("the product is not ready until a send succeeds, and nothing is lost [OUT-2]", async () => {
    expect(await isReady()).toBe(200);
    product.twilio.fail({ kind: "unauthorized" });
    const { id } = await customer.write("Who am I?");
    const { delivery } = await customer.messageWhen(id, (message) => message.delivery?.error !== null);
    expect(delivery).toMatchObject({ status: "queued", error: { code: "twilio_20003" } });
    expect(await isReady()).toBe(503);
    await customer.messageAt(id, "delivered");
    expect(await isReady()).toBe(200);
    expect(customer.texts().filter((text) => text === "Who am I?")).toHaveLength(1);
  });
});

describe("when Twilio cannot be reached", () => {
  it("all texts wait, however long, operators see why, and each leaves once and in order when it can [OUT-9]", async () => {
    const before = (await deadLetters(product)).length;
    const port = Number(new URL(product.twilio.url).port);
    await product.twilio.stop();
    const first = await customer.write("Nine of ten.");
    await customer.messageWhen(first.id, ({ delivery }) => delivery?.error?.code === "twilio_unreachable");
    const { id } = await customer.write("Is anybody there?");
    // As if it had been tried as often as one text alone may be.
    await until("it to wait", async () => {
      const where = { messageId: first.id, state: "pending" } as const;
      return (await outbox().updateMany({ where, data: { attempts: 9 } })).count === 1;
    });
    const isTenth = (line: string): boolean => line.includes(first.id) && line.includes('"attempt":10');
    await until("another attempt in vain", () => product.logged.some(isTenth), 30_000);
    expect((await product.api<{ items: ChannelView[] }>("GET", "/api/channels")).body.items).toContainEqual({
      channel: "sms",
      ok: false,
      why: "Twilio could not be reached. It is tried again. 2 texts wait.",
    });
    expect(await deadLetters(product)).toHaveLength(before);

    const destination = { publicUrl: product.url, target: product.url };
    const again = await startTwilioStandIn({ ...TWILIO, port, destination });
    try {
      for (const message of [first.id, id]) await customer.messageAt(message, "delivered");
      expect(again.sent.map(({ body }) => body)).toEqual(["Nine of ten.", "Is anybody there?"]);
    } finally {
      await again.stop();
    }
  });
});
