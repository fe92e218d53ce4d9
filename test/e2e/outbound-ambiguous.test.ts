import { describe, expect, it, type TestContext } from "vitest";
import type { Fault } from "../../src/standins/twilio/fault.ts";
import { callsFor, deadLetters, type Operated, operated } from "../harness/operated.ts";
import { type Product, startProduct } from "../harness/product.ts";
import { until } from "../harness/until.ts";

/** Doubts take their time: lookups are seconds apart, and silence is ten. So each test has a product of its own. */
async function begin({ onTestFinished }: TestContext): Promise<{ product: Product; customer: Operated }> {
  const product = await startProduct();
  onTestFinished(() => product.stop());
  return { product, customer: await operated(product, "+15550102000") };
}

const AMBIGUOUS = [
  ["silence", { kind: "silence" }],
  ["a server error", { kind: "server_error", status: 500 }],
  ["a bad gateway", { kind: "server_error", status: 502 }],
  ["a broken connection", { kind: "drop" }],
  ["an answer that nobody can read", { kind: "garbled", body: "<html>" }],
] as const satisfies readonly (readonly [string, Fault])[];

describe.concurrent("a send that ends in doubt", { timeout: 90_000 }, () => {
  // The slowest first: five run at once.
  it("waits for a provider that cannot be asked [OUT-3]", async (test) => {
    const { product, customer } = await begin(test);
    product.twilio.fail({ kind: "server_error", status: 503, created: true });
    product.twilio.fail({ kind: "server_error", status: 503 }, { on: "read" });
    product.twilio.planCallbacks([]);
    const { id } = await customer.write("Did this arrive?");
    await customer.messageAt(id, "sent");
    expect(customer.texts()).toEqual(["Did this arrive?"]);
  });

  it.for(AMBIGUOUS)("is found after %s, and not sent twice [OUT-3]", async ([, fault], test) => {
    const { product, customer } = await begin(test);
    product.twilio.fail({ ...fault, created: true });
    product.twilio.planCallbacks([]);
    const { id } = await customer.write("Did this arrive?");
    const { delivery } = await customer.messageAt(id, "sent");
    expect(delivery?.error).toBeNull();
    await customer.messageAt((await customer.write("And this?")).id, "sent");
    expect(customer.texts()).toEqual(["Did this arrive?", "And this?"]);
    expect(callsFor(product, customer.number, "create")).toHaveLength(3); // and the greeting
    expect(callsFor(product, customer.number, "look_up")).toHaveLength(1);
  });

  it.for(AMBIGUOUS)("is looked up twice, 4 s apart, after %s, and then sent again [OUT-3]", async ([, fault], test) => {
    const { product, customer } = await begin(test);
    product.twilio.fail(fault);
    const { id } = await customer.write("Did this arrive?");
    const lookups = () => callsFor(product, customer.number, "look_up").length;
    await until("the first lookup", () => lookups() === 1, 20_000);
    const began = performance.now();
    await until("the second lookup", () => lookups() === 2);
    expect(performance.now() - began).toBeGreaterThan(3_800);
    expect(performance.now() - began).toBeLessThan(6_000);
    await customer.messageAt(id, "delivered");
    expect(customer.texts()).toEqual(["Did this arrive?"]);
    const about = product.twilio.requests.filter(
      ({ form, query }) => (form.get("To") ?? query.get("To")) === customer.number,
    );
    expect(about.map(({ method }) => method)).toEqual(["POST", "POST", "GET", "GET", "POST"]);
  });

  it("is told from the same words a moment before [OUT-3]", async (test) => {
    const { product, customer } = await begin(test);
    const first = await customer.write("Yes.");
    await customer.messageAt(first.id, "delivered");
    product.twilio.fail({ kind: "server_error", status: 500 });
    const second = await customer.write("Yes.");
    await customer.messageAt(second.id, "delivered");
    expect(customer.texts()).toEqual(["Yes.", "Yes."]);
  });

  it("is settled by a receipt as well, also when it is about to be sent again [OUT-3, OUT-5]", async (test) => {
    const { product, customer } = await begin(test);
    product.twilio.planCallbacks([]);
    product.twilio.fail({ kind: "drop", created: true });
    product.twilio.fail({ kind: "server_error", status: 500 }, { on: "read", times: 9 });
    const { id } = await customer.write("Did this arrive?");
    await until("the text", () => customer.texts().length === 1);
    await product.twilio.report(product.twilio.sent.at(-1)?.sid ?? "", { status: "delivered" });
    await customer.messageAt(id, "delivered");
    await until("the end of the lookup under way", async () => {
      const row = await product.database.outside.outbox.findFirst({ where: { messageId: id } });
      return row?.state === "sent" && !row.maybeSent;
    });
  });

  it("is shown as unknown when the provider can never be asked, until a receipt tells [OUT-3]", async (test) => {
    const { product, customer } = await begin(test);
    product.twilio.fail({ kind: "drop", created: true });
    product.twilio.fail({ kind: "server_error", status: 503 }, { on: "read", times: 99 });
    product.twilio.planCallbacks([]);
    const { id } = await customer.write("Did this arrive?");
    await until("the doubt", async () => {
      const where = { messageId: id, state: "pending", maybeSent: true, attempts: { lt: 11 } } as const;
      // As if ten lookups had failed.
      const data = { attempts: 11, nextTryAt: new Date() };
      return (await product.database.outside.outbox.updateMany({ where, data })).count === 1;
    });
    const { delivery } = await customer.messageAt(id, "unknown");
    expect(delivery?.error?.code).toBe("not_known");
    expect(await deadLetters(product)).toMatchObject([{ direction: "outbound" }]);

    const next = await customer.write("This one is not blocked.");
    await customer.messageAt(next.id, "sent");
    await product.twilio.report(product.twilio.sent.at(-2)?.sid ?? "", { status: "delivered" });
    expect((await customer.messageAt(id, "delivered")).delivery?.error).toBeNull();
    expect(await deadLetters(product)).toEqual([]);
  });

  it("and again and again ends as a dead letter, which the next one does not wait for [OUT-2, OUT-4]", async (test) => {
    const { product, customer } = await begin(test);
    product.twilio.fail({ kind: "server_error", status: 500 }, { times: 2 });
    const broken = await customer.write("Nobody takes this.");
    const next = await customer.write("But they take this.");
    await until("the second lookup that finds nothing", async () => {
      const where = { messageId: broken.id, state: "pending", lookups: 1 } as const;
      // As if there had been four rounds more.
      return (await product.database.outside.outbox.updateMany({ where, data: { attempts: 14 } })).count === 1;
    });
    const { delivery } = await customer.messageAt(broken.id, "failed");
    expect(delivery?.error?.code).toBe("not_taken");
    expect(await deadLetters(product)).toMatchObject([{ direction: "outbound" }]);
    product.twilio.reset();
    await customer.messageAt(next.id, "delivered");
    expect(customer.texts()).toEqual(["But they take this."]);
  });
});
