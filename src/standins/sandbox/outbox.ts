import PostalMime from "postal-mime";
import type { Sandbox } from "./start-sandbox.ts";

/** One thing that left, whatever the channel. */
export interface SentItem {
  readonly channel: "sms" | "email";
  /** A number, or the recipients of the envelope, comma-separated. */
  readonly to: string;
  /** What the customer reads: of a mail its text part. */
  readonly text: string;
  /** The parameters of the REST call, or the bytes of the mail as text. */
  readonly raw: unknown;
  readonly at: string;
}

/** All that left on SMS and email, oldest first. */
export async function readOutbox({ twilio, mail }: Pick<Sandbox, "twilio" | "mail">): Promise<SentItem[]> {
  const texts = twilio.sent.map(
    ({ to, body, params, at }): SentItem => ({
      channel: "sms",
      to,
      text: body,
      raw: Object.fromEntries(params),
      at: at.toISOString(),
    }),
  );
  const mails = await Promise.all(
    mail.sent.map(
      async ({ to, bytes, at }): Promise<SentItem> => ({
        channel: "email",
        to: to.join(", "),
        text: (await PostalMime.parse(bytes)).text?.trimEnd() ?? "",
        raw: bytes.toString("utf8"),
        at: at.toISOString(),
      }),
    ),
  );
  return [...texts, ...mails].sort((a, b) => a.at.localeCompare(b.at));
}
