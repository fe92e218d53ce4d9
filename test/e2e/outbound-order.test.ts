import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { callsFor, type Operated, operated } from "../harness/operated.ts";
import { type Product, startProduct } from "../harness/product.ts";
import { until } from "../harness/until.ts";

let product: Product;
let customer: Operated;
let other: Operated;
beforeAll(async () => {
  product = await startProduct();
  customer = await operated(product, "+15550103000");
  other = await operated(product, "+15550103001");
});
afterAll(() => product.stop());
beforeEach(() => product.twilio.reset());

const LIMIT = 1_600;
/** Words enough for that many texts. */
const long = (parts: number): string => "every word of it matters ".repeat((parts * (LIMIT - 100)) / 25).trim();
const numbers = (texts: readonly string[]): string[] => texts.map((text) => /^\(\d+\/\d+\)/.exec(text)?.[0] ?? text);

/** Writes several and resolves when the last one has arrived. */
async function writeAll(texts: readonly string[], until: "sent" | "delivered" = "delivered"): Promise<string[]> {
  const ids: string[] = [];
  for (const text of texts) ids.push((await customer.write(text)).id);
  await customer.messageAt(ids.at(-1) ?? "", until);
  return ids;
}

describe("a long answer of an operator", () => {
  it("leaves in numbered parts of words, in order, none too long [OUT-7, OUT-4, DESK-9]", async () => {
    const text = long(5);
    const { id } = await customer.write(text);
    await customer.messageAt(id, "delivered");
    const texts = customer.texts();
    expect(numbers(texts)).toEqual(texts.map((_text, index) => `(${index + 1}/${texts.length})`));
    expect(texts.length).toBeGreaterThanOrEqual(5);
    for (const part of texts) expect(part.length).toBeLessThanOrEqual(LIMIT);
    expect(texts.map((part) => part.replace(/^\(\d+\/\d+\) /, "")).join(" ")).toBe(text);
  });

  it("keeps its order while a part in the middle is tried again, and the next message waits [OUT-4]", async () => {
    const held = product.twilio.hold();
    const ids = [await customer.write(long(3)), await customer.write("And one more.")].map(({ id }) => id);
    await held.arrived;
    product.twilio.fail({ kind: "rate_limited" });
    held.release();
    await customer.messageAt(ids.at(-1) ?? "", "delivered");
    expect(numbers(customer.texts())).toEqual(["(1/3)", "(2/3)", "(3/3)", "And one more."]);
    expect(callsFor(product, customer.number, "create")).toHaveLength(5);
  });

  it("is as far as its last part, and failed when one of them is, while the others leave [OUT-4]", async () => {
    const held = product.twilio.hold();
    product.twilio.planCallbacks([]);
    const { id } = await customer.write(long(3));
    await held.arrived;
    product.twilio.fail({ kind: "refused", code: 30008 });
    held.release();
    const { delivery } = await customer.messageAt(id, "failed");
    expect(delivery?.error?.code).toBe("twilio_30008");
    await until("the third part", () => numbers(customer.texts()).includes("(3/3)"));
    expect(numbers(customer.texts())).toEqual(["(1/3)", "(3/3)"]);
  });

  it("shows the least of what its parts are [OUT-5]", async () => {
    product.twilio.planCallbacks([]);
    const { id } = await customer.write(long(2));
    await customer.messageAt(id, "sent");
    const [first, second] = product.twilio.sent.map(({ sid }) => sid);
    await product.twilio.report(second ?? "", { status: "delivered" });
    await until("the receipt", async () => {
      const rows = await product.database.outside.outbox.findMany({ where: { messageId: id } });
      return rows.some(({ delivery }) => delivery === "delivered");
    });
    expect((await customer.messageWhen(id, () => true)).delivery?.status).toBe("sent");
    await product.twilio.report(first ?? "", { status: "delivered" });
    await customer.messageAt(id, "delivered");
  });
});

describe("several messages to one customer", () => {
  it.each([
    ["refused for now", { kind: "rate_limited" }],
    ["found after doubt", { kind: "drop", created: true }],
    ["sent again after doubt", { kind: "server_error", status: 500 }],
  ] as const)("leave in order when the first is %s [OUT-4]", async (_name, fault) => {
    product.twilio.fail(fault);
    const texts = ["one", "two", "three", "four"];
    await writeAll(texts);
    expect(customer.texts()).toEqual(texts);
  });

  it("hold up nobody else's [OUT-4]", async () => {
    const held = product.twilio.hold();
    const waiting = await customer.write("stuck");
    await held.arrived;
    await other.messageAt((await other.write("not stuck")).id, "delivered");
    expect(other.texts()).toEqual(["not stuck"]);
    expect(customer.texts()).toEqual([]);
    held.release();
    await customer.messageAt(waiting.id, "delivered");
  });
});

describe("a text without words", () => {
  it("is refused to an operator and never sent [OUT-7]", async () => {
    const body = { text: " \n\t ", basedOnSeq: 1_000, clientId: "empty" };
    const { status } = await product.api("POST", `/api/conversations/${customer.id}/messages`, body);
    expect(status).toBe(400);
    expect(await product.database.outside.outbox.count({ where: { text: "" } })).toBe(0);
    expect(customer.texts()).toEqual([]);
  });
});
