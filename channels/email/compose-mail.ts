import MailComposer from "nodemailer/lib/mail-composer";
import type { AttachedFile, OutboundPart } from "../../src/contract/index.ts";
import type { EmailConfig } from "./email-config.ts";
import { nameOf } from "./message-name.ts";
import { isName, referenceNames } from "./reference-names.ts";
import { renderMarkdown } from "./render-markdown.ts";
import { oneLine, replySubject } from "./reply-subject.ts";

/** A mail, ready to go. The same part always gives the same bytes. */
export interface ComposedMail {
  /** Its Message-ID. */
  readonly name: string;
  readonly envelope: { readonly from: string; readonly to: readonly string[] };
  /** RFC 5322, with CRLF, all ASCII. */
  readonly bytes: Uint8Array;
}

type Composing = Pick<EmailConfig, "secret" | "companyName">;

export async function composeMail(part: OutboundPart, config: Composing): Promise<ComposedMail> {
  const { from, to, at, envelope } = part;
  const name = nameOf(part.id, domainOf(from), config.secret);
  const copies = (envelope?.copies ?? []).filter((copy) => copy !== to && copy !== from);
  const { plain, html } = renderMarkdown(part.text);
  const attachments = await Promise.all(part.files.map(toAttachment));
  const bytes = await new MailComposer({
    from: { name: displayName(part.author, config), address: from },
    to: toAddress(to),
    cc: copies.map(toAddress),
    subject: subjectOf(envelope, config),
    messageId: name,
    date: at,
    ...threadHeaders(envelope),
    headers: { ...automaticHeaders(part.author), "X-Switchboard-Loop": from },
    text: { content: plain, contentTransferEncoding: "quoted-printable" },
    html: { content: page(html), contentTransferEncoding: "quoted-printable" },
    attachments,
    // Else it is made up anew at every attempt.
    baseBoundary: part.id,
    boundaryPrefix: "switchboard",
    newline: "windows",
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build();
  return { name, envelope: { from, to: [to, ...copies] }, bytes };
}

async function toAttachment(file: AttachedFile) {
  const { filename, contentType } = file;
  return {
    filename,
    contentType,
    content: Buffer.from(await file.read()),
    contentDisposition: "attachment",
    // Also of a text: its line ends are its own.
    contentTransferEncoding: "base64",
  } as const;
}

function subjectOf(envelope: OutboundPart["envelope"], { companyName }: Composing): string {
  if (envelope?.isFirst && envelope.subject !== null) return oneLine(envelope.subject);
  return replySubject(envelope?.subject ?? null, `Your message to ${oneLine(companyName)}`);
}

const domainOf = (address: string): string => address.slice(address.lastIndexOf("@") + 1);

const toAddress = (address: string): { name: string; address: string } => ({ name: "", address });

/** Who writes: the company, and whether nobody of it did. */
function displayName(author: OutboundPart["author"], { companyName }: Composing): string {
  const company = oneLine(companyName);
  return author === "assistant" ? `${company} (AI assistant)` : company;
}

/**
 * What tells other machines not to answer (RFC 3834, section 5; Microsoft's MS-OXCMAIL, section 2.2.3.2.14). A person's mail has
 * none of it.
 */
function automaticHeaders(author: OutboundPart["author"]): Record<string, string> {
  if (author === "operator") return {};
  return { "Auto-Submitted": "auto-replied", "X-Auto-Response-Suppress": "All" };
}

function threadHeaders(envelope: OutboundPart["envelope"]): { inReplyTo?: string; references?: string[] } {
  if (!envelope?.answers) return {};
  const { self, ancestors } = envelope.answers;
  const references = [...referenceNames(self, ancestors)];
  return { ...(isName(self) && { inReplyTo: self }), ...(references.length > 0 && { references }) };
}

const page = (html: string): string =>
  `<!DOCTYPE html>\n<html><head><meta charset="utf-8"></head><body>\n${html}\n</body></html>\n`;
