/** An answer of Twilio's REST API other than the one that was asked for. */
export interface Refusal {
  readonly status: number;
  readonly code: number;
  readonly message: string;
}

/** Twilio's words, without the numbers it puts into them. https://www.twilio.com/docs/api/errors */
const WORDS: Readonly<Record<number, string>> = {
  20001: "Invalid parameter",
  20003: "Authenticate",
  20404: "The requested resource was not found",
  20429: "Too Many Requests",
  20500: "Internal Server Error",
  20503: "Service Unavailable",
  21211: "Invalid 'To' Phone Number",
  21212: "Invalid From Number",
  21266: "'To' and 'From' number cannot be the same",
  21602: "Message body is required.",
  21603: "A 'From' phone number is required",
  21604: "A 'To' phone number is required.",
  21609: "The 'StatusCallback' URL is not a valid URL",
  21610: "Attempt to send to unsubscribed recipient",
  21617: "The concatenated message body exceeds the 1600 character limit",
  21619: "A text message body or media urls must be specified",
  21623: "Number of media files exceeds allowed limit",
  21659: "'From' is not a Twilio phone number or Short Code country mismatch",
  21705: "The Messaging Service Sid is invalid",
};

/** `detail` says what exactly is wrong, for whoever reads a failing test. */
export function refuse(code: number, status = 400, detail = ""): Refusal {
  const words = WORDS[code] ?? "Refused";
  return { status, code, message: detail === "" ? words : `${words}: ${detail}` };
}

/** The body of a refusal as Twilio writes it. */
export function renderRefusal({ status, code, message }: Refusal): string {
  return JSON.stringify({ code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status });
}
