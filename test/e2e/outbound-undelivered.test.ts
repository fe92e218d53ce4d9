import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { callsFor, operated } from "../harness/operated.ts";
import { type Product, startProduct } from "../harness/product.ts";
import { until } from "../harness/until.ts";

let product: Product;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product.stop());
beforeEach(() => product.twilio.reset());

describe("a number that nothing reaches", () => {
  it.each([
    ["in the answer", 21614],
    ["in a callback", 30006],
  ])("is known by Twilio's word %s, shown, and forgotten when a text comes from it [SMSE-3]", async (_where, code) => {
    const customer = await operated(product, `+155501080${String(code).slice(-2)}`);
    if (code < 30_000) product.twilio.fail({ kind: "refused", code });
    else product.twilio.planCallbacks([{ status: "sent" }, { status: "undelivered", errorCode: code }]);
    const { id } = await customer.write("Are you there?");
    await customer.messageAt(id, "failed");
    const flagged = await product.conversationWhen(customer.number, ({ conversation: { flags } }) =>
      flags.includes("unreachable"),
    );
    const event = flagged.events.find(({ kind }) => kind === "unreachable");
    expect(event?.data).toMatchObject({ code: `twilio_${code}`, why: expect.stringContaining("another way") });
    // The greeting is the other one.
    expect(callsFor(product, customer.number, "create")).toHaveLength(2);

    await product.twilio.text({ from: customer.number, body: "Yes, I am." });
    await product.conversationWhen(customer.number, ({ conversation: { flags } }) => !flags.includes("unreachable"));
  });
});

describe("an answer of the assistant that does not arrive", () => {
  it.each([
    ["refused", { kind: "refused", code: 21408 } as const, "twilio_21408", /Geo permissions/],
    ["undelivered", null, "twilio_30007", /carrier filtered/],
  ])(
    "when %s is handed to a human, with the reason and without a word more to the customer [SMSE-7]",
    async (name, fault, code, reason) => {
      const number = name === "refused" ? "+15550108100" : "+15550108101";
      if (fault) product.twilio.fail(fault);
      else product.twilio.planCallbacks([{ status: "sent" }, { status: "undelivered", errorCode: 30007 }]);
      await product.twilio.text({ from: number, body: "What does the Pro plan cost?" });
      const { conversation, messages } = await product.conversationWhen(
        number,
        (whole) => whole.conversation.state === "queued",
      );
      expect(conversation.handoff).toMatchObject({ trigger: "failure", reason: expect.stringMatching(reason) });
      expect(messages.map(({ author }) => author)).toEqual(["customer", "assistant"]);
      expect(messages.at(-1)?.delivery).toMatchObject({ status: "failed", error: { code } });
      expect(product.textsTo(number)).toHaveLength(fault ? 0 : 1);
    },
  );
});

describe("a text that could not be delivered for now", () => {
  it("says when it is sent again, is sent again, and arrives once that is known [SMSE-6]", async () => {
    const customer = await operated(product, "+15550108200");
    product.twilio.planCallbacks([{ status: "sent" }, { status: "undelivered", errorCode: 30008 }]);
    const { id } = await customer.write("Hello?");
    const { delivery } = await customer.messageWhen(id, (message) => message.delivery?.error !== null);
    expect(delivery).toMatchObject({
      status: "failed",
      error: { code: "twilio_30008", message: expect.stringMatching(/ It is sent again at \d\d:\d\d UTC\.$/) },
    });
    product.twilio.planCallbacks([{ status: "sent" }, { status: "delivered" }]);
    // As if the minute were over.
    const due = { where: { messageId: id, state: "pending" }, data: { nextTryAt: new Date() } } as const;
    await product.database.outside.outbox.updateMany(due);
    expect((await customer.messageAt(id, "delivered")).delivery?.error).toBeNull();
    expect(customer.texts()).toEqual(["Hello?", "Hello?"]);
  });

  it("is not sent again when an operator has written since, and holds nothing up [SMSE-6]", async () => {
    const customer = await operated(product, "+15550108201");
    product.twilio.planCallbacks([{ status: "sent" }, { status: "undelivered", errorCode: 30003 }]);
    const { id } = await customer.write("First.");
    await customer.messageWhen(id, (message) => message.delivery?.error !== null);
    product.twilio.planCallbacks([{ status: "delivered" }]);
    await customer.messageAt((await customer.write("Second.")).id, "delivered");
    await product.database.outside.outbox.updateMany({ where: { messageId: id }, data: { nextTryAt: new Date() } });
    const { delivery } = await customer.messageWhen(
      id,
      (message) => !message.delivery?.error?.message.includes("again at"),
    );
    expect(delivery).toMatchObject({ status: "failed", error: { code: "twilio_30003" } });
    expect(customer.texts()).toEqual(["First.", "Second."]);
  });
});

describe("a text in parts", () => {
  it("leaves with a second between two of them [SMSE-9]", async () => {
    const customer = await operated(product, "+15550108300");
    const { id } = await customer.write("every word of it matters ".repeat(180).trim());
    await customer.messageAt(id, "delivered");
    const parts = product.twilio.sent.filter(({ to, body }) => to === customer.number && body.includes("every word"));
    const times = parts.map(({ at }) => at.getTime());
    expect(times.length).toBeGreaterThanOrEqual(3);
    const gaps = times.slice(1).map((at, index) => at - (times[index] ?? 0));
    for (const gap of gaps) expect(gap).toBeGreaterThan(950);
    await until("no callbacks any more", async () => product.twilio.settled().then(() => true));
  });
});
