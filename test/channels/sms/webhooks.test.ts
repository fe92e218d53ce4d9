import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createSmsChannel } from "../../../channels/sms/create-sms-channel.ts";
import { verifiedForm } from "../../../channels/sms/verified-form.ts";
import type { SendingAdapter } from "../../../src/contract/index.ts";
import { startTwilioStandIn, type TwilioStandIn } from "../../../src/standins/twilio/start-twilio-stand-in.ts";
import { createRecordingHost, interpretAll, type RecordingHost } from "../../contract/recording-host.ts";
import { serveRoutes } from "../../contract/serve-routes.ts";
import { ACCOUNT, aPart, CONFIG, CUSTOMER, requestOf } from "./sms-case.ts";

let twilio: TwilioStandIn;
let host: RecordingHost;
let sms: SendingAdapter;
let product: Awaited<ReturnType<typeof serveRoutes>>;
beforeEach(async () => {
  twilio = await startTwilioStandIn(ACCOUNT);
  host = createRecordingHost();
  sms = createSmsChannel({ ...CONFIG, apiBaseUrl: twilio.url }, host);
  product = await serveRoutes(sms.routes);
  twilio.pointAt({ publicUrl: CONFIG.publicUrl, target: product.url });
  await sms.start();
});
afterEach(async () => {
  await twilio.stop();
  await product.stop();
});

const said = () => interpretAll(sms, host.accepted);

describe("a text from a customer", () => {
  it("is answered with empty TwiML once it is stored [SMS-3]", async () => {
    const delivered = await twilio.text({ from: CUSTOMER, body: "Hello?" });
    expect(delivered).toMatchObject({ status: 200, contentType: "text/xml", body: "<Response/>", attempts: 1 });
    expect(host.accepted).toMatchObject([
      {
        externalId: delivered.sid,
        contentType: "application/x-www-form-urlencoded",
        meta: { url: "/channels/sms/inbound" },
      },
    ]);
    expect((await said())[0]!.messages).toMatchObject([
      { text: "Hello?", class: "human", from: { address: CUSTOMER } },
    ]);
  });

  it("comes again until it is stored, under the same id", async () => {
    let failures = 2;
    host.onAccept(() => (failures-- > 0 ? Promise.reject(new Error("no disk")) : Promise.resolve()));
    const delivered = await twilio.text({ from: CUSTOMER, body: "Hello?", retries: 3 });
    expect(delivered).toMatchObject({ status: 200, attempts: 3 });
    expect(new Set(host.accepted.map((raw) => raw.externalId))).toEqual(new Set([delivered.sid]));
  });

  it("is the same text when it comes twice at once", async () => {
    const sid = "SM00000000000000000000000000000abc";
    const text = { from: CUSTOMER, body: "Hello?", sid };
    const both = await Promise.all([twilio.text(text), twilio.text(text)]);
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    expect(host.accepted.map((raw) => raw.externalId)).toEqual([sid, sid]);
  });

  it("comes with its media", async () => {
    await twilio.text({ from: CUSTOMER, body: "", mediaUrl: ["https://m.example/a.jpg", "https://m.example/b.pdf"] });
    expect((await said())[0]!.messages[0]).toMatchObject({
      text: "",
      attachments: [
        { filename: "image-1.jpg", reference: "https://m.example/a.jpg" },
        { filename: "document-2.pdf", reference: "https://m.example/b.pdf" },
      ],
    });
  });
});

describe("a request that is not a customer's text", () => {
  it("is refused with 403 without a signature, and 413 when it cannot be one [SMS-1]", async () => {
    const publicUrl = `${CONFIG.publicUrl}/channels/sms/inbound`;
    const form = { MessageSid: "SM1", From: CUSTOMER, To: ACCOUNT.phoneNumbers[0], Body: "forged" };
    expect(await twilio.deliver({ publicUrl, form, signature: null })).toMatchObject({ status: 403 });
    expect(await twilio.deliver({ publicUrl, form, signature: "c2lnbmVk" })).toMatchObject({ status: 403 });
    expect(await twilio.deliver({ publicUrl, form: { ...form, Body: "x".repeat(70_000) } })).toMatchObject({
      status: 413,
    });
    expect(host.accepted).toEqual([]);
    expect(host.lines).toEqual([expect.stringContaining("refused")]);
    expect(host.lines.join()).not.toContain(CUSTOMER);
  });

  it.each(["http://x/channels/sms/inbound", ":99999/channels/sms/inbound", "//[/channels/sms/inbound"])(
    "is refused when it was called at %s [SMSX-31]",
    (url) => {
      const request = { ...requestOf({ url: "/channels/sms/inbound", body: "MessageSid=SM1" }), url };
      expect(verifiedForm(request, { ...CONFIG, publicUrl: "http://localhost:3000" })).toBeNull();
    },
  );

  it("is kept for operators when it is signed and makes no sense [SMS-2]", async () => {
    const publicUrl = `${CONFIG.publicUrl}/channels/sms/inbound`;
    const first = await twilio.deliver({ publicUrl, form: { Riddle: "1" } });
    const again = await twilio.deliver({ publicUrl, form: { Riddle: "1" } });
    const other = await twilio.deliver({ publicUrl, form: { Riddle: "2" } });
    expect([first, again, other].map(({ status }) => status)).toEqual([200, 200, 200]);
    const ids = host.accepted.map((raw) => raw.externalId);
    expect(ids[0]).toMatch(/^unknown:[0-9a-f]{64}$/);
    expect(ids[1]).toBe(ids[0]);
    expect(ids[2]).not.toBe(ids[0]);
    await expect(said()).rejects.toThrow("MessageSid");
  });
});

describe("news of what we sent", () => {
  const send = (text?: string) => sms.send(aPart(text), AbortSignal.timeout(10_000));

  it("come one by one, each under an id of its own [SMS-5]", async () => {
    const part = aPart();
    const { providerId } = await sms.send(part, AbortSignal.timeout(10_000));
    await twilio.settled();
    expect(twilio.callbacks.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(host.accepted.map((raw) => raw.externalId)).toEqual(
      ["queued", "sent", "delivered"].map((status) => `status:${providerId}:${status}`),
    );
    expect((await said()).flatMap(({ receipts }) => receipts)).toEqual(
      (["queued", "sent", "delivered"] as const).map((status) => ({
        providerId,
        partId: part.id,
        status,
        error: null,
      })),
    );
  });

  it("find their part when they overtake Twilio's answer", async () => {
    twilio.planCallbacks([{ status: "sent" }], { beforeAnswer: true });
    twilio.fail({ kind: "server_error", status: 500, created: true });
    const part = aPart();
    await expect(sms.send(part, AbortSignal.timeout(10_000))).rejects.toMatchObject({ maybeSent: true });
    expect((await said())[0]!.receipts).toMatchObject([{ partId: part.id, status: "sent" }]);
  });

  it("are duplicates when they are repeated", async () => {
    twilio.planCallbacks([]);
    const { providerId } = await send();
    for (const status of ["delivered", "sent", "delivered"]) await twilio.report(providerId, { status });
    expect(host.accepted.map((raw) => raw.externalId)).toEqual([
      `status:${providerId}:delivered`,
      `status:${providerId}:sent`,
      `status:${providerId}:delivered`,
    ]);
  });

  it("say why it failed", async () => {
    twilio.planCallbacks([]);
    const { providerId } = await send();
    await twilio.report(providerId, { status: "undelivered", errorCode: 30007 });
    expect((await said())[0]!.receipts[0]!.error).toEqual({
      code: "twilio_30007",
      message: expect.stringMatching(/filtered/),
      concerns: "part",
      againAfterMs: [],
    });
  });
});

it("does not write to who opted out", async () => {
  await twilio.text({ from: CUSTOMER, body: "Stop" });
  expect((await said())[0]!.consents).toEqual(
    ACCOUNT.phoneNumbers.map((ourSender) => ({ ourSender, theirAddress: CUSTOMER, optedOut: true })),
  );
  await expect(sms.send(aPart(), AbortSignal.timeout(10_000))).rejects.toMatchObject({ concerns: "consent" });

  await twilio.text({ from: CUSTOMER, body: "START" });
  await sms.send(aPart(), AbortSignal.timeout(10_000));
  expect(twilio.sent).toHaveLength(1);
});
