import { expect, it } from "vitest";
import { toE164 } from "../../../channels/sms/phone-number.ts";

it.each([
  ["E.164 stays as it is", "+14155550142", "+14155550142"],
  ["writing habits are removed", "+1 (415) 555-0142", "+14155550142"],
  ["a number that the metadata does not know", "+5215512345678", "+5215512345678"],
  ["an island with short numbers", "+29022222", "+29022222"],
  ["a short code", "72345", null],
  ["a short code behind a plus", "+72345", null],
  ["a name", "SHOPNOW", null],
  ["a name behind a plus", "+1800FLOWERS", null],
  ["an address of another channel", "whatsapp:+14155550142", null],
  ["a national number: whose nation?", "4155550142", null],
  ["blanks and dots", "+1.415.555 0142", "+14155550142"],
  ["a zero of the national form behind the country", "+44 (0)20 7946 0958", "+442079460958"],
  ["zeros that belong to the number", "+390612345678", "+390612345678"],
  ["an extension is no part of it", "+14155550142 ext. 7", "+14155550142"],
  ["a number of no known range that looks like one", "+99912345678", "+99912345678"],
  ["two zeros for the plus: Twilio writes none", "0014155550142", null],
  ["too short for any", "+1415555", null],
  ["too long for any", "+1234567890123456", null],
  ["nothing", "", null],
  ["far too much", `+${"1".repeat(5000)}`, null],
])("%s [SMSN-1]", (_name, text, expected) => {
  expect(toE164(text)).toBe(expected);
});
