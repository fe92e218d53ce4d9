import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { write } from "../harness/desk.ts";
import { callsFor, type Operated, operated } from "../harness/operated.ts";
import { OUR_NUMBER, type Product, startProduct } from "../harness/product.ts";
import { until } from "../harness/until.ts";

let product: Product;
let numbers = 0;
let customer: Operated;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product.stop());
beforeEach(async () => {
  product.twilio.reset();
  numbers += 1;
  customer = await operated(product, `+1555010500${numbers}`);
});

const creates = (): number => callsFor(product, customer.number, "create").length;

describe("a customer who has opted out", () => {
  it("is known from the provider's refusal, and nothing more is tried [OUT-8]", async () => {
    product.twilio.optOut(OUR_NUMBER, customer.number);
    const before = creates();
    const { id } = await customer.write("Did you get my text?");
    const { delivery } = await customer.messageAt(id, "failed");
    expect(delivery?.error).toMatchObject({ code: "twilio_21610", message: expect.stringContaining("START") });
    const { conversation, events } = await product.conversationOf(customer.number);
    expect(conversation.flags).toContain("opted_out");
    expect(events.map(({ kind }) => kind)).toContain("opted_out");

    const second = await write(product, customer.id, { text: "And now?" });
    expect(second).toMatchObject({ status: 409, body: { optedOut: true } });
    expect(creates()).toBe(before + 1);
  });

  it("is known from a callback as well, when the provider found out late [OUT-8]", async () => {
    product.twilio.planCallbacks([{ status: "sent" }, { status: "failed", errorCode: 21610 }]);
    const { id } = await customer.write("Did you get my text?");
    await customer.messageAt(id, "failed");
    await product.conversationWhen(customer.number, ({ conversation }) => conversation.flags.includes("opted_out"));
    expect((await write(product, customer.id, { text: "And now?" })).status).toBe(409);
  });

  it("gets nothing that was on its way when STOP came, not even from an operator [OUT-8]", async () => {
    const held = product.twilio.hold();
    const first = await customer.write("This one is at the provider already.");
    const second = await customer.write("This one waits behind it.");
    await held.arrived;
    await product.twilio.text({ from: customer.number, body: "STOP" });
    await product.conversationWhen(customer.number, ({ conversation }) => conversation.flags.includes("opted_out"));
    held.release();
    await customer.messageAt(first.id, "failed");
    const { delivery } = await customer.messageAt(second.id, "failed");
    expect(delivery?.error?.code).toBe("opted_out");
    expect(customer.texts()).toEqual([]);
    expect(product.twilio.requests.some(({ form }) => form.get("Body")?.includes("waits behind"))).toBe(false);
  });

  it("can be written to again after START, also what had failed meanwhile [OUT-8, OUT-2]", async () => {
    product.twilio.optOut(OUR_NUMBER, customer.number);
    const { id } = await customer.write("Are you there?");
    await customer.messageAt(id, "failed");
    const row = await product.database.outside.outbox.findFirstOrThrow({ where: { messageId: id } });
    // Still opted out: a retry is cancelled before it leaves.
    await product.api("POST", `/api/dead-letters/${row.id}/retry`);
    await customer.messageWhen(id, ({ delivery }) => delivery?.error?.code === "opted_out");

    await product.twilio.text({ from: customer.number, body: "START" });
    await until("the consent", async () => {
      const { conversation } = await product.conversationOf(customer.number);
      return !conversation.flags.includes("opted_out");
    });
    const again = await customer.write("Are you back?");
    await customer.messageAt(again.id, "delivered");
    expect(customer.texts()).toEqual(["Are you back?"]);
  });
});
