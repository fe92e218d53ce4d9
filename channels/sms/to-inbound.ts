import {
  type Address,
  address,
  type ConsentNews,
  externalId,
  type Interpretation,
  type MessageClass,
  PayloadError,
  threadKey,
} from "../../src/contract/index.ts";
import { consentSenders } from "./consent-senders.ts";
import { type Form, field, requiredField, requiredSid } from "./form.ts";
import { optWord } from "./opt-word.ts";
import { toE164 } from "./phone-number.ts";
import type { SmsConfig } from "./sms-config.ts";
import { toAttachments } from "./to-attachments.ts";
import { bodyOf, visibleText } from "./visible-text.ts";

type OurNumbers = Pick<SmsConfig, "phoneNumbers" | "messagingServiceSid">;

const SUPPRESSED: Readonly<Record<Exclude<Verdict, "human">, string>> = {
  opt_out: "The customer opted out of texts from this number. Twilio has confirmed it to them.",
  opt_in: "The customer allowed texts from this number again. Twilio has confirmed it to them.",
  help: "The customer asked for help with one word. Twilio answers that.",
  auto_generated: "Sent from a short code or a name instead of a phone number: a machine, which is never answered.",
  own_loop: "Sent from a number of our own: an answer would come back to us.",
};

/** Twilio's other channels put their name before the address, such as `whatsapp:+14155550100`. */
const OTHER_CHANNEL = /^[a-z_]+:/i;
/** RCS does too, but is the same customer in the same app on the same phone. */
const RCS = /^rcs:(?=\+)/i;

/** A number, a short code, a name: nothing that a carrier would give for a sender is longer or has such characters. */
const PRINTABLE = /^[^\p{C}\p{Z}](?:[^\p{C}]{0,98}[^\p{C}\p{Z}])?$/u;

type Verdict = Extract<MessageClass, "human" | "opt_out" | "opt_in" | "help" | "auto_generated" | "own_loop">;

/**
 * A text from a customer, and what it says about consent. `at`: when Twilio had it, where that is known, which a webhook
 * does not tell. @throws {PayloadError}
 */
export function toInbound(form: Form, config: OurNumbers, at: Date | null): Interpretation {
  const sid = requiredSid(form);
  const { sender, isRcs } = senderOf(form);
  const to = isRcs ? ourNumberForRcs(form, config) : ourNumber(form, config);
  const number = toE164(sender);
  const from = address(number ?? sender);

  const verdict = classify(form, number, to, config);
  const text = visibleText(form);
  return {
    messages: [
      {
        externalId: externalId(sid),
        threadKey: threadKey(`${to}/${from}`),
        references: null,
        fingerprint: null,
        // Carriers vouch for numbers. Short codes and names can be claimed by anybody.
        from: {
          address: from,
          name: null,
          proof: number === null ? null : "twilio_signature",
          issued: false,
          aliases: [],
        },
        to,
        replyTo: null,
        copies: [],
        subject: null,
        text,
        fullText: text,
        html: null,
        class: verdict,
        suppressed: verdict === "human" ? null : SUPPRESSED[verdict],
        attachments: toAttachments(form),
        at,
      },
    ],
    receipts: [],
    consents: consents(verdict, from, consentSenders(to, isOurService(form, config), config)),
  };
}

function senderOf(form: Form): { readonly sender: string; readonly isRcs: boolean } {
  const from = requiredField(form, "From").trim();
  const sender = from.replace(RCS, "");
  if (OTHER_CHANNEL.test(sender)) throw new PayloadError("Not a text: it came by another of Twilio's channels");
  if (!PRINTABLE.test(sender)) throw new PayloadError("The sender is neither a number nor a name");
  return { sender, isRcs: sender !== from };
}

/**
 * RCS is written to an agent, not to a number. What its customers write belongs to their thread with our first number,
 * and is answered from there by SMS: the agent and the number are senders of one Messaging Service.
 */
function ourNumberForRcs(form: Form, config: OurNumbers): Address {
  const [first] = config.phoneNumbers;
  if (first !== undefined && isOurService(form, config)) return address(first);
  throw new PayloadError("Sent by RCS, and not to our Messaging Service (TWILIO_MESSAGING_SERVICE_SID)");
}

/** An answer leaves from the number that was written to, so it has to be one of ours. */
function ourNumber(form: Form, config: OurNumbers): Address {
  const to = requiredField(form, "To").trim();
  const number = toE164(to);
  const ours = config.phoneNumbers.find(
    (candidate) => candidate === to || (number !== null && toE164(candidate) === number),
  );
  if (ours !== undefined) return address(ours);
  if (isOurService(form, config) && PRINTABLE.test(to)) return address(number ?? to);
  throw new PayloadError("Sent to a number that is not in TWILIO_PHONE_NUMBER, nor to our Messaging Service");
}

function isOurService(form: Form, config: OurNumbers): boolean {
  return config.messagingServiceSid !== null && field(form, "MessagingServiceSid") === config.messagingServiceSid;
}

function classify(form: Form, from: string | null, to: Address, { phoneNumbers }: OurNumbers): Verdict {
  const word = optWord(bodyOf(form), field(form, "OptOutType"), to);
  // An opt-out counts whoever sends it. Any other word of a machine must not pass for a customer's.
  if (word === "opt_out") return word;
  if (from === null) return "auto_generated";
  return phoneNumbers.some((ours) => toE164(ours) === from) ? "own_loop" : (word ?? "human");
}

function consents(verdict: Verdict, theirAddress: Address, ourSenders: readonly Address[]): ConsentNews[] {
  if (verdict !== "opt_out" && verdict !== "opt_in") return [];
  return ourSenders.map((ourSender) => ({ ourSender, theirAddress, optedOut: verdict === "opt_out" }));
}
