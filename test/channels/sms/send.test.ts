import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createSmsChannel } from "../../../channels/sms/create-sms-channel.ts";
import type { SmsConfig } from "../../../channels/sms/sms-config.ts";
import { address, type SendingAdapter } from "../../../src/contract/index.ts";
import { startTwilioStandIn, type TwilioStandIn } from "../../../src/standins/twilio/start-twilio-stand-in.ts";
import { createRecordingHost } from "../../contract/recording-host.ts";
import { ACCOUNT, aPart, CALL_TIMEOUT_MS, CONFIG, CUSTOMER } from "./sms-case.ts";

const patient = (): AbortSignal => AbortSignal.timeout(10_000);

let twilio: TwilioStandIn;
beforeEach(async () => {
  twilio = await startTwilioStandIn({ ...ACCOUNT, apiKeys: [ACCOUNT.apiKey] });
  twilio.planCallbacks([]);
});
afterEach(() => twilio.stop());

function channel(change: Partial<SmsConfig> = {}): SendingAdapter {
  const config = { ...CONFIG, messagingServiceSid: null, apiBaseUrl: twilio.url, ...change };
  return createSmsChannel(config, createRecordingHost(), { callTimeoutMs: CALL_TIMEOUT_MS });
}

describe("the request", () => {
  it("says what, from which number, and where the news go [SMS-4]", async () => {
    const part = aPart("Hi! 1+1=2 & ünïcödé 👋\nbye");
    const sent = await channel().send(part, patient());
    expect(twilio.sent).toHaveLength(1);
    expect(twilio.sent[0]).toMatchObject({ sid: sent.providerId, body: part.text });
    expect(Object.fromEntries(twilio.sent[0]!.params)).toEqual({
      To: CUSTOMER,
      From: ACCOUNT.phoneNumbers[0],
      Body: part.text,
      StatusCallback: `https://support.example.com/channels/sms/status?m=${part.id}`,
    });
  });

  it("names the number also within a Messaging Service", async () => {
    await channel({ messagingServiceSid: ACCOUNT.messagingServiceSid }).send(
      { ...aPart(), from: address(ACCOUNT.phoneNumbers[1]) },
      patient(),
    );
    expect(twilio.sent[0]!.params.get("From")).toBe(ACCOUNT.phoneNumbers[1]);
    expect(twilio.sent[0]!.params.get("MessagingServiceSid")).toBe(ACCOUNT.messagingServiceSid);
  });

  it("finds a REST API below a path", async () => {
    await expect(channel({ apiBaseUrl: `${twilio.url}/proxy/` }).send(aPart(), patient())).rejects.toMatchObject({
      code: "twilio_20404",
    });
    expect(twilio.requests[0]!.path).toMatch(/^\/proxy\/2010-04-01\/Accounts\/AC/);
  });
});

describe("credentials", () => {
  it("are the account's token", async () => {
    await channel().send(aPart(), patient());
    expect(twilio.requests[0]!.credentials).toEqual([ACCOUNT.accountSid, ACCOUNT.authToken]);
  });

  it("are the API key when there is one", async () => {
    await channel({ apiKey: ACCOUNT.apiKey, authTokens: ["verifies webhooks only"] }).send(aPart(), patient());
    expect(twilio.requests[0]!.credentials).toEqual([ACCOUNT.apiKey.key, ACCOUNT.apiKey.secret]);
  });

  it.each([
    ["the new token is not valid yet", ["tomorrow", ACCOUNT.authToken], 2],
    ["the old token is not valid any more", [ACCOUNT.authToken, "yesterday"], 1],
  ])("work during a rotation when %s", async (_name, authTokens, requests) => {
    await channel({ authTokens }).send(aPart(), patient());
    expect(twilio.requests).toHaveLength(requests);
    expect(twilio.sent).toHaveLength(1);
  });

  it("make the channel unhealthy when they fail, and healthy when they work again", async () => {
    const sms = channel();
    twilio.fail({ kind: "unauthorized" });
    await expect(sms.send(aPart(), patient())).rejects.toMatchObject({ retryable: true, maybeSent: false });
    expect(sms.health()).toEqual({ ok: false, why: expect.stringMatching(/credentials/) });
    expect(JSON.stringify(sms.health())).not.toContain(ACCOUNT.authToken);

    twilio.fail({ kind: "server_error", status: 503 });
    await expect(sms.send(aPart(), patient())).rejects.toMatchObject({ maybeSent: true });
    expect(sms.health()).toMatchObject({ ok: false });

    twilio.fail({ kind: "refused", code: 21211 });
    await expect(sms.send(aPart(), patient())).rejects.toMatchObject({ retryable: false });
    expect(sms.health()).toEqual({ ok: true });
  });

  it("do not make the channel unhealthy for longer than a minute, for nothing might be sent until then", async () => {
    const sms = channel();
    twilio.fail({ kind: "unauthorized" });
    await expect(sms.send(aPart(), patient())).rejects.toMatchObject({ retryable: true });
    const soon = performance.now() + 55_000;
    const clock = vi.spyOn(performance, "now").mockReturnValue(soon);
    expect(sms.health()).toMatchObject({ ok: false });
    clock.mockReturnValue(soon + 6_000);
    expect(sms.health()).toEqual({ ok: true });
    clock.mockRestore();
  });
});

it("one of our numbers that cannot send shows, whatever the other one does [SMSX-41]", async () => {
  const sms = channel();
  const second = { ...aPart(), from: address(ACCOUNT.phoneNumbers[1]) };
  twilio.fail({ kind: "refused", code: 21661 });
  await expect(sms.send(second, patient())).rejects.toMatchObject({ code: "twilio_21661" });
  await sms.send(aPart(), patient());
  expect(sms.health()).toEqual({ ok: false, why: expect.stringContaining(`Texts from ${second.from} fail.`) });
  await sms.send(second, patient());
  expect(sms.health()).toEqual({ ok: true });
});

describe("Twilio's own checks", () => {
  it.each([
    ["a number that is none", { to: address("+1415") }, 21211],
    ["our own number", { to: address(ACCOUNT.phoneNumbers[0]) }, 21266],
    ["a number that is not ours", { from: address("+14155550777") }, 21659],
    ["a text that is too long", { text: "x".repeat(1601) }, 21617],
  ])("refuse %s", async (_name, change, code) => {
    await expect(channel().send({ ...aPart(), ...change }, patient())).rejects.toMatchObject({
      code: `twilio_${code}`,
      retryable: false,
      maybeSent: false,
    });
  });

  it("take a text as long as the channel says it may be", async () => {
    const sms = channel();
    await sms.send(aPart("x".repeat(sms.capabilities.maxTextLength)), patient());
    expect(twilio.sent).toHaveLength(1);
  });

  it("refuse who opted out, seen by us or not", async () => {
    twilio.optOut(ACCOUNT.phoneNumbers[0], CUSTOMER);
    await expect(channel().send(aPart(), patient())).rejects.toMatchObject({
      code: "twilio_21610",
      concerns: "consent",
    });
  });
});

describe("one attempt", () => {
  it("is all there is: nothing is tried again in here", async () => {
    twilio.fail({ kind: "rate_limited", retryAfterSeconds: 0 });
    await expect(channel().send(aPart(), patient())).rejects.toMatchObject({ retryAfterMs: 0 });
    expect(twilio.requests).toHaveLength(1);
  });

  it("ends when its time is up", async () => {
    const held = twilio.hold();
    await expect(channel().send(aPart(), patient())).rejects.toMatchObject({
      code: "twilio_no_answer",
      maybeSent: true,
    });
    held.release();
  });

  it("knows that nobody was reached: nothing listens there", async () => {
    const refusing = channel({ apiBaseUrl: "http://127.0.0.1:9" });
    await expect(refusing.send(aPart(), patient())).rejects.toMatchObject({
      code: "twilio_unreachable",
      maybeSent: false,
    });
  });

  it("knows that nobody was reached: there is no such name", async () => {
    const lost = channel({ apiBaseUrl: "http://twilio.invalid" });
    await expect(lost.send(aPart(), patient())).rejects.toMatchObject({ code: "twilio_unreachable", maybeSent: false });
  });

  it("knows that nobody was reached: no TLS there", async () => {
    const plain = channel({ apiBaseUrl: twilio.url.replace("http:", "https:") });
    await expect(plain.send(aPart(), patient())).rejects.toMatchObject({
      code: "twilio_unreachable",
      maybeSent: false,
    });
  });

  it("does not know when a connection breaks in the middle of the answer", async () => {
    const server = createServer((socket) => {
      socket.once("data", () => socket.end("HTTP/1.1 201 Created\r\ncontent-length: 500\r\n\r\n{"));
      socket.on("error", () => {});
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const broken = channel({ apiBaseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
    await expect(broken.send(aPart(), patient())).rejects.toMatchObject({ maybeSent: true });
    await new Promise((resolve) => server.close(resolve));
  });
});
