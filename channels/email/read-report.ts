import { mailboxes, parseAddress } from "./addresses.ts";
import { hasEmptyReturnPath } from "./classify.ts";
import { actionOf, type DeliveryNews, MAX_RECIPIENTS, parseDeliveryStatus, statusIn } from "./delivery-status.ts";
import { header, headersNamed, readable } from "./headers.ts";
import { ourNamesIn } from "./message-name.ts";
import type { Mail, MailFile } from "./read-mail.ts";

/** What a mail server or a mailbox provider says about a mail of ours. */
export interface Report {
  readonly kind: "bounce" | "complaint";
  readonly news: readonly DeliveryNews[];
  /** The names of the mails it is about that are ours beyond doubt. */
  readonly names: readonly string[];
  /** Who was not reached, or who complains; null when the report does not say. */
  readonly about: string | null;
}

/** So much of a part is looked at. */
const MAX_LENGTH = 200_000;

/** The local parts that mail servers write from. */
const DAEMONS =
  /^(?:mailer[._-]?daemon|mail[._-]?daemon|mdaemon|postmaster|mail[._-]?administrator|mail[._-]?delivery|mail[._-]?system)\b/i;

/** In a header that somebody quotes. Long values stand in the next line. */
const MESSAGE_ID = /^[> \t]{0,8}message-id:[ \t]{0,8}(?:\r?\n[> \t]{1,8})?\S{1,400}/gim;

/** How servers begin the subject of a report in which nothing else says that it is one. */
const FAILED =
  /undeliver|non[- ]?deliver|unzustell|nicht zustell|deliver(?:y|ed)?[ -](?:status|fail|problem|error|report|notif|has failed|incomplete)|fail(?:ure|ed) (?:notice|mail|deliver)|returned (?:mail|to sender)|mail (?:delivery|system) (?:fail|error)|could not (?:be )?(?:deliver|send)|(?:was|is) not delivered|rejected|bounce|non remis|não entregue|no se (?:ha )?(?:pudo|podido) entregar|mancato recapito|配信不能|送信できません|エラー|退信/i;

const DELAYED =
  /\bdelay|not yet been delivered|will (?:be retried|keep trying|continue to try|try again)|still (?:being )?(?:retried|trying)|could not send message for (?:the )?past|no action is required|will retry/i;

/** Null: it is no report. */
export function readReport(mail: Mail, sender: string, secret: string): Report | null {
  const evidence = [mail.text ?? "", mail.html ?? "", ...mail.files.filter(isReadable).map(contentOf)];
  const names = () => reportedNames(evidence, secret);
  if (isComplaint(mail)) return { kind: "complaint", news: [], names: names(), about: complainant(mail) };

  const structured = mail.files.filter(({ contentType }) => /^message\/(?:global-)?delivery-status$/.test(contentType));
  const news = structuredNews(structured);
  if (structured.length === 0 && !isFreeBounce(mail, sender)) return null;
  const all = news.length > 0 ? news : freeNews(mail, evidence);
  const about = all.find(({ action }) => action === "failed") ?? all[0];
  return { kind: "bounce", news: all, names: names(), about: about?.recipient ?? null };
}

/** What came back calls itself by its Message-ID; its References are mails that may well have arrived. */
function reportedNames(evidence: readonly string[], secret: string): readonly string[] {
  const selves = evidence.flatMap((text) => text.match(MESSAGE_ID)?.slice(0, MAX_RECIPIENTS) ?? []);
  const own = ourNamesIn(selves, secret);
  return own.length > 0 ? own : ourNamesIn(evidence, secret);
}

function structuredNews(files: readonly MailFile[]): readonly DeliveryNews[] {
  const news: DeliveryNews[] = [];
  for (const file of files) {
    if (news.length >= MAX_RECIPIENTS) break;
    news.push(...parseDeliveryStatus(contentOf(file)));
  }
  return news.slice(0, MAX_RECIPIENTS);
}

/** RFC 5965, or its predecessors. */
function isComplaint(mail: Mail): boolean {
  return (
    mail.files.some(({ contentType }) => contentType === "message/feedback-report") ||
    /report-type\s?=\s?"?feedback-report/i.test(header(mail.headers, "content-type") ?? "") ||
    /^complaint about message from /i.test(header(mail.headers, "subject") ?? "")
  );
}

function complainant(mail: Mail): string | null {
  const report = mail.files.find(({ contentType }) => contentType === "message/feedback-report");
  const line = /^(?:original-rcpt-to|removal-recipient):(.{1,330})$/im.exec(
    report === undefined ? "" : contentOf(report),
  )?.[1];
  return line === undefined ? null : parseAddress(line.replace(/.*;/, "").replace(/[<>]/g, ""));
}

/** Reports from before RFC 3464, and from those who have not heard of it. */
function isFreeBounce(mail: Mail, sender: string): boolean {
  if (headersNamed(mail.headers, "x-failed-recipients").length > 0) return true;
  if (/report-type\s?=\s?"?delivery-status/i.test(header(mail.headers, "content-type") ?? "")) return true;
  if (/\bauto-replied\b/i.test(header(mail.headers, "auto-submitted") ?? "") && !DAEMONS.test(sender)) return false;
  const failed = FAILED.test(readable(header(mail.headers, "subject")?.slice(0, 2000) ?? "", 1000));
  // Some write as a name without an address.
  const isDaemon = DAEMONS.test(sender) || /^"?mailer-daemon\b/i.test(header(mail.headers, "from") ?? "");
  const empty = hasEmptyReturnPath(mail.headers);
  return isDaemon ? failed || empty || !isPostmaster(sender) : failed && empty;
}

/** Postmasters are people, too. */
function isPostmaster(sender: string): boolean {
  return sender.startsWith("postmaster");
}

function freeNews(mail: Mail, evidence: readonly string[]): DeliveryNews[] {
  const text = (mail.text ?? mail.html ?? "").slice(0, MAX_LENGTH);
  const code = statusIn(text);
  const delayed =
    DELAYED.test(`${header(mail.headers, "subject") ?? ""}\n${text.slice(0, 5000)}`) && !code?.startsWith("5");
  const action = delayed ? "delayed" : actionOf(code);
  const listed = mailboxes(mail.headers, "x-failed-recipients").map(({ address }) => address);
  const recipients = listed.length > 0 ? listed : [recipientIn(evidence)];
  return recipients.slice(0, MAX_RECIPIENTS).map((recipient) => ({ recipient, action, code }));
}

/** The recipient of the mail that came back, as its own header has it. Blanks count: to skip them takes the square of them. */
function recipientIn(evidence: readonly string[]): string | null {
  for (const text of evidence) {
    const line = /^(?:To|X-Original-To|Delivered-To|Final-Recipient):(.{3,400})$/im.exec(
      text.slice(0, MAX_LENGTH),
    )?.[1];
    const address = /[^\s<>",;:]{1,64}@[^\s<>",;:]{1,255}/.exec(line ?? "")?.[0];
    const parsed = address === undefined ? null : parseAddress(address);
    if (parsed !== null) return parsed;
  }
  return null;
}

function isReadable({ contentType }: MailFile): boolean {
  return contentType.startsWith("message/") || contentType.startsWith("text/");
}

function contentOf({ content }: MailFile): string {
  return Buffer.from(content.buffer, content.byteOffset, Math.min(content.byteLength, MAX_LENGTH)).toString("latin1");
}
