import {
  address,
  externalId,
  type InboundMessage,
  type Interpretation,
  PayloadError,
  type Sender,
  type StoredRaw,
  threadKey,
} from "../../src/contract/index.ts";
import { classify, type MailClass, SUPPRESSED } from "./classify.ts";
import type { EmailReading } from "./email-config.ts";
import { fingerprint, type MailName } from "./fingerprint.ts";
import { type Headers, header, readable } from "./headers.ts";
import { readMail } from "./read-mail.ts";
import { type Report, readReport } from "./read-report.ts";
import { parseArrival, sentAt } from "./sent-at.ts";
import { toAttachments } from "./to-attachments.ts";
import { toBodies } from "./to-bodies.ts";
import { toReceipts } from "./to-receipts.ts";
import { toRecipients } from "./to-recipients.ts";
import { toReferences } from "./to-references.ts";
import { isNobody, toSender } from "./to-sender.ts";

/** RFC 5322, section 2.1.1: no header line is longer. */
const MAX_SUBJECT_LENGTH = 998;

const IMPORTED =
  "It was in the mailbox before the mailbox was connected. It is shown, and nobody answers it by itself.";
const FROM_NOBODY = "It does not say whom it is from, so nobody can be answered.";

/** What a mail says. @throws {PayloadError} when the bytes are no mail. */
export async function interpret(raw: StoredRaw, config: EmailReading): Promise<Interpretation> {
  if (raw.contentType !== "message/rfc822") throw new PayloadError("Stored as something that is no mail");
  const mail = await readMail(raw.body);
  const sender = toSender(mail.headers, config);
  const report = readReport(mail, sender.address, config.secret);
  const kind = report?.kind ?? (isNobody(sender) ? "auto_generated" : classify(mail.headers, sender.address, config));
  const references = toReferences(mail.headers, report?.names ?? [], config);
  const print = fingerprint(config.mailbox, references.self ?? nameless(mail.headers), raw.body);
  const subject = readable(header(mail.headers, "subject") ?? "", MAX_SUBJECT_LENGTH);
  const author = authorOf(sender, report);
  const message: InboundMessage = {
    externalId: externalId(references.self ?? `mail/${print}`),
    threadKey: threadKey(`mail/${print}`),
    references,
    fingerprint: print,
    from: author,
    ...toRecipients(mail.headers, author.address, config),
    subject: subject === "" ? null : subject,
    ...toBodies(mail, subject),
    class: kind,
    suppressed: suppressed(kind, sender, raw.meta["imported"] === "1"),
    attachments: toAttachments(mail, fullSizeOf(raw)),
    at: sentAt(mail.headers, parseArrival(raw.meta["internalDate"])),
  };
  return { messages: [message], receipts: toReceipts(report, config.secret), consents: [] };
}

/** What tells a mail without a Message-ID from another one: two customers may write the same few words. */
function nameless(headers: Headers): MailName {
  return {
    from: header(headers, "from") ?? "",
    date: header(headers, "date") ?? "",
    subject: header(headers, "subject") ?? "",
  };
}

/** A report is about somebody: it belongs to him, and MAILER-DAEMON is nobody's contact. */
function authorOf(sender: Sender, report: Report | null): Sender {
  if (report === null || report.about === null) return report === null ? sender : { ...sender, proof: null };
  return { ...sender, address: address(report.about), name: null, proof: null };
}

function suppressed(kind: MailClass, sender: Sender, imported: boolean): string | null {
  if (isNobody(sender) && kind === "auto_generated") return FROM_NOBODY;
  if (kind !== "human") return SUPPRESSED[kind];
  return imported ? IMPORTED : null;
}

/** Of a mail that was too large to be fetched whole, its size in bytes; null for a whole one. */
function fullSizeOf(raw: StoredRaw): number | null {
  const size = Number(raw.meta["truncated"] ?? "");
  return Number.isSafeInteger(size) && size > 0 ? size : null;
}
