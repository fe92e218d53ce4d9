import type { MessageClass } from "../../src/contract/index.ts";
import type { EmailReading } from "./email-config.ts";
import { type Headers, header, headersNamed, readable } from "./headers.ts";
import { partOf } from "./message-name.ts";
import { ownGroup } from "./own-group.ts";
import { messageId } from "./to-references.ts";

/** Marks what we send. Relays may take it off, so it is one sign of several. */
const LOOP_HEADER = "X-Switchboard-Loop";

export type MailClass = Extract<
  MessageClass,
  "human" | "auto_reply" | "auto_generated" | "list" | "bounce" | "complaint" | "own_loop"
>;

/** Why a mail of each class gets no automatic answer, in words for operators. */
export const SUPPRESSED: Readonly<Record<Exclude<MailClass, "human">, string>> = {
  auto_reply: "Sent by an automatic reply, such as an out-of-office notice. Answering it could start a mail loop.",
  auto_generated: "Sent by a program or from an address that takes no answers. Nobody reads automatic answers there.",
  list: "Sent by a mailing list. An automatic answer would go to the whole list.",
  bounce: "A mail server reports that a mail could not be delivered, or not yet. There is nobody to answer.",
  complaint: "A mailbox provider reports that a recipient marked a mail of ours as spam.",
  own_loop: "It is a mail of ours that came back. Answering it would start a mail loop.",
};

/** Local parts behind which there is a program (RFC 2142 names some, the rest is custom). */
const MACHINES =
  /^(?:(?:no[._-]?reply|do[._-]?not[._-]?reply|bounces?|notifications?)(?:[+._-].*)?|mailer[._-]?daemon|postmaster|root|daemon)$/;

/** What vacation programs put in front of the subject, or make of it. */
const AUTO_SUBJECT =
  /^\s*(?:auto(?:matic|matische|mated)?[ -]?(?:reply|response|antwort)|auto|out of (?:the )?office|abwesenheitsnotiz|abwesend|réponse automatique|respuesta automática|resposta automática|risposta automatica|automatisch antwoord|autosvar|automaattinen vastaus|odpowiedź automatyczna|automatická odpověď|автоответ|автоматический ответ|自动回复|自動回覆|自動返信|자동 회신)\s*[:：-]/i;

/** Anything in one of these means that nobody wrote the mail just now. `no` is how a program may say otherwise. */
const AUTO_REPLY_FIELDS = [
  "x-autoreply",
  "x-autorespond",
  "x-autoresponder",
  "x-auto-reply",
  "x-autoreply-from",
  "x-mail-autoreply",
];

/**
 * What kind of mail this is, from `sender`, when it is no report of a mail server. Everything that no person wrote to us
 * just now is told apart (RFC 3834, section 2): the assistant must not answer it.
 */
export function classify(
  headers: Headers,
  sender: string,
  config: Pick<EmailReading, "addresses" | "secret">,
): Exclude<MailClass, "bounce" | "complaint"> {
  if (isOurs(headers, sender, config)) return "own_loop";
  if (isAutoReply(headers)) return "auto_reply";
  const group = ownGroup(headers, config.addresses);
  if (!group && isList(headers)) return "list";
  return isGenerated(headers, sender, group) ? "auto_generated" : "human";
}

function isOurs(headers: Headers, sender: string, { addresses, secret }: Pick<EmailReading, "addresses" | "secret">) {
  const self = messageId(headers);
  return (
    addresses.includes(sender) ||
    headersNamed(headers, LOOP_HEADER.toLowerCase()).some((value) => addresses.includes(value.trim().toLowerCase())) ||
    (self !== null && partOf(self, secret) !== null)
  );
}

function isAutoReply(headers: Headers): boolean {
  return (
    word(headers, "auto-submitted").startsWith("auto-replied") ||
    ["precedence", "x-precedence"].some((field) => /^auto[_-]?reply$/.test(word(headers, field))) ||
    AUTO_REPLY_FIELDS.some((field) => !["", "no", "false"].includes(word(headers, field))) ||
    headersNamed(headers, "delivered-to").some((value) => /^autoresponder\b/i.test(value.trim())) ||
    (headers.has("x-ms-exchange-inbox-rules-loop") && headers.has("x-auto-response-suppress")) ||
    AUTO_SUBJECT.test(readable(header(headers, "subject")?.slice(0, 2000) ?? "", 1000))
  );
}

function isList(headers: Headers): boolean {
  return (
    ["list-id", "list-unsubscribe", "list-post", "x-mailing-list", "x-mlserver", "x-ml-name"].some((field) =>
      headers.has(field),
    ) || ["precedence", "x-precedence"].some((field) => word(headers, field) === "list")
  );
}

function isGenerated(headers: Headers, sender: string, group: boolean): boolean {
  const submitted = word(headers, "auto-submitted");
  return (
    (submitted !== "" && submitted !== "no") ||
    ["precedence", "x-precedence"].some((field) => /^(?:bulk|junk)$/.test(word(headers, field)) && !group) ||
    /\b(?:all|oof|autoreply)\b/i.test(header(headers, "x-auto-response-suppress") ?? "") ||
    (headers.has("x-loop") && !group) ||
    hasEmptyReturnPath(headers) ||
    MACHINES.test(sender.slice(0, sender.lastIndexOf("@")))
  );
}

/** RFC 5321, section 4.5.5: nothing may be sent back to it. */
export function hasEmptyReturnPath(headers: Headers): boolean {
  return headersNamed(headers, "return-path").some((value) => /^<\s*>$/.test(value.trim()));
}

/** The first word of a field, lowercased, without parameters and comments; empty when there is none. */
function word(headers: Headers, field: string): string {
  return /^[^\s;(]*/.exec((header(headers, field) ?? "").toLowerCase())?.[0] ?? "";
}
