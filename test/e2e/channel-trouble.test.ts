import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ChannelView } from "../../src/desk/channel-routes.ts";
import { API_TOKEN, OUR_NUMBER, type Product, startProduct } from "../harness/product.ts";
import { until } from "../harness/until.ts";

const OUR_SECOND_NUMBER = "+15005550007";
const QUESTION = "What does the Pro plan cost?";
/** Longer than other processes take to hear of it. */
const PATIENCE_MS = 60_000;
const WELL = { channel: "sms", ok: true, why: null };

let product: Product;
beforeAll(async () => {
  product = await startProduct({
    env: { TWILIO_PHONE_NUMBER: [OUR_NUMBER, OUR_SECOND_NUMBER].join(",") },
    timing: { sms: { reconcile: { everyMs: 100, settleMs: 50, missedMs: 50, pauseMs: { least: 50, most: 100 } } } },
  });
});
afterAll(() => product.stop());

/** What a process says of texts. */
async function sms(url = product.url): Promise<ChannelView | undefined> {
  const response = await fetch(`${url}/api/channels`, { headers: { Authorization: `Bearer ${API_TOKEN}` } });
  const { items } = (await response.json()) as { items: ChannelView[] };
  return items.find(({ channel }) => channel === "sms");
}
const isReady = async (): Promise<boolean> => (await fetch(`${product.url}/readyz`)).ok;
const when = (what: string, isSo: () => Promise<boolean>) => until(what, isSo, PATIENCE_MS);

/** A customer's first text, and what became of the answer. */
async function answered(from: string, status: "delivered" | "failed", to = OUR_NUMBER): Promise<void> {
  await product.twilio.text({ from, to, body: QUESTION });
  await product.conversationWhen(from, ({ messages }) => messages.at(-1)?.delivery?.status === status);
}

describe("credentials that Twilio does not accept, while nothing waits to be sent", () => {
  it("show in all processes, until Twilio's list is read again [SMSX-40, SMSX-43]", async () => {
    const beside = await product.startBeside();
    expect(await sms()).toEqual(WELL);
    product.twilio.fail({ kind: "unauthorized" }, { on: "history", times: 1_000_000 });
    await when("the trouble", async () => !(await isReady()));
    expect(await sms()).toEqual({ ...WELL, ok: false, why: expect.stringMatching(/^Twilio does not accept our cred/) });
    await when("the word of the other", async () => (await sms(beside.url))?.ok === false);
    expect(await sms(beside.url)).toEqual(await sms());
    // It is the one that does not read the list, and works.
    expect((await fetch(`${beside.url}/readyz`)).status).toBe(200);

    product.twilio.mend();
    await when("its end", isReady);
    expect(await sms()).toEqual(WELL);
    await when("its end in the other", async () => (await sms(beside.url))?.ok === true);
    await beside.stop();
  }, 180_000);
});

describe("one of our numbers that cannot send", () => {
  it("is named, and not forgotten for what the other number sends [SMSX-41]", async () => {
    product.twilio.fail({ kind: "refused", code: 21659 });
    await answered("+15550630001", "failed", OUR_SECOND_NUMBER);
    await answered("+15550630002", "delivered");
    expect(await sms()).toEqual({
      ...WELL,
      ok: false,
      why: expect.stringMatching(/^Texts from \+15005550007 fail\. The number we send from is not a Twilio number\./),
    });
    expect(await isReady()).toBe(false);
    await answered("+15550630003", "delivered", OUR_SECOND_NUMBER);
    expect(await sms()).toEqual(WELL);
    expect(await isReady()).toBe(true);
  });
});
