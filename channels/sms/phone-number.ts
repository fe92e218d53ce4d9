import { parsePhoneNumberFromString } from "libphonenumber-js";

/** Numbers that the metadata does not know yet, or no longer, are numbers all the same when they look like one. */
const E164 = /^\+[1-9]\d{7,14}$/;

/**
 * A phone number in E.164, or null for what is none: short codes, names (alphanumeric senders) and addresses of other
 * channels, such as `whatsapp:+14155550100`.
 */
export function toE164(text: string): string | null {
  if (!text.startsWith("+")) return null;
  const parsed = parsePhoneNumberFromString(text);
  if (parsed?.isPossible()) return parsed.number;
  return E164.test(text) ? text : null;
}
