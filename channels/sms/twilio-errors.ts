/** What we know of one of Twilio's error codes. https://www.twilio.com/docs/api/errors */
interface KnownError {
  /** The cause, and what an operator can do. No numbers of customers, no text. */
  readonly words: string;
  /** The same request may pass later. */
  readonly retryable?: true;
  /** Every text from here fails like this one: it is about our account or our number, not about the recipient. */
  readonly ours?: true;
}

/** "Attempt to send to unsubscribed recipient". */
export const OPTED_OUT = 21610;

const FROM = "Check TWILIO_PHONE_NUMBER against the numbers in the Twilio console.";
const OTHER_WAY = "Reach the customer another way, such as email.";
const CREDENTIALS = "Check TWILIO_ACCOUNT_SID and the token or API key.";

/** Twilio splits codes without notice, so a code that is missing here is an ordinary refusal with a link. */
const KNOWN: Readonly<Record<number, KnownError>> = {
  // The account
  10001: { words: "The Twilio account is not active. Its owner has to reopen it.", retryable: true, ours: true },
  20003: { words: `Twilio does not accept our credentials. ${CREDENTIALS}`, retryable: true, ours: true },
  20005: { words: "The Twilio account is not active. Its owner has to reopen it.", retryable: true, ours: true },
  20403: { words: `Twilio does not let these credentials send texts. ${CREDENTIALS}`, retryable: true, ours: true },
  20404: { words: `Twilio does not know our account. ${CREDENTIALS}`, retryable: true, ours: true },
  30002: {
    words: "The Twilio account is suspended. Its owner has to settle that with Twilio.",
    retryable: true,
    ours: true,
  },
  // Too much at once
  14107: { words: "Too many texts at once. It is tried again.", retryable: true },
  20429: { words: "Too many requests to Twilio at once. It is tried again.", retryable: true },
  21611: { words: "Too many texts are waiting at Twilio for our number. It is tried again.", retryable: true },
  30001: { words: "Too many texts are waiting at Twilio for our number.", retryable: true },
  // Our number, our service, our address
  21212: { words: `Our number is not valid. ${FROM}`, ours: true },
  21603: { words: `Twilio saw no number to send from. ${FROM}`, ours: true },
  21606: { words: `Our number cannot send texts to this destination. ${FROM}`, ours: true },
  21609: {
    words: "Twilio does not accept our callback address. PUBLIC_URL has to be reachable from the internet.",
    ours: true,
  },
  21659: { words: `The number we send from is not a Twilio number. ${FROM}`, ours: true },
  21660: { words: `The number we send from belongs to another Twilio account. ${FROM}`, ours: true },
  21661: { words: `The number we send from cannot send texts. ${FROM}`, ours: true },
  21703: { words: "The Messaging Service has no number. Add ours to its sender pool.", ours: true },
  21705: { words: "Twilio does not know the Messaging Service. Check TWILIO_MESSAGING_SERVICE_SID.", ours: true },
  21712: { words: "Our number is not in the Messaging Service. Add it to the sender pool.", ours: true },
  // The recipient
  21211: { words: `Twilio says that this is not a valid phone number. ${OTHER_WAY}` },
  21266: { words: "The recipient is our own number." },
  21408: {
    words:
      "Texts to this country are switched off. An administrator can allow it: Twilio console, Messaging, Geo permissions.",
  },
  [OPTED_OUT]: {
    words: "The customer opted out of texts from this number. They must text START before we can write again.",
  },
  21612: { words: `Twilio has no route from our number to this one. ${OTHER_WAY}` },
  21614: { words: `This number cannot receive texts. ${OTHER_WAY}` },
  21635: { words: `This number is a landline. ${OTHER_WAY}` },
  // The text
  21602: { words: "The text was empty." },
  21617: {
    words: "The text was longer than the 1,600 characters that Twilio takes. That is our fault: please report it.",
  },
  21619: { words: "The text was empty." },
  // After Twilio took it
  30003: { words: "The phone is switched off or out of reach. Try again in some hours, or another way." },
  30004: { words: `The recipient or their carrier blocks our texts. ${OTHER_WAY}` },
  30005: { words: `The number is unknown or no longer in use. ${OTHER_WAY}` },
  30006: { words: `A landline, or a carrier that Twilio cannot reach. ${OTHER_WAY}` },
  30007: {
    words:
      "The carrier filtered the text as unwanted. Links, link shorteners and a missing A2P registration are the usual causes.",
  },
  30008: { words: "The carrier did not say why it failed. Try once more." },
  30032: { words: "Our toll-free number is not verified. An administrator has to register it in the Twilio console." },
  30034: {
    words: "Our number is not registered for A2P 10DLC. An administrator has to register it in the Twilio console.",
  },
  30410: { words: "The carrier did not answer in time. Try again." },
};

/** Cause and remedy in words for operators; a code we do not know gets Twilio's page on it. */
export function wordsFor(code: number): string {
  return (
    known(code)?.words ?? `Twilio gave error ${code}. Its page says why: https://www.twilio.com/docs/api/errors/${code}`
  );
}

export function isRetryable(code: number): boolean {
  return known(code)?.retryable ?? false;
}

/** Whether the trouble is with our account or number, so that the channel cannot work until somebody changes it. */
export function isOurs(code: number): boolean {
  return known(code)?.ours ?? false;
}

function known(code: number): KnownError | undefined {
  return Object.hasOwn(KNOWN, code) ? KNOWN[code] : undefined;
}
