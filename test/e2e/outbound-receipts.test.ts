import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { StatusStep } from "../../src/standins/twilio/status-step.ts";
import { deadLetters, type Operated, operated } from "../harness/operated.ts";
import { type Product, startProduct } from "../harness/product.ts";
import { until } from "../harness/until.ts";

let product: Product;
let customer: Operated;
beforeAll(async () => {
  product = await startProduct();
  customer = await operated(product, "+15550104000");
});
afterAll(() => product.stop());
beforeEach(() => product.twilio.reset());

const QUEUED = { status: "queued" };
const SENT = { status: "sent" };
const DELIVERED = { status: "delivered" };
const READ = { status: "read" };
const UNDELIVERED = { status: "undelivered", errorCode: 30004 };

/** Every webhook has been answered, and every row is taken in. */
async function takenIn(): Promise<void> {
  await product.twilio.settled();
  await until("the receipts", async () => {
    return (await product.database.outside.rawInbound.count({ where: { state: "pending" } })) === 0;
  });
}

type Case = readonly [name: string, steps: readonly StatusStep[], status: string, code: string | null];
const CASES: readonly Case[] = [
  ["in order", [QUEUED, SENT, DELIVERED], "delivered", null],
  ["in reverse order", [DELIVERED, SENT, QUEUED], "delivered", null],
  ["twice each", [QUEUED, QUEUED, SENT, SENT, DELIVERED, DELIVERED, SENT], "delivered", null],
  ["with a read one first", [READ, DELIVERED, SENT], "read", null],
  ["with a failure that a late success follows", [SENT, UNDELIVERED, DELIVERED], "delivered", null],
  ["with a failure after the success", [DELIVERED, UNDELIVERED], "delivered", null],
  ["with a failure, then older news", [UNDELIVERED, SENT, QUEUED], "failed", "twilio_30004"],
  ["with two failures", [UNDELIVERED, { status: "failed", errorCode: 30005 }], "failed", "twilio_30004"],
  ["with words of the future", [SENT, { status: "teleported" }], "sent", null],
];

describe("receipts", () => {
  describe.each([
    ["after the provider's answer", false],
    ["before the provider's answer", true],
  ])("%s", (_when, beforeAnswer) => {
    it.each(CASES)("that come %s only move a message up [OUT-5]", async (_name, steps, status, code) => {
      product.twilio.planCallbacks(steps, { beforeAnswer });
      const { id } = await customer.write("What becomes of this?");
      await until("the text", () => customer.texts().length === 1);
      await until("the callbacks", () => product.twilio.callbacks.length === steps.length);
      await takenIn();
      const { delivery } = await customer.messageWhen(id, (message) => message.delivery?.status !== "queued");
      expect(delivery?.status).toBe(status);
      expect(delivery?.error?.code ?? null).toBe(code);
      expect(customer.texts()).toEqual(["What becomes of this?"]);
    });
  });

  it("are all answered with 200, those of texts that are not ours as well [OUT-5, SMS-5]", async () => {
    await customer.messageAt((await customer.write("Ours.")).id, "delivered");
    const form = {
      MessageSid: `SM${"0".repeat(32)}`,
      MessageStatus: "delivered",
      AccountSid: "AC",
      To: "+1",
      From: "+2",
    };
    const publicUrl = `${product.url}/channels/sms/status`;
    expect((await product.twilio.deliver({ publicUrl, form })).status).toBe(200);
    await takenIn();
    expect(product.twilio.callbacks.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await product.database.outside.rawInbound.count({ where: { state: "dead" } })).toBe(0);
  });

  it("of a failure say why in words, and make no dead letter of what the provider took [OUT-5]", async () => {
    product.twilio.planCallbacks([SENT, UNDELIVERED]);
    const { id } = await customer.write("To one who blocks us.");
    const { delivery } = await customer.messageAt(id, "failed");
    expect(delivery?.error).toEqual({ code: "twilio_30004", message: expect.stringContaining("blocks our texts") });
    expect(await deadLetters(product)).toEqual([]);
  });

  it("prove that a text went out that was given up [OUT-5]", async () => {
    product.twilio.planCallbacks([]);
    const { id } = await customer.write("Given up, and yet delivered.");
    await customer.messageAt(id, "sent");
    await product.database.outside.outbox.updateMany({
      where: { messageId: id },
      data: { state: "failed", delivery: "failed", errorCode: "not_taken", error: "Never taken.", providerId: null },
    });
    expect(await deadLetters(product)).toHaveLength(1);
    await product.twilio.report(product.twilio.sent[0]?.sid ?? "", SENT);
    expect((await customer.messageAt(id, "sent")).delivery?.error).toBeNull();
    expect(await deadLetters(product)).toEqual([]);
  });

  it("that overtake the answer of an attempt that fails keep it from being made again [OUT-3, OUT-5]", async () => {
    product.twilio.fail({ kind: "drop", created: true });
    product.twilio.planCallbacks([SENT, DELIVERED], { beforeAnswer: true });
    const { id } = await customer.write("Sent, and the line broke.");
    await customer.messageAt(id, "delivered");
    await customer.messageAt((await customer.write("Next.")).id, "delivered");
    expect(customer.texts()).toEqual(["Sent, and the line broke.", "Next."]);
  });
});
