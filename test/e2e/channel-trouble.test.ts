import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ChannelView } from "../../src/desk/channel-routes.ts";
import { logRemarks } from "../../src/desk/log-remarks.ts";
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
    await when("the trouble", async () => (await sms())?.ok === false);
    expect(await sms()).toEqual({ ...WELL, ok: false, why: expect.stringMatching(/^Twilio does not accept our cred/) });
    await when("the word of the other", async () => (await sms(beside.url))?.ok === false);
    expect(await sms(beside.url)).toEqual(await sms());
    // Webhooks come in, and the desk says what is wrong.
    expect(await isReady()).toBe(true);

    product.twilio.mend();
    await when("its end", async () => (await sms())?.ok === true);
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

describe("what only an administrator can mend, while texts leave", () => {
  const remarked = async (): Promise<unknown> => (await sms())?.remarks?.map(({ code, count }) => [code, count]);

  it("is remarked on for all operators, and said in the log, without numbers [SMSX-42]", async () => {
    const from = new Date();
    product.twilio.fail({ kind: "refused", code: 21408 });
    await answered("+15550640001", "failed");
    product.twilio.planCallbacks([{ status: "sent" }, { status: "undelivered", errorCode: 30034 }]);
    await answered("+15550640002", "failed");
    await answered("+15550640003", "failed");
    product.twilio.planCallbacks([{ status: "sent" }, { status: "delivered" }]);
    const { ok, why, remarks } = (await sms())!;
    expect({ ok, why }).toEqual({ ok: true, why: null });
    expect(await isReady()).toBe(true);
    expect(remarks).toEqual([
      {
        code: "twilio_30034",
        count: 2,
        why: expect.stringMatching(/A2P 10DLC\..*https:\/\/www\.twilio\.com\/docs\/messaging\/compliance\/a2p-10dlc/),
        since: expect.any(String),
        last: expect.any(String),
      },
      expect.objectContaining({ code: "twilio_21408", count: 1, why: expect.stringContaining("Geo permissions") }),
    ]);
    const times = [from.toISOString(), remarks![1]!.last, remarks![0]!.since, remarks![0]!.last];
    expect(times.map(Date.parse)).toEqual(times.map(Date.parse).toSorted((one, other) => one - other));

    const lines = (code: string) =>
      product.logged.filter((line) => line.includes("an administrator") && line.includes(code));
    await when("the log", async () => lines("twilio_30034").length > 0 && lines("twilio_21408").length > 0);
    expect([...lines("twilio_30034"), ...lines("twilio_21408")]).toHaveLength(2);
    expect(lines("twilio_30034")[0]).toMatch(/"level":40.*"count":2/);
    expect(lines("").join()).not.toMatch(/1555/);
  }, 120_000);

  it("is remarked on after a restart, for a day, and not when the text leaves after all [SMSX-42]", async () => {
    await product.stopProcess();
    await product.startProcess();
    expect(await remarked()).toEqual([
      ["twilio_30034", 2],
      ["twilio_21408", 1],
    ]);
    const { outbox } = product.database.outside;
    const aDayAgo = new Date(Date.now() - 24 * 60 * 60_000);
    const times = { nextTryAt: aDayAgo, attemptedAt: aDayAgo, sentAt: aDayAgo };
    await outbox.updateMany({ where: { toAddress: "+15550640002" }, data: times });
    expect(await remarked()).toEqual([
      ["twilio_30034", 1],
      ["twilio_21408", 1],
    ]);
    const late = product.twilio.sent.find(({ to }) => to === "+15550640003");
    await product.twilio.report(late?.sid ?? "", { status: "delivered" });
    await when("what arrived late", async () => JSON.stringify(await remarked()) === '[["twilio_21408",1]]');
  });

  it("is said in the log once an hour, in whichever process [SMSX-42]", async () => {
    const said: unknown[] = [];
    const log = { warn: (about: unknown) => said.push(about) };
    const adapter = { channel: "sms", remarkCodes: ["twilio_21408", "twilio_30034"] } as const;
    await logRemarks(adapter, product.database, log);
    expect(said).toEqual([]);

    const memory = product.database.outside.channelMemory;
    await memory.updateMany({ where: { key: { startsWith: "remark." } }, data: { expiresAt: new Date() } });
    await Promise.all([1, 2, 3].map(() => logRemarks(adapter, product.database, log)));
    expect(said).toEqual([{ channel: "sms", code: "twilio_21408", count: 1 }]);

    await memory.updateMany({ where: { key: { startsWith: "remark." } }, data: { expiresAt: new Date() } });
    const anHourAgo = new Date(Date.now() - 60 * 60_000);
    const times = { nextTryAt: anHourAgo, attemptedAt: anHourAgo };
    await product.database.outside.outbox.updateMany({ where: { toAddress: "+15550640001" }, data: times });
    await logRemarks(adapter, product.database, log);
    expect(said).toHaveLength(1);
  });
});
