import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { settled } from "../harness/desk.ts";
import { OUR_NUMBER, type Product, startProduct } from "../harness/product.ts";
import { until } from "../harness/until.ts";

const KEY = { channel: "sms" as const, key: `listed:${OUR_NUMBER}` };

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);
const memory = (product: Product) => product.database.outside.channelMemory;

/** As if Twilio's list had been read half an hour ago for the last time: nothing has run since. */
async function downSince(product: Product, minutes: number): Promise<void> {
  await until("the first reading", () => memory(product).findUnique({ where: { channel_key: KEY } }));
  await product.stopProcess();
  const value = { upTo: minutesAgo(minutes).toISOString(), begunAt: minutesAgo(10_000).toISOString() };
  await memory(product).update({ where: { channel_key: KEY }, data: { value } });
}

describe("a product that was down", () => {
  const [FIRST, SECOND, THIRD, STOPPED, PICTURE, BROUGHT, ABROAD] = Array.from(
    { length: 7 },
    (_, index) => `+1555062000${index}`,
  ) as [string, string, string, string, string, string, string];
  const JPEG = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0x00, 0x10, 0x4a, 0x46, 0x49, 0x46, 0x00, 0x01]);

  let product: Product;
  beforeAll(async () => {
    product = await startProduct();
    await product.twilio.text({ from: BROUGHT, body: "What does the Pro plan cost?", at: minutesAgo(20) });
    await settled(product);
    await downSince(product, 30);
    const missed = async (from: string, body: string, minutes: number, more = {}) => {
      expect(await product.twilio.text({ from, body, at: minutesAgo(minutes), ...more })).toMatchObject({
        status: null,
      });
    };
    await missed(SECOND, "And what does the Pro plan cost?", 14);
    await missed(FIRST, "What does the Pro plan cost?", 15);
    await missed(FIRST, "For ten people?", 13);
    await missed(THIRD, "Is there a free plan?", 12);
    await missed(STOPPED, "STOP", 11);
    await missed(PICTURE, "", 10, { media: [{ contentType: "image/jpeg", content: JPEG }] });
    await missed(ABROAD, "From before the number was ours", 20_000);
    await product.startProcess();
  });
  afterAll(() => product.stop());

  const answered = (number: string) =>
    product.conversationWhen(number, ({ messages }) => messages.at(-1)?.delivery?.status === "delivered");

  it("answers all who texted meanwhile, each once and in order [SMSC-1]", async () => {
    await Promise.all([answered(FIRST), answered(SECOND), answered(THIRD)]);
    await settled(product);
    const first = await product.conversationOf(FIRST);
    const customers = first.messages.filter(({ author }) => author === "customer");
    expect(customers.map(({ text }) => text)).toEqual(["What does the Pro plan cost?", "For ten people?"]);
    expect(customers.map(({ at }) => Math.round((Date.now() - Date.parse(at)) / 60_000))).toEqual([15, 13]);
    // His two texts may be one turn or two: they came in together, and were written two minutes apart.
    const answers = first.messages.filter(({ author }) => author === "assistant");
    expect(product.textsTo(FIRST)).toHaveLength(answers.length);
    for (const number of [SECOND, THIRD]) {
      const { messages } = await product.conversationOf(number);
      expect(messages.map(({ author }) => author)).toEqual(["customer", "assistant"]);
      expect(product.textsTo(number)).toHaveLength(1);
    }
  });

  it("does not take in again what a webhook had brought [SMSC-1]", async () => {
    await answered(FIRST);
    const { messages } = await product.conversationOf(BROUGHT);
    expect(messages.map(({ author }) => author)).toEqual(["customer", "assistant"]);
    expect(product.textsTo(BROUGHT)).toHaveLength(1);
  });

  it("takes a late webhook for what it has read [SMSC-1]", async () => {
    const { messages } = await answered(THIRD);
    const sid = messages[0]?.externalId ?? "";
    expect(await product.twilio.text({ from: THIRD, body: "", sid })).toMatchObject({ status: 200 });
    await settled(product);
    expect((await product.conversationOf(THIRD)).messages).toHaveLength(messages.length);
  });

  it("has learnt of a STOP [SMSC-2]", async () => {
    const { conversation, messages } = await product.conversationOf(STOPPED);
    expect(conversation.flags).toContain("opted_out");
    expect(messages).toMatchObject([{ class: "opt_out" }]);
    expect(product.textsTo(STOPPED)).toEqual([]);
    const consent = { channel: "sms" as const, ourSender: OUR_NUMBER, theirAddress: STOPPED };
    expect(await product.database.outside.consent.findFirst({ where: consent })).toMatchObject({ optedOut: true });
  });

  it("has the picture of a text that was missed [SMSC-4]", async () => {
    const { messages } = await product.conversationWhen(
      PICTURE,
      ({ messages }) => messages[0]?.attachments[0]?.state === "ready",
    );
    expect(messages[0]?.attachments).toMatchObject([{ contentType: "image/jpeg", size: JPEG.length }]);
  });

  it("leaves alone what is older than all it has ever read [SMSC-3]", async () => {
    await answered(FIRST);
    expect(await product.database.outside.conversation.findFirst({ where: { theirAddress: ABROAD } })).toBeNull();
  });
});

it("a product that was down for a moment answers within half a minute of being back [SMSC-8]", async () => {
  const product = await startProduct();
  try {
    await until("the first reading", () => memory(product).findUnique({ where: { channel_key: KEY } }));
    await product.stopProcess();
    const from = "+15550623000";
    expect(await product.twilio.text({ from, body: "What does the Pro plan cost?" })).toMatchObject({ status: null });
    await product.startProcess();
    const began = performance.now();
    await until("the answer", () => product.textsTo(from).length > 0, 60_000);
    expect(performance.now() - began).toBeLessThan(40_000);
  } finally {
    await product.stop();
  }
}, 90_000);

describe("a product that was down for a day", () => {
  const [YESTERDAY, TODAY, BOTH] = ["+15550622000", "+15550622001", "+15550622002"] as const;

  let product: Product;
  beforeAll(async () => {
    product = await startProduct();
    await downSince(product, 24 * 60);
    const missed = (from: string, body: string, hours: number) =>
      product.twilio.text({ from, body, at: minutesAgo(hours * 60) });
    await missed(YESTERDAY, "What does the Pro plan cost?", 12.1);
    await missed(BOTH, "Is there a free plan?", 20);
    await missed(TODAY, "What does the Pro plan cost?", 11.9);
    await missed(BOTH, "Are you there?", 1);
    await product.startProcess();
  });
  afterAll(() => product.stop());

  it("has a human look at what was written too long ago, and says nothing by itself [SMSX-22]", async () => {
    const { conversation, messages } = await product.conversationWhen(
      YESTERDAY,
      ({ conversation }) => conversation.state === "queued",
    );
    await settled(product);
    expect(conversation.handoff).toMatchObject({ trigger: "rule", reason: expect.stringContaining("12 hours") });
    expect(conversation.flags).toEqual([]);
    expect(messages).toMatchObject([{ author: "customer", suppressed: expect.stringContaining("12 hours") }]);
    expect(product.textsTo(YESTERDAY)).toEqual([]);
  });

  it("answers what was written later [SMSX-22]", async () => {
    const { conversation } = await product.conversationWhen(
      TODAY,
      ({ messages }) => messages.at(-1)?.delivery?.status === "delivered",
    );
    expect(conversation.state).toBe("assistant");
    expect(product.textsTo(TODAY)).toHaveLength(1);
  });

  it("leaves to that human what the same customer has written since [SMSX-22]", async () => {
    const { conversation, messages } = await product.conversationWhen(BOTH, ({ messages }) => messages.length === 2);
    await settled(product);
    expect(conversation.state).toBe("queued");
    expect(messages.map(({ text }) => text)).toEqual(["Is there a free plan?", "Are you there?"]);
    expect(product.textsTo(BOTH)).toEqual([]);
  });
});

describe("a product that starts while Twilio is down", () => {
  let product: Product;
  beforeAll(async () => {
    product = await startProduct();
  });
  afterAll(() => product.stop());

  it("starts all the same, and says so without words [SMSC-6]", async () => {
    const from = "+15550621000";
    await downSince(product, 30);
    await product.twilio.text({ from, body: "A secret word", at: minutesAgo(5) });
    product.twilio.fail({ kind: "silence" }, { on: "history", times: 2 });
    await product.startProcess();
    expect((await product.api("GET", "/readyz")).status).toBe(200);
    await until(
      "the log",
      () => product.logged.some((line) => line.includes("Twilio's list of texts is not read")),
      25_000,
    );
    expect(product.logged.join()).not.toContain("secret word");
    const begun = performance.now();
    await product.stopProcess();
    expect(performance.now() - begun).toBeLessThan(8_000);
  });
});
