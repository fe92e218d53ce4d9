import {
  address,
  type ConsentNews,
  type DeliveryStatus,
  type Interpretation,
  PayloadError,
  providerId,
  type Receipt,
} from "../../src/contract/index.ts";
import { consentSenders } from "./consent-senders.ts";
import { type Form, field, requiredField, requiredSid, statusOf } from "./form.ts";
import { toE164 } from "./phone-number.ts";
import type { SmsConfig } from "./sms-config.ts";
import { againAfter, concernOf, wordsFor } from "./twilio-errors.ts";

type OurService = Pick<SmsConfig, "phoneNumbers" | "messagingServiceSid">;

/** Twilio's whole list (`message_enum_status`), but for the two of texts that we receive. */
const STATUSES: Readonly<Record<string, DeliveryStatus>> = {
  accepted: "queued",
  scheduled: "queued",
  queued: "queued",
  sending: "queued",
  sent: "sent",
  // Something is missing at the other end, so it is no proof of arrival.
  partially_delivered: "sent",
  delivered: "delivered",
  undelivered: "failed",
  failed: "failed",
  canceled: "failed",
  read: "read",
};

/** Of texts that we receive. */
const RECEIVED: ReadonlySet<string> = new Set(["receiving", "received"]);

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * What became of a text that we sent. `partTag` is what our callback URL says the part was. Words for a status that
 * Twilio may invent later mean nothing to us and give no receipt. @throws {PayloadError}
 */
export function toReceipt(form: Form, partTag: string | null, config: OurService): Interpretation {
  const sid = requiredSid(form);
  const word = (statusOf(form) ?? requiredField(form, "MessageStatus")).toLowerCase();
  if (RECEIVED.has(word))
    throw new PayloadError("A text for us, sent to the address for statuses: at Twilio, the number's webhook is wrong");
  const status = Object.hasOwn(STATUSES, word) ? STATUSES[word] : undefined;
  if (status === undefined) return { messages: [], receipts: [], consents: [] };
  return {
    messages: [],
    receipts: [
      {
        providerId: providerId(sid),
        partId: partTag !== null && UUID.test(partTag) ? partTag.toLowerCase() : null,
        status,
        error: status === "failed" ? errorOf(form, word) : null,
      },
    ],
    consents: status === "failed" ? consents(form, config) : [],
  };
}

function errorOf(form: Form, word: string): Receipt["error"] {
  const code = codeOf(form);
  if (code !== null) {
    const concerns = concernOf(code) ?? "part";
    return { code: `twilio_${code}`, message: wordsFor(code), concerns, againAfterMs: againAfter(code) };
  }
  const message =
    word === "canceled" ? "The text was cancelled at Twilio." : "The text did not arrive. Twilio gives no reason.";
  return { code: `twilio_${word}`, message, concerns: "part", againAfterMs: [] };
}

/** Twilio may take a text first and find the opt-out later: then the callback is all we hear of it. */
function consents(form: Form, config: OurService): ConsentNews[] {
  const from = field(form, "From");
  const to = field(form, "To");
  const code = codeOf(form);
  if (code === null || concernOf(code) !== "consent" || from === null || to === null) return [];
  const theirAddress = address(toE164(to) ?? to);
  // All that we send leaves through the service, where there is one.
  const senders = consentSenders(address(toE164(from) ?? from), config.messagingServiceSid !== null, config);
  return senders.map((ourSender) => ({ ourSender, theirAddress, optedOut: true }));
}

function codeOf(form: Form): number | null {
  const code = Number(field(form, "ErrorCode") ?? "0");
  return Number.isSafeInteger(code) && code > 0 ? code : null;
}
