import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createSmsChannel } from "../../../channels/sms/create-sms-channel.ts";
import { address, type OutboundPart, type Sent } from "../../../src/contract/index.ts";
import { startTwilioStandIn, type TwilioStandIn } from "../../../src/standins/twilio/start-twilio-stand-in.ts";
import { createRecordingHost } from "../../contract/recording-host.ts";
import { ask } from "../../standins/twilio/rest-client.ts";
import { ACCOUNT, aPart, CONFIG, CUSTOMER } from "./sms-case.ts";

const NOON = Date.parse("2026-03-01T12:00:00.700Z");

let twilio: TwilioStandIn;
let clock: number;
beforeEach(async () => {
  clock = NOON;
  twilio = await startTwilioStandIn({ ...ACCOUNT, now: () => new Date(clock) });
  twilio.planCallbacks([]);
});
afterEach(() => twilio.stop());

const part = (change: Partial<OutboundPart> = {}): OutboundPart => ({
  ...aPart("Your parcel is on its way."),
  firstAttemptAt: new Date(NOON),
  ...change,
});
const channel = () => createSmsChannel({ ...CONFIG, apiBaseUrl: twilio.url }, createRecordingHost());
const send = (about: OutboundPart): Promise<Sent> => channel().send(about, AbortSignal.timeout(10_000));
const find = (about: OutboundPart): Promise<Sent | null> => channel().findSent!(about, AbortSignal.timeout(10_000));

it("finds a text that still waits in Twilio's queue and has no date of sending", async () => {
  const sent = await send(part());
  expect(await find(part())).toEqual(sent);
});

it("finds it although Twilio's times are cut to the second", async () => {
  const sent = await send(part());
  expect(await find(part({ firstAttemptAt: new Date(NOON + 200) }))).toEqual(sent);
});

it("finds the newest of several", async () => {
  await send(part());
  clock += 60_000;
  const second = await send(part());
  expect(await find(part())).toEqual(second);
});

it.each([
  ["the same words to another customer", { to: address("+14155550143") }],
  ["the same words from another of our numbers", { from: address(ACCOUNT.phoneNumbers[1]) }],
  ["other words", { text: "Your parcel is on its way!" }],
])("does not take for it: %s", async (_name, change) => {
  await send(part(change));
  expect(await find(part())).toBeNull();
});

it("does not take a text with a picture for one without [SMSE-10]", async () => {
  const { phoneNumbers } = ACCOUNT;
  const form = { To: CUSTOMER, From: phoneNumbers[0], Body: part().text, MediaUrl: "https://files.example/a.png" };
  await ask(twilio, "/Messages.json", { form });
  expect(await find(part())).toBeNull();
  const file = { id: "f", filename: "a.png", contentType: "image/png", size: 1, url: form.MediaUrl, lastingUrl: "" };
  expect(await find(part({ files: [{ ...file, read: () => expect.fail("it was read") }] }))).not.toBeNull();
});

it("does not take for it what was sent before the first attempt", async () => {
  clock = NOON - 15_000;
  await send(part());
  expect(await find(part())).toBeNull();
});

it("does not take for it what the customer wrote, or what Twilio answered by itself", async () => {
  twilio.pointAt({ publicUrl: CONFIG.publicUrl, target: "http://127.0.0.1:9" });
  await twilio.text({ from: CUSTOMER, body: "Your parcel is on its way." });
  await twilio.text({ from: CUSTOMER, body: "STOP" });
  const confirmation = "You have successfully been unsubscribed. Reply START to resubscribe.";
  expect(await find(part())).toBeNull();
  expect(await find(part({ text: confirmation }))).toBeNull();
});

it("does not take for it what it did not ask for", async () => {
  await send(part({ to: address("+14155550143") }));
  const { body } = await ask(twilio, "/Messages.json");
  const unfiltered = createServer((_request, response) => response.end(JSON.stringify(body)));
  await new Promise<void>((resolve) => unfiltered.listen(0, "127.0.0.1", resolve));
  const apiBaseUrl = `http://127.0.0.1:${(unfiltered.address() as AddressInfo).port}`;
  const lax = createSmsChannel({ ...CONFIG, apiBaseUrl }, createRecordingHost());
  expect(await lax.findSent!(part(), AbortSignal.timeout(10_000))).toBeNull();
  await new Promise((resolve) => unfiltered.close(resolve));
});

it("looks through as many pages as it takes, and no further", async () => {
  clock = NOON - 3_600_000;
  for (let index = 0; index < 350; index += 1) await send(part({ text: `old ${index}` }));
  clock = NOON;
  const sent = await send(part());
  clock += 1000;
  for (let index = 0; index < 250; index += 1) await send(part({ text: `new ${index}` }));

  const lists = () => twilio.requests.filter(({ method }) => method === "GET").length;
  expect(await find(part())).toEqual(sent);
  expect(lists()).toBe(2);
  expect(await find(part({ text: "never sent" }))).toBeNull();
  // Two pages with new texts, and one with nothing but old ones; the fourth is not asked for.
  expect(lists()).toBe(5);
});

it("is asked only what Twilio documents, with its numbers", async () => {
  await find(part());
  expect(Object.fromEntries(twilio.requests[0]!.query)).toEqual({
    To: CUSTOMER,
    From: ACCOUNT.phoneNumbers[0],
    PageSize: "200",
  });
});

it.each([
  ["busy", { kind: "rate_limited" }, { retryable: true }],
  ["locked", { kind: "unauthorized" }, { retryable: true }],
  ["cut off", { kind: "drop" }, { retryable: true }],
  ["strict", { kind: "refused", code: 20001 }, { retryable: false }],
] as const)("leaves the question open when Twilio is %s", async (_name, fault, expected) => {
  twilio.fail(fault, { on: "read" });
  await expect(find(part())).rejects.toMatchObject({ name: "SendError", maybeSent: true, ...expected });
});
