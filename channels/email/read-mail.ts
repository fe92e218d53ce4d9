import PostalMime, { type Attachment, type Email } from "postal-mime";
import { PayloadError } from "../../src/contract/index.ts";
import { type Headers, toHeaders } from "./headers.ts";
import { repairMime } from "./repair-mime.ts";

/** A mail taken apart: nothing is judged yet. */
export interface Mail {
  readonly headers: Headers;
  /** Its plain texts, or null when it has none. */
  readonly text: string | null;
  /** Its HTML as it came, or null. */
  readonly html: string | null;
  /** The HTML is more than another version of the text. */
  readonly htmlSaysMore: boolean;
  readonly files: readonly MailFile[];
}

export interface MailFile {
  readonly filename: string | null;
  /** Lowercased, without parameters. */
  readonly contentType: string;
  readonly content: Uint8Array;
  /** Without brackets. */
  readonly contentId: string | null;
}

/** Larger headers are an attack. Exchange stops at 64 KB, the longest honest ones have some 100 KB. */
const MAX_HEADER_BYTES = 2 * 1024 * 1024;

/** Fields of which every mail has one. */
const FIELDS_OF_A_MAIL = [
  "from",
  "to",
  "subject",
  "date",
  "message-id",
  "received",
  "return-path",
  "sender",
  "content-type",
];

/** @throws {PayloadError} when the bytes are no mail. */
export async function readMail(raw: Uint8Array): Promise<Mail> {
  const { bytes, htmlSaysMore } = repairMime(raw);
  const email = await parse(bytes);
  const headers = toHeaders(email.headers);
  if (!FIELDS_OF_A_MAIL.some((name) => headers.has(name)))
    throw new PayloadError("It has none of the headers of a mail");
  return {
    headers,
    text: email.text === undefined ? null : clean(email.text),
    html: email.html === undefined ? null : clean(email.html),
    htmlSaysMore,
    files: email.attachments.map(toFile),
  };
}

async function parse(bytes: Uint8Array): Promise<Email> {
  try {
    // Messages in a message are evidence or a letter of somebody else: never part of what is said here.
    return await PostalMime.parse(bytes, { forceRfc822Attachments: true, maxHeadersSize: MAX_HEADER_BYTES });
  } catch (cause) {
    // The parser's words may quote the mail.
    throw new PayloadError("It cannot be read: its header is too large, or its parts are nested without end", {
      cause,
    });
  }
}

/** Line ends as the product has them, and without what PostgreSQL cannot store. */
function clean(text: string): string {
  return text.replaceAll("\0", "").replace(/\r\n?/g, "\n").toWellFormed();
}

function toFile({ filename, mimeType, content, contentId }: Attachment): MailFile {
  return {
    filename,
    contentType: /^[\w.+-]+\/[\w.+-]+$/.test(mimeType) ? mimeType : "application/octet-stream",
    content: typeof content === "string" ? Buffer.from(content) : new Uint8Array(content),
    contentId: contentId === undefined ? null : contentId.trim().replace(/^<|>$/g, "").slice(0, 500) || null,
  };
}
