import { describe, expect, it } from "vitest";
import { createRecordingHost, interpretAll } from "../../contract/recording-host.ts";
import { serveRoutes } from "../../contract/serve-routes.ts";
import { until } from "../../harness/until.ts";
import { keyOf, minutesAgo, TIMING, useReconcileBench } from "./reconcile-case.ts";
import { ACCOUNT, aPart, CONFIG, CUSTOMER } from "./sms-case.ts";

const [OURS, OTHER] = ACCOUNT.phoneNumbers;
const { bench, channel, histories, readLast, missed, rounds, ids, said } = useReconcileBench();
const messages = async () => (await said()).flatMap((one) => one.messages);

describe("texts that no webhook brought", () => {
  it("are read after a downtime, oldest first, each once, with the time at which they came [SMSC-1]", async () => {
    await readLast(minutesAgo(60));
    const second = await missed("Is my parcel there?", 20, { to: OTHER });
    const first = await missed("Hello?", 30);
    const third = await missed("Hello??", 10);
    await bench.sms.start();
    await until("three texts", () => bench.host.rows.length >= 3);
    await rounds(2);

    expect(ids().toSorted()).toEqual([first, second, third].toSorted());
    expect(ids().filter((id) => id !== second)).toEqual([first, third]);
    expect(bench.host.accepted).toHaveLength(3);
    expect(await messages()).toMatchObject([
      { externalId: first, to: OURS, text: "Hello?", class: "human", from: { address: CUSTOMER, name: null } },
      { externalId: third, to: OURS, text: "Hello??" },
      { externalId: second, to: OTHER, text: "Is my parcel there?" },
    ]);
    const [{ at } = { at: null }] = await messages();
    expect(Math.abs((at?.getTime() ?? 0) - minutesAgo(30).getTime())).toBeLessThan(5_000);
    expect(bench.host.lines.filter((line) => line.includes("no webhook"))).toHaveLength(2);
  });

  it("say what their webhook would have said, but for the time [SMSC-2]", async () => {
    await readLast(minutesAgo(60));
    const texts = ["Hello", "  spaces ", "STOP", "Yes", "HELP", "👋 émoji", "", "a\0b"];
    for (const [index, body] of texts.entries()) await missed(body, 20 - index);
    const webhooks = createRecordingHost();
    const other = channel(TIMING, webhooks);
    const served = await serveRoutes(other.routes);
    bench.twilio.pointAt({ publicUrl: CONFIG.publicUrl, target: served.url });
    await bench.sms.start();
    await until("the texts", () => bench.host.rows.length >= texts.length);

    await other.start();
    for (const sid of ids()) await bench.twilio.text({ from: CUSTOMER, body: "", sid });
    await other.stop();
    await served.stop();
    const untimed = (all: Awaited<ReturnType<typeof said>>) =>
      all.map((one) => ({ ...one, messages: one.messages.map((message) => ({ ...message, at: null })) }));
    expect(untimed(await said())).toEqual(untimed(await interpretAll(bench.sms, webhooks.rows)));
    expect((await said())[2]?.consents).toMatchObject([{ optedOut: true }, { optedOut: true }]);
  });

  it("are duplicates when the webhook is late, and the other way round [SMSC-1]", async () => {
    await readLast(minutesAgo(60));
    const early = await missed("Hello?", 5);
    await bench.sms.start();
    await until("the text", () => bench.host.rows.length > 0);
    const late = await bench.twilio.text({ from: CUSTOMER, body: "", sid: early });
    const brought = await bench.twilio.text({ from: CUSTOMER, body: "Hello!", at: minutesAgo(4) });
    await rounds(2);
    expect([late.status, brought.status]).toEqual([200, 200]);
    expect(ids()).toEqual([early, brought.sid]);
    expect((await messages()).map(({ text }) => text)).toEqual(["Hello?", "Hello!"]);
  });

  it("are left to the webhook for a minute, and read then [SMSC-1]", async () => {
    await readLast(minutesAgo(60));
    const old = await missed("Hello?", 2);
    const young = await missed("Hello??", 0.5);
    await bench.sms.start();
    await until("the old one", () => bench.host.rows.length > 0);
    await rounds(2);
    expect(ids()).toEqual([old]);

    await bench.sms.stop();
    bench.sms = channel({ ...TIMING, settleMs: 1_000, missedMs: 1_000 });
    await bench.sms.start();
    await until("the young one", () => bench.host.rows.length > 1);
    expect(ids()).toEqual([old, young]);
  });

  it("are not those from before the first start ever, nor before a number was ours [SMSC-3]", async () => {
    await readLast(minutesAgo(60), minutesAgo(60), [OURS]);
    const other = await missed("Hello?", 20, { to: OTHER });
    const ours = await missed("Hello?", 20);
    await missed("Hello from before", 90);
    await bench.sms.start();
    await until("the text", () => bench.host.rows.length > 0);
    await until("the place of the other number", () => bench.host.memory.get(keyOf(OTHER)));
    await rounds(2);
    expect(ids()).toEqual([ours]);
    expect(ids()).not.toContain(other);
  });

  it("are read page by page, however many they are [SMSC-1]", async () => {
    await readLast(minutesAgo(60));
    const all: string[] = [];
    for (let index = 0; index < 230; index += 1) all.push(await missed(`${index}`, 50 - index / 6));
    await bench.sms.start();
    await until("all of them", () => bench.host.rows.length >= all.length);
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
    bench.twilio.fail({ kind: "server_error", status: 503 }, { on: "media_list" });
    await bench.sms.start();
    await until("both", () => bench.host.rows.length > 1);
    await rounds(2);

    expect(ids()).toEqual([words, pictures]);
    expect((await messages()).map(({ attachments }) => attachments)).toMatchObject([
      [],
      [
        {
          contentType: "image/jpeg",
          reference: expect.stringMatching(`^${bench.twilio.url}/.*/${pictures}/Media/ME\\w{32}$`),
        },
        { contentType: "text/vcard", reference: expect.stringMatching(/ME\w{32}$/) },
      ],
    ]);
    expect(bench.twilio.requests.filter(({ path }) => path.endsWith("/Media.json"))).toHaveLength(2);
  });

  it("are kept without media that Twilio has no more [SMSC-4]", async () => {
    await readLast(minutesAgo(60));
    await missed("Broken parcel", 20, { mediaUrl: "https://m.example/a.jpg" });
    bench.twilio.fail({ kind: "refused", code: 20404, status: 404 }, { on: "media_list" });
    await bench.sms.start();
    await until("the text", () => bench.host.rows.length > 0);
    expect(await messages()).toMatchObject([{ text: "Broken parcel", attachments: [{ reference: null }] }]);
  });
});

describe("what became of our texts", () => {
  it("is read when its callback was lost, without our words [SMSC-5]", async () => {
    await readLast(minutesAgo(60));
    bench.twilio.planCallbacks([]);
    const sent: string[] = [];
    for (let index = 0; index < 3; index += 1)
      sent.push((await bench.sms.send(aPart("Your parcel is on its way"), AbortSignal.timeout(10_000))).providerId);
    const [lost = "", failed = "", underway = ""] = sent;
    for (const status of ["sent", "delivered"]) await bench.twilio.report(lost, { status });
    await bench.twilio.report(failed, { status: "sent" });
    await bench.twilio.report(failed, { status: "undelivered", errorCode: 30007 });
    await bench.twilio.report(underway, { status: "sent" });
    expect(bench.twilio.callbacks.every(({ status }) => status === 503)).toBe(true);
    bench.sms = channel({ ...TIMING, settleMs: 0, missedMs: 0 });
    await bench.sms.start();
    await until("the news", () => bench.host.rows.length > 1);
    await rounds(2);

    expect(ids().toSorted()).toEqual([`status:${lost}:delivered`, `status:${failed}:undelivered`].toSorted());
    expect((await said()).flatMap(({ receipts }) => receipts)).toMatchObject([
      { providerId: lost, partId: null, status: "delivered", error: null },
      { providerId: failed, status: "failed", error: { code: "twilio_30007" } },
    ]);
    expect(bench.host.rows.map(({ body }) => Buffer.from(body).toString()).join()).not.toContain("parcel");
  });
});
