import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createSmsChannel } from "../../../channels/sms/create-sms-channel.ts";
import type { SendingAdapter } from "../../../src/contract/index.ts";
import { startTwilioStandIn, type TwilioStandIn } from "../../../src/standins/twilio/start-twilio-stand-in.ts";
import { createRecordingHost, createStore, interpretAll, type RecordingHost } from "../../contract/recording-host.ts";
import { serveRoutes } from "../../contract/serve-routes.ts";
import { until } from "../../harness/until.ts";
import { type TwilioWatch, watchTwilio } from "../../openapi/watch-twilio.ts";
import { ACCOUNT, aPart, CALL_TIMEOUT_MS, CONFIG, CUSTOMER } from "./sms-case.ts";

const [OURS, OTHER] = ACCOUNT.phoneNumbers;
const TIMING = { everyMs: 40, settleMs: 60_000, pauseMs: { least: 20, most: 40 } };

let watch: TwilioWatch;
let twilio: TwilioStandIn;
let host: RecordingHost;
let sms: SendingAdapter;
let product: Awaited<ReturnType<typeof serveRoutes>>;
beforeEach(async () => {
  watch = watchTwilio();
  twilio = await startTwilioStandIn({ ...ACCOUNT, watch });
  host = createRecordingHost();
  sms = channel();
  product = await serveRoutes(sms.routes);
  twilio.pointAt({ publicUrl: CONFIG.publicUrl, target: product.url });
});
afterEach(async () => {
  await sms.stop();
  await twilio.stop();
  await product.stop();
  watch.assertFine();
  expect(host.lines.join()).not.toMatch(/parcel|\+?1415/);
});

const channel = (timing = TIMING, on: RecordingHost = host) =>
  createSmsChannel({ ...CONFIG, apiBaseUrl: twilio.url }, on, { callTimeoutMs: CALL_TIMEOUT_MS, reconcile: timing });

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);
const keyOf = (number: string) => `listed:${number}`;

/** As if the list had been read last, and for the first time, at these moments. */
async function readLast(upTo: Date, begunAt = minutesAgo(10_000), numbers: readonly string[] = ACCOUNT.phoneNumbers) {
  const value = { upTo: upTo.toISOString(), begunAt: begunAt.toISOString() };
  for (const number of numbers) await host.memory.set(keyOf(number), value, null);
}

/** Texts while nobody listens. */
async function missed(body: string, minutes: number, more: Partial<Parameters<TwilioStandIn["text"]>[0]> = {}) {
  const { sid, status } = await twilio.text({ from: CUSTOMER, body, at: minutesAgo(minutes), ...more });
  expect(status).toBe(503);
  return sid;
}

const histories = () => twilio.requests.filter(({ query }) => query.has("DateSent>"));
/** Resolves when the list was read at least `count` times more for each number, as texts and as news. */
async function rounds(count = 1) {
  const before = histories().length;
  const enough = before + (count + 1) * 2 * ACCOUNT.phoneNumbers.length;
  await until("the list to be read", () => histories().length >= enough);
}
const ids = () => host.rows.map(({ externalId }) => externalId);
const said = () => interpretAll(sms, host.rows);
const messages = async () => (await said()).flatMap((one) => one.messages);

describe("texts that no webhook brought", () => {
  it("are read after a downtime, oldest first, each once, with the time at which they came [SMSC-1]", async () => {
    await readLast(minutesAgo(60));
    const second = await missed("Is my parcel there?", 20, { to: OTHER });
    const first = await missed("Hello?", 30);
    const third = await missed("Hello??", 10);
    await sms.start();
    await until("three texts", () => host.rows.length >= 3);
    await rounds(2);

    expect(ids().toSorted()).toEqual([first, second, third].toSorted());
    expect(ids().filter((id) => id !== second)).toEqual([first, third]);
    expect(host.accepted).toHaveLength(3);
    expect(await messages()).toMatchObject([
      { externalId: first, to: OURS, text: "Hello?", class: "human", from: { address: CUSTOMER, name: null } },
      { externalId: third, to: OURS, text: "Hello??" },
      { externalId: second, to: OTHER, text: "Is my parcel there?" },
    ]);
    const [{ at } = { at: null }] = await messages();
    expect(Math.abs((at?.getTime() ?? 0) - minutesAgo(30).getTime())).toBeLessThan(5_000);
    expect(host.lines.filter((line) => line.includes("no webhook"))).toHaveLength(2);
  });

  it("say what their webhook would have said, but for the time [SMSC-2]", async () => {
    await readLast(minutesAgo(60));
    const texts = ["Hello", "  spaces ", "STOP", "Yes", "HELP", "👋 émoji", "", "a\0b"];
    for (const [index, body] of texts.entries()) await missed(body, 20 - index);
    const webhooks = createRecordingHost();
    const other = channel(TIMING, webhooks);
    const served = await serveRoutes(other.routes);
    twilio.pointAt({ publicUrl: CONFIG.publicUrl, target: served.url });
    await sms.start();
    await until("the texts", () => host.rows.length >= texts.length);

    await other.start();
    for (const sid of ids()) await twilio.text({ from: CUSTOMER, body: "", sid });
    await other.stop();
    await served.stop();
    const untimed = (all: Awaited<ReturnType<typeof said>>) =>
      all.map((one) => ({ ...one, messages: one.messages.map((message) => ({ ...message, at: null })) }));
    expect(untimed(await said())).toEqual(untimed(await interpretAll(sms, webhooks.rows)));
    expect((await said())[2]?.consents).toMatchObject([{ optedOut: true }, { optedOut: true }]);
  });

  it("are duplicates when the webhook is late, and the other way round [SMSC-1]", async () => {
    await readLast(minutesAgo(60));
    const early = await missed("Hello?", 5);
    await sms.start();
    await until("the text", () => host.rows.length > 0);
    const late = await twilio.text({ from: CUSTOMER, body: "", sid: early });
    const brought = await twilio.text({ from: CUSTOMER, body: "Hello!", at: minutesAgo(4) });
    await rounds(2);
    expect([late.status, brought.status]).toEqual([200, 200]);
    expect(ids()).toEqual([early, brought.sid]);
    expect((await messages()).map(({ text }) => text)).toEqual(["Hello?", "Hello!"]);
  });

  it("are left to the webhook for a minute, and read then [SMSC-1]", async () => {
    await readLast(minutesAgo(60));
    const old = await missed("Hello?", 2);
    const young = await missed("Hello??", 0.5);
    await sms.start();
    await until("the old one", () => host.rows.length > 0);
    await rounds(2);
    expect(ids()).toEqual([old]);

    await sms.stop();
    sms = channel({ ...TIMING, settleMs: 1_000 });
    await sms.start();
    await until("the young one", () => host.rows.length > 1);
    expect(ids()).toEqual([old, young]);
  });

  it("are not those from before the first start ever, nor before a number was ours [SMSC-3]", async () => {
    await readLast(minutesAgo(60), minutesAgo(60), [OURS]);
    const other = await missed("Hello?", 20, { to: OTHER });
    const ours = await missed("Hello?", 20);
    await missed("Hello from before", 90);
    await sms.start();
    await until("the text", () => host.rows.length > 0);
    await until("the place of the other number", () => host.memory.get(keyOf(OTHER)));
    await rounds(2);
    expect(ids()).toEqual([ours]);
    expect(ids()).not.toContain(other);
  });

  it("are read page by page, however many they are [SMSC-1]", async () => {
    await readLast(minutesAgo(60));
    const all: string[] = [];
    for (let index = 0; index < 230; index += 1) all.push(await missed(`${index}`, 50 - index / 6));
    await sms.start();
    await until("all of them", () => host.rows.length >= all.length);
    expect(ids()).toEqual(all);
    expect(histories().filter(({ query }) => query.has("PageToken")).length).toBeGreaterThanOrEqual(1);
  });

  it("and their media: listed once, and left for the next time while they cannot be [SMSC-4]", async () => {
    await readLast(minutesAgo(60));
    const media = [
      { contentType: "image/jpeg", content: Buffer.from("jpeg") },
      { contentType: "text/vcard", content: Buffer.from("BEGIN:VCARD") },
    ];
    const pictures = await missed("Broken parcel", 20, { media });
    const words = await missed("See above", 10);
    twilio.fail({ kind: "server_error", status: 503 }, { on: "media_list" });
    await sms.start();
    await until("both", () => host.rows.length > 1);
    await rounds(2);

    expect(ids()).toEqual([words, pictures]);
    expect((await messages()).map(({ attachments }) => attachments)).toMatchObject([
      [],
      [
        {
          contentType: "image/jpeg",
          reference: expect.stringMatching(`^${twilio.url}/.*/${pictures}/Media/ME\\w{32}$`),
        },
        { contentType: "text/vcard", reference: expect.stringMatching(/ME\w{32}$/) },
      ],
    ]);
    expect(twilio.requests.filter(({ path }) => path.endsWith("/Media.json"))).toHaveLength(2);
  });

  it("are kept without media that Twilio has no more [SMSC-4]", async () => {
    await readLast(minutesAgo(60));
    await missed("Broken parcel", 20, { mediaUrl: "https://m.example/a.jpg" });
    twilio.fail({ kind: "refused", code: 20404, status: 404 }, { on: "media_list" });
    await sms.start();
    await until("the text", () => host.rows.length > 0);
    expect(await messages()).toMatchObject([{ text: "Broken parcel", attachments: [{ reference: null }] }]);
  });
});

describe("what became of our texts", () => {
  it("is read when its callback was lost, without our words [SMSC-5]", async () => {
    await readLast(minutesAgo(60));
    twilio.planCallbacks([]);
    const sent: string[] = [];
    for (let index = 0; index < 3; index += 1)
      sent.push((await sms.send(aPart("Your parcel is on its way"), AbortSignal.timeout(10_000))).providerId);
    const [lost = "", failed = "", underway = ""] = sent;
    for (const status of ["sent", "delivered"]) await twilio.report(lost, { status });
    await twilio.report(failed, { status: "sent" });
    await twilio.report(failed, { status: "undelivered", errorCode: 30007 });
    await twilio.report(underway, { status: "sent" });
    expect(twilio.callbacks.every(({ status }) => status === 503)).toBe(true);
    sms = channel({ ...TIMING, settleMs: 0 });
    await sms.start();
    await until("the news", () => host.rows.length > 1);
    await rounds(2);

    expect(ids().toSorted()).toEqual([`status:${lost}:delivered`, `status:${failed}:undelivered`].toSorted());
    expect((await said()).flatMap(({ receipts }) => receipts)).toMatchObject([
      { providerId: lost, partId: null, status: "delivered", error: null },
      { providerId: failed, status: "failed", error: { code: "twilio_30007" } },
    ]);
    expect(host.rows.map(({ body }) => Buffer.from(body).toString()).join()).not.toContain("parcel");
  });
});

describe("trouble", () => {
  it.each<[string, Parameters<TwilioStandIn["fail"]>[0], string]>([
    ["a Twilio that is down", { kind: "server_error", status: 503 }, "twilio_20503"],
    ["a Twilio that wants us slower", { kind: "rate_limited" }, "twilio_20429"],
    ["a cut connection", { kind: "drop" }, "twilio_no_answer"],
    ["silence", { kind: "silence" }, "twilio_no_answer"],
    ["an account that is refused", { kind: "unauthorized" }, "twilio_20003"],
    ["something that is not a list", { kind: "garbled", body: "[]" }, "twilio_"],
    ["something that is not JSON", { kind: "garbled", body: "<html>" }, "twilio_"],
  ])("such as %s is logged, without words, and ends by itself [SMSC-6]", async (_name, fault, cause) => {
    await readLast(minutesAgo(60));
    const sid = await missed("Hello?", 20);
    twilio.fail(fault, { on: "history", times: 4 });
    await sms.start();
    await until("the text", () => host.rows.length > 0);
    expect(ids()).toEqual([sid]);
    const troubles = host.lines.filter((line) => line.includes("is not read"));
    expect(troubles.length).toBeGreaterThan(0);
    expect(troubles.join()).toContain(cause);
  });

  it("with one number holds up no other [SMSC-6]", async () => {
    await readLast(minutesAgo(60));
    const other = await missed("Hello?", 20, { to: OTHER });
    const hold = twilio.hold({ on: "history" });
    await sms.start();
    await hold.arrived;
    await until("the other number's", () => ids().includes(other as never));
    hold.release();
  });

  it("with storing loses nothing: the place stays [SMSC-6]", async () => {
    await readLast(minutesAgo(60));
    const sid = await missed("Hello?", 20);
    let failures = 3;
    host.onAccept(() => (failures-- > 0 ? Promise.reject(new Error("no disk for the parcel")) : Promise.resolve()));
    await sms.start();
    await until("the text", () => host.rows.length > 0);
    expect(ids()).toEqual([sid]);
  });

  it("does not keep it from being stopped at once, nor read on after it [SMSC-6]", async () => {
    await readLast(minutesAgo(60));
    await missed("Hello?", 20);
    const hold = twilio.hold({ on: "history" });
    await sms.start();
    await hold.arrived;
    const begun = performance.now();
    await sms.stop();
    expect(performance.now() - begun).toBeLessThan(CALL_TIMEOUT_MS / 2);
    hold.release();
    const asked = histories().length;
    await sms.stop();
    expect(histories().length).toBe(asked);
    expect(host.rows).toEqual([]);
  });
});

it("is one process's work, and another's when that one ends [SMSC-7]", async () => {
  const store = createStore();
  host = createRecordingHost(store);
  await readLast(minutesAgo(60));
  const first = channel(TIMING, createRecordingHost(store));
  const second = channel(TIMING, createRecordingHost(store));
  await first.start();
  await rounds();
  const asked = histories().length;
  await second.start();
  await rounds(2);
  expect(histories().length).toBeGreaterThan(asked);
  await first.stop();
  const sid = await missed("Hello?", 5);
  await until("the other to take over", () => host.rows.length > 0);
  expect(ids()).toEqual([sid]);
  await second.stop();
});
