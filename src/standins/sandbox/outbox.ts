import PostalMime from "postal-mime";
import type { SentMail } from "../mail/create-smtp-server.ts";
import type { Sandbox } from "./start-sandbox.ts";

/** One thing that left, whatever the channel. */
export interface SentItem {
  readonly channel: "sms" | "email";
  /** A number, or the recipients of the envelope, comma-separated. */
  readonly to: string;
  /** What the customer reads: of a mail its text part. */
  readonly text: string;
  /** The parameters of the REST call, lists where there are several of a name, or the bytes of the mail as text. */
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
      raw: asObject(params),
      at: at.toISOString(),
    }),
  );
  const mails = await Promise.all(
    mail.sent.map(
      async (sent): Promise<SentItem> => ({
        channel: "email",
        to: sent.to.join(", "),
        text: await textOf(sent),
        raw: sent.bytes.toString("utf8"),
        at: sent.at.toISOString(),
      }),
    ),
  );
  return [...texts, ...mails].sort((a, b) => a.at.localeCompare(b.at));
}

/** `Object.fromEntries` would keep the last of several files. */
function asObject(params: URLSearchParams): Record<string, string | string[]> {
  return Object.fromEntries(
    [...new Set(params.keys())].map((name) => {
      const all = params.getAll(name);
      return [name, all.length > 1 ? all : (all[0] ?? "")];
    }),
  );
}

/** A page asks every second, and a mail does not change. */
const texts = new WeakMap<SentMail, Promise<string>>();

function textOf(mail: SentMail): Promise<string> {
  const known = texts.get(mail) ?? PostalMime.parse(mail.bytes).then(({ text }) => text?.trimEnd() ?? "");
  texts.set(mail, known);
  return known;
}
