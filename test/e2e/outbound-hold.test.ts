import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { ChannelView } from "../../src/desk/channel-routes.ts";
import { callsFor, type Operated, operated } from "../harness/operated.ts";
import { API_TOKEN, type Product, startProduct } from "../harness/product.ts";
import { until } from "../harness/until.ts";

let product: Product;
const customers: Operated[] = [];
beforeAll(async () => {
  product = await startProduct();
  for (let index = 0; index < 3; index += 1) customers.push(await operated(product, `+1555010700${index}`));
}, 60_000);
afterAll(() => product.stop());
beforeEach(() => product.twilio.reset());

/** What a process says of texts. */
async function sms(url = product.url): Promise<ChannelView | undefined> {
  const response = await fetch(`${url}/api/channels`, { headers: { Authorization: `Bearer ${API_TOKEN}` } });
  const { items } = (await response.json()) as { items: ChannelView[] };
  return items.find(({ channel }) => channel === "sms");
}
const WELL = { channel: "sms", ok: true, why: null };
const creates = (): number =>
  customers.reduce((sum, { number }) => sum + callsFor(product, number, "create").length, 0);
const rows = () => product.database.outside.outbox.findMany({ where: { state: { in: ["pending", "sending"] } } });
const lines = (words: string): number => product.logged.filter((line) => line.includes(words)).length;

describe("when Twilio does not accept our credentials", () => {
  it("all texts are held, one at a time tries, operators see why, and then all leave in order [SMSE-4, SMSE-8]", async () => {
    expect(await sms()).toEqual(WELL);
    product.twilio.fail({ kind: "unauthorized" }, { times: 99 });
    const first = await customers[0]!.write("1");
    await until("the hold", async () => lines("channel held") === 1);
    await until("the row", async () => (await rows()).every(({ state }) => state === "pending"));
    const tried = creates();
    for (const customer of customers) for (const text of ["2", "3"]) await customer.write(text);
    await until("one that tried", () => creates() === tried + 1, 20_000);
    expect(await sms()).toMatchObject({
      ok: false,
      why: expect.stringMatching(/^Twilio does not accept our credentials\. .* 7 texts wait\.$/),
    });
    await until("the row that tried", async () => (await rows()).every(({ state }) => state === "pending"));
    expect((await rows()).map(({ attempts }) => attempts)).toEqual([0, 0, 0, 0, 0, 0, 0]);
    await customers[0]!.messageWhen(first.id, ({ delivery }) => delivery?.error?.code === "twilio_20003");

    product.twilio.mend();
    for (const { id } of customers) {
      await until(
        "all that waits",
        async () => {
          const where = { conversationId: id, state: { not: "sent" } } as const;
          return (await product.database.outside.outbox.count({ where })) === 0;
        },
        40_000,
      );
    }
    expect(customers.map((customer) => customer.texts().slice(-2))).toEqual([
      ["2", "3"],
      ["2", "3"],
      ["2", "3"],
    ]);
    expect(customers[0]!.texts()).toEqual(["1", "2", "3"]);
    expect(await sms()).toEqual(WELL);
    expect(lines("channel held")).toBe(1);
    expect(lines("channel goes on")).toBe(1);
  }, 90_000);
});

describe("a rate limit", () => {
  it("makes all texts wait as long as it says, and uses up no attempt [SMSE-5]", async () => {
    product.twilio.fail({ kind: "rate_limited", retryAfterSeconds: 3 });
    const { id } = await customers[0]!.write("Slowly.");
    await until("the refusal", () => creates() === 1);
    const began = performance.now();
    await customers[0]!.messageWhen(id, ({ delivery }) => delivery?.error?.code === "twilio_20429");
    await customers[1]!.write("I wait as well.");
    await until("the next one", () => creates() === 2);
    expect(performance.now() - began).toBeGreaterThan(2_800);
    await customers[0]!.messageAt(id, "delivered");
    const row = await product.database.outside.outbox.findFirstOrThrow({ where: { messageId: id } });
    expect(row.attempts).toBe(1);
    expect(customers[1]!.texts().at(-1)).toBe("I wait as well.");
  });
});

// Last, for this process may be held for a while longer.
describe("with two processes", () => {
  it("a process that sends nothing says so as well [SMSE-8]", async () => {
    const beside = await product.startBeside();
    product.twilio.fail({ kind: "unauthorized" }, { times: 99 });
    await customers[0]!.write("Whoever takes it.");
    await until("the word of both", async () => {
      return (await sms())?.ok === false && (await sms(beside.url))?.ok === false;
    });
    product.twilio.mend();
    await until("the text", () => customers[0]!.texts().includes("Whoever takes it."), 40_000);
    await beside.stop();
    expect(customers[0]!.texts().filter((text) => text === "Whoever takes it.")).toHaveLength(1);
  }, 120_000);
});
