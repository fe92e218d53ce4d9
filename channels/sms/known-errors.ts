import type { FailureConcern } from "../../src/contract/index.ts";

/** What we know of one of Twilio's error codes. https://www.twilio.com/docs/api/errors */
export interface KnownError {
  /** The cause, and what an operator can do. No numbers of customers, no text. */
  readonly words: string;
  /** Absent: it is about this one text. */
  readonly concerns?: Exclude<FailureConcern, "part">;
  /** Twilio refuses it for now: the same text may be taken later. */
  readonly passes?: true;
  /** Until somebody changes a setting, texts fail like this one: all of ours, or all from the same number of ours. */
  readonly ours?: "all" | "number";
  /** Some texts fail like this one until an administrator does something, while others pass: they are to hear of it. */
  readonly isRemark?: true;
  /** When a text that Twilio had taken may be sent once more, ms; absent: it would end like this one. */
  readonly againAfterMs?: readonly number[];
}

/** "Attempt to send to unsubscribed recipient". */
const OPTED_OUT = 21610;

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

const FROM = "Check TWILIO_PHONE_NUMBER against the numbers in the Twilio console.";
const OTHER_WAY = "Reach the customer another way, such as email or a call.";
const CREDENTIALS = "Check TWILIO_ACCOUNT_SID and the token or API key.";
/** `page`: below Twilio's pages on what the authorities and carriers of a country ask for. */
const register = (page: string): string =>
  `An administrator has to register it in the Twilio console (https://www.twilio.com/docs/messaging/compliance/${page}).`;
const REGISTER = register("a2p-10dlc");
const REGISTER_TOLL_FREE = register("toll-free/api-onboarding");
const OUR_FAULT = "That is our fault: please report it.";

const ACCOUNT: Readonly<Record<number, KnownError>> = {
  10001: { words: "The Twilio account is not active. Its owner has to reopen or top it up.", concerns: "account" },
  20003: { words: `Twilio does not accept our credentials. ${CREDENTIALS}`, concerns: "account" },
  20005: { words: "The Twilio account is not active. Its owner has to reopen or top it up.", concerns: "account" },
  20403: { words: `Twilio does not let these credentials send texts. ${CREDENTIALS}`, concerns: "account" },
  20404: { words: `Twilio does not know our account. ${CREDENTIALS}`, concerns: "account" },
  30002: {
    words: "The Twilio account is suspended. Its owner has to settle that with Twilio.",
    concerns: "account",
    againAfterMs: [MINUTE_MS],
  },
  63038: {
    words: "The Twilio account has sent as many texts as it may in 24 hours. Its owner can ask Twilio for more.",
    concerns: "account",
  },
  70051: { words: `Twilio does not let these credentials send texts. ${CREDENTIALS}`, concerns: "account" },
};

const RATE: Readonly<Record<number, KnownError>> = {
  // Twilio counts replies between two numbers; the count starts anew after 30 s.
  14107: { words: "Too many texts to one number at once.", passes: true, againAfterMs: [MINUTE_MS, 5 * MINUTE_MS] },
  20429: { words: "Too many requests to Twilio at once.", concerns: "rate" },
  // Each of our numbers has a queue of its own.
  21611: { words: "Too many texts are waiting at Twilio for our number.", concerns: "sender" },
  30001: {
    words: "Too many texts are waiting at Twilio for our number.",
    concerns: "sender",
    againAfterMs: [MINUTE_MS, 5 * MINUTE_MS],
  },
  30022: {
    words: "The carrier takes no more texts of our A2P 10DLC campaign so quickly.",
    concerns: "rate",
    againAfterMs: [MINUTE_MS, 5 * MINUTE_MS],
  },
};

/** Our number, our service, our address. */
const OURS: Readonly<Record<number, KnownError>> = {
  21212: { words: `Our number is not valid. ${FROM}`, ours: "number" },
  21603: { words: `Twilio saw no number to send from. ${FROM}`, ours: "all" },
  21606: { words: `Our number cannot send texts to this destination. ${FROM}`, ours: "number" },
  21609: {
    words: "Twilio does not accept our callback address. PUBLIC_URL has to be reachable from the internet.",
    ours: "all",
  },
  21659: { words: `The number we send from is not a Twilio number. ${FROM}`, ours: "number" },
  21660: { words: `The number we send from belongs to another Twilio account. ${FROM}`, ours: "number" },
  21661: { words: `The number we send from cannot send texts. ${FROM}`, ours: "number" },
  21703: { words: "The Messaging Service has no number. Add ours to its sender pool.", ours: "all" },
  21704: { words: "The Messaging Service has no number. Add ours to its sender pool.", ours: "all" },
  21705: { words: "Twilio does not know the Messaging Service. Check TWILIO_MESSAGING_SERVICE_SID.", ours: "all" },
  21711: { words: "Our number is not in the Messaging Service. Add it to the sender pool.", ours: "number" },
  21712: {
    words: "Our number is in another Messaging Service. Move it, or change TWILIO_MESSAGING_SERVICE_SID.",
    ours: "number",
  },
  21717: { words: `Our number has no A2P 10DLC campaign. ${REGISTER}`, ours: "number" },
};

const RECIPIENT: Readonly<Record<number, KnownError>> = {
  21211: { words: `Twilio says that this is not a valid phone number. ${OTHER_WAY}`, concerns: "address" },
  21265: { words: `A short code cannot be texted. ${OTHER_WAY}`, concerns: "address" },
  21266: { words: "The recipient is our own number." },
  21268: { words: `This is a premium or information number. ${OTHER_WAY}`, concerns: "address" },
  21408: {
    words:
      "Texts to the customer's country are switched off. An administrator can allow it: Twilio console, Messaging, Geo permissions.",
    isRemark: true,
  },
  21608: {
    words: "A trial account of Twilio writes to verified numbers only. Its owner can verify this one, or upgrade.",
  },
  [OPTED_OUT]: {
    words: "The customer opted out of texts from this number. They must text START before we can write again.",
    concerns: "consent",
  },
  // About the pair: from another of our numbers it may pass.
  21612: { words: `Twilio has no route from our number to this one. ${OTHER_WAY}` },
  21614: { words: `This number cannot receive texts. ${OTHER_WAY}`, concerns: "address" },
  21635: { words: `This number is a landline. ${OTHER_WAY}`, concerns: "address" },
};

const CONTENT: Readonly<Record<number, KnownError>> = {
  21602: { words: `The text was empty. ${OUR_FAULT}` },
  21617: { words: `The text was longer than the 1,600 characters that Twilio takes. ${OUR_FAULT}` },
  21619: { words: `The text was empty. ${OUR_FAULT}` },
  21620: { words: "Twilio could not use the address of a file. PUBLIC_URL has to be reachable from the internet." },
  21623: { words: `There were more than the ten files that Twilio takes. ${OUR_FAULT}` },
  21656: { words: `The content template was not filled in as Twilio asks. ${OUR_FAULT}` },
};

/** What Twilio finds out after it took a text: in callbacks. */
const LATER: Readonly<Record<number, KnownError>> = {
  11200: { words: "Twilio could not fetch a file. PUBLIC_URL has to be reachable from the internet." },
  12300: { words: "Twilio does not send files of this type. Send a link to it in its place." },
  30003: {
    words: `The phone is switched off or out of reach. ${OTHER_WAY}`,
    againAfterMs: [15 * MINUTE_MS, 2 * HOUR_MS],
  },
  30004: { words: `The recipient or their carrier blocks our texts. ${OTHER_WAY}` },
  30005: { words: `The number is unknown or no longer in use. ${OTHER_WAY}`, concerns: "address" },
  30006: { words: `A landline, or a carrier that Twilio cannot reach. ${OTHER_WAY}`, concerns: "address" },
  30007: {
    words:
      "The carrier filtered the text as unwanted. Links, link shorteners and a missing A2P registration are the usual causes.",
    isRemark: true,
  },
  30008: { words: `The carrier did not say why it failed. ${OTHER_WAY}`, againAfterMs: [MINUTE_MS] },
  30010: { words: "The text would have cost more than the highest price that is set at Twilio." },
  30011: { words: "The phone takes no pictures and files by text. Send a link in their place." },
  30019: { words: "The text or its files were larger than the carrier takes. Send less, or a link." },
  30021: { words: "Twilio had a fault of its own.", againAfterMs: [MINUTE_MS] },
  30023: { words: "Our A2P 10DLC campaign has sent as many texts as it may today. Try again tomorrow." },
  30024: { words: `The carrier does not know our number yet. ${REGISTER}`, isRemark: true },
  30027: { words: "Our brand has sent as many texts to T-Mobile as it may today. Try again tomorrow." },
  30032: { words: `Our toll-free number is not verified. ${REGISTER_TOLL_FREE}`, isRemark: true },
  30034: { words: `Our number is not registered for A2P 10DLC. ${REGISTER}`, isRemark: true },
  30036: { words: "The text had waited at Twilio for longer than it may. Send it again if it still matters." },
  30038: { words: "Twilio took the text for one with a one-time code and held it back." },
  30039: { words: "Twilio took the text for one of a machine that answers a machine." },
  30042: { words: "The carrier blocks our sender name. An administrator has to choose another one.", isRemark: true },
  30410: {
    words: `The carrier did not answer in time: it may have arrived all the same. ${OTHER_WAY}`,
    // Twilio does not try again itself, for it may have arrived. A receipt that says so has until then.
    againAfterMs: [5 * MINUTE_MS],
  },
  30450: { words: "Twilio's protection against text pumping held it back. An administrator can allow the number." },
  30500: { words: "Twilio had a fault of its own.", againAfterMs: [MINUTE_MS] },
};

export const KNOWN_ERRORS: Readonly<Record<number, KnownError>> = {
  ...ACCOUNT,
  ...RATE,
  ...OURS,
  ...RECIPIENT,
  ...CONTENT,
  ...LATER,
};
