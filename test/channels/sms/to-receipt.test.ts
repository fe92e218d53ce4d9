import { describe, expect, it } from "vitest";
import { toReceipt } from "../../../channels/sms/to-receipt.ts";
import { PayloadError } from "../../../src/contract/index.ts";

const SID = `SM${"0".repeat(31)}1`;
const PART = "0199b2c4-7f3a-7c11-9d2e-5a6b7c8d9e0f";
const NUMBERS = { phoneNumbers: ["+15005550006", "+15005550007"], messagingServiceSid: null };
const said = (form: Readonly<Record<string, string>>, tag: string | null = PART) =>
  toReceipt({ MessageSid: SID, ...form }, tag, NUMBERS);

describe("a status callback", () => {
  it.each([
    ["accepted", "queued"],
    ["scheduled", "queued"],
    ["queued", "queued"],
    ["sending", "queued"],
    ["sent", "sent"],
    ["partially_delivered", "sent"],
    ["delivered", "delivered"],
    ["undelivered", "failed"],
    ["failed", "failed"],
    ["canceled", "failed"],
    ["read", "read"],
    ["DELIVERED", "delivered"],
  ])("that says %s means %s [SMSE-2]", (MessageStatus, status) => {
    expect(said({ MessageStatus }).receipts).toMatchObject([{ providerId: SID, partId: PART, status }]);
  });

  it.each(["teleported", "constructor"])("that says %s means nothing", (MessageStatus) => {
    expect(said({ MessageStatus })).toEqual({ messages: [], receipts: [], consents: [] });
  });

  it.each(["received", "Receiving"])("that says %s is a text for us, at the wrong address", (MessageStatus) => {
    expect(() => said({ MessageStatus, Body: "Hello?" })).toThrow(PayloadError);
  });

  it("may call its status by the older name", () => {
    expect(said({ SmsStatus: "delivered" }).receipts).toMatchObject([{ status: "delivered" }]);
  });

  it("of an opt-out that only Twilio knew of speaks of our number, or of all of our Messaging Service [OUT-8]", () => {
    const form = {
      MessageSid: SID,
      MessageStatus: "failed",
      ErrorCode: "21610",
      From: "+15005550007",
      To: "+14155550142",
    };
    const senders = (config: typeof NUMBERS | { phoneNumbers: string[]; messagingServiceSid: string }) =>
      toReceipt(form, PART, config).consents.map(({ ourSender }) => ourSender);
    expect(senders(NUMBERS)).toEqual(["+15005550007"]);
    expect(senders({ ...NUMBERS, messagingServiceSid: "MG1" })).toEqual(NUMBERS.phoneNumbers);
  });

  it("of a failure says how far it reaches, and when it is sent once more [SMSE-1, SMSE-6]", () => {
    const [receipt] = said({ MessageStatus: "undelivered", ErrorCode: "30003" }).receipts;
    const { concerns, againAfterMs, code } = receipt!.error!;
    expect({ concerns, againAfterMs, code }).toEqual({
      concerns: "part",
      againAfterMs: [900_000, 7_200_000],
      code: "twilio_30003",
    });
    const [landline] = said({ MessageStatus: "undelivered", ErrorCode: "30006" }).receipts;
    expect(landline?.error).toMatchObject({ concerns: "address", againAfterMs: [] });
  });

  it("of a failure with a code of tomorrow says Twilio's page, and none of Twilio's words [SMSE-1]", () => {
    const form = { MessageStatus: "failed", ErrorCode: "39999", ErrorMessage: "To +14155550142 was refused" };
    const [receipt] = said(form).receipts;
    expect(receipt?.error?.message).toContain("https://www.twilio.com/docs/api/errors/39999");
    expect(receipt?.error?.message).not.toContain("14155550142");
  });

  it.each(["0", "-1", "1.5", "x", ""])("of a failure with the code %j has none", (ErrorCode) => {
    const [receipt] = said({ MessageStatus: "failed", ErrorCode }).receipts;
    expect(receipt?.error).toMatchObject({ code: "twilio_failed", concerns: "part", againAfterMs: [] });
  });

  it("takes a tag for a part only when it is one", () => {
    expect(said({ MessageStatus: "sent" }, "' OR 1=1").receipts[0]?.partId).toBeNull();
    expect(said({ MessageStatus: "sent" }, PART.toUpperCase()).receipts[0]?.partId).toBe(PART);
  });
});
