import { describe, expect, it } from "vitest";
import { interpret } from "../../../channels/sms/interpret.ts";
import { externalId, PayloadError, type StoredRaw } from "../../../src/contract/index.ts";

const CONFIG = { phoneNumbers: ["+15005550006"], messagingServiceSid: null, apiBaseUrl: "https://api.twilio.com" };
const FORM = "MessageSid=SM1&AccountSid=AC1&From=%2B15551234567&To=%2B15005550006&Body=Hello";

const stored = (url: string): StoredRaw => ({
  channel: "sms",
  externalId: externalId("SM1"),
  contentType: "application/x-www-form-urlencoded",
  body: Buffer.from(FORM),
  meta: { url },
  receivedAt: new Date("2026-11-22T10:00:00Z"),
  proof: null,
});

describe("interpret", () => {
  it.each(["/channels/sms/inbound", "/channels/sms/inbound/", "/Channels/SMS/Inbound?x=1"])(
    "knows %s, as the web server does",
    (url) => {
      expect(interpret(stored(url), CONFIG).messages).toMatchObject([{ text: "Hello" }]);
    },
  );

  it("refuses what was stored for another path", () => {
    expect(() => interpret(stored("/channels/sms/other"), CONFIG)).toThrow(PayloadError);
  });
});
