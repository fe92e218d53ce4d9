import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Fault } from "../../src/standins/twilio/fault.ts";
import { write } from "../harness/desk.ts";
import { operated } from "../harness/operated.ts";
import { breakTable } from "../harness/outage.ts";
import { type Product, startProduct } from "../harness/product.ts";
import { until } from "../harness/until.ts";

let product: Product;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product.stop());

/** What goes wrong, and how many calls are fine before it. */
const FAULTS: readonly (readonly [fine: number, Fault])[] = [
  [2, { kind: "rate_limited" }],
  [3, { kind: "drop", created: true }],
  [7, { kind: "server_error", status: 500, created: true }],
  [0, { kind: "garbled", body: "{}", created: true }],
  [9, { kind: "server_error", status: 503 }],
  [5, { kind: "rate_limited", retryAfterSeconds: 1 }],
  [4, { kind: "unauthorized" }],
  [8, { kind: "server_error", status: 504, created: true }],
  [6, { kind: "drop", created: true }],
];
const MESSAGES = 60;

describe("sixty messages to one customer over a provider that fails in every way", () => {
  it("arrive once each and in order [OUT-2, OUT-3, OUT-4]", { timeout: 90_000 }, async () => {
    const customer = await operated(product, "+15550106000");
    for (const [fine, fault] of FAULTS) {
      if (fine > 0) product.twilio.fail({ kind: "slow", ms: 0 }, { times: fine });
      product.twilio.fail(fault);
    }
    const wanted = Array.from({ length: MESSAGES }, (_, index) => `Message ${index + 1} of ${MESSAGES}`);
    const ids: string[] = [];
    for (const text of wanted) ids.push((await customer.write(text)).id);
    await customer.messageAt(ids.at(-1) ?? "", "delivered");
    expect(customer.texts()).toEqual(wanted);
    const rows = await product.database.outside.outbox.findMany({ where: { conversationId: customer.id } });
    expect(rows.filter(({ state }) => state !== "sent")).toEqual([]);
  });
});

describe("what is said", () => {
  it("is stored with what carries it, or not at all [OUT-1]", async () => {
    const customer = await operated(product, "+15550106001");
    const mend = await breakTable(product, "Outbox", "INSERT");
    const body = { text: "Stored as a whole.", clientId: "whole" };
    expect((await write(product, customer.id, body)).status).toBe(500);
    const stored = () => product.database.outside.message.count({ where: { clientId: "whole" } });
    expect(await stored()).toBe(0);
    await mend();
    const { status, body: message } = await write(product, customer.id, body);
    expect(status).toBe(201);
    await customer.messageAt(message.id, "delivered");
    expect(customer.texts()).toEqual(["Stored as a whole."]);
  });

  it("by the assistant as well: no answer without what carries it [OUT-1]", async () => {
    const number = "+15550106002";
    const mend = await breakTable(product, "Outbox", "INSERT");
    await product.twilio.text({ from: number, body: "What does the Pro plan cost?" });
    await until("an attempt to answer", () => product.logged.some((line) => line.includes("work failed")));
    const { messages } = await product.conversationOf(number);
    expect(messages.map(({ author }) => author)).toEqual(["customer"]);
    await mend();
    const whole = await product.conversationWhen(
      number,
      (found) => found.messages.at(-1)?.delivery?.status === "delivered",
    );
    expect(product.textsTo(number)).toEqual(whole.messages.slice(1).map(({ text }) => text));
    expect(product.textsTo(number)).toHaveLength(1);
  });
});
