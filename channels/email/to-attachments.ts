import type { InboundAttachment } from "../../src/contract/index.ts";
import { readable } from "./headers.ts";
import type { Mail, MailFile } from "./read-mail.ts";
import { numbered, safeFilename } from "./safe-filename.ts";

/** Our own limits: a file and a number of files that can be stored without anybody noticing. */
const MAX_FILE_BYTES = 20 * 1024 * 1024;
const MAX_FILES = 50;
/** So many are at least named; what comes behind is counted. */
const MAX_NAMED = 200;

/** What files without a name are called, by the beginning of their type. */
const UNNAMED: readonly (readonly [type: string, name: string])[] = [
  ["text/calendar", "invitation.ics"],
  ["text/html", "text.html"],
  ["text/rfc822-headers", "headers.txt"],
  ["text/", "text.txt"],
  ["message/delivery-status", "delivery-status.txt"],
  ["message/feedback-report", "feedback-report.txt"],
  ["message/", "mail.eml"],
  ["image/jpeg", "image.jpg"],
  ["image/svg+xml", "image.svg"],
  ["audio/mpeg", "audio.mp3"],
  ["application/pdf", "document.pdf"],
  ["application/pgp-signature", "signature.asc"],
  ["application/zip", "archive.zip"],
];

/**
 * The files of a mail, also the images in its text. `fullSize`: of a mail of which only a first part is there, what all
 * of it has, in bytes; what is broken off then is not kept.
 */
export function toAttachments(mail: Mail, fullSize: number | null): readonly InboundAttachment[] {
  const seen = new Map<string, number>();
  const unique = (name: string): string => {
    const count = (seen.get(name.toLowerCase()) ?? 0) + 1;
    seen.set(name.toLowerCase(), count);
    return numbered(name, count);
  };
  const attachments = mail.files.slice(0, MAX_NAMED).map((file, index) => {
    const torn = fullSize !== null && index === mail.files.length - 1;
    const kept = !torn && index < MAX_FILES && file.content.byteLength <= MAX_FILE_BYTES;
    return {
      filename: unique(nameFor(file)),
      contentType: file.contentType,
      content: kept ? file.content : null,
      size: torn ? null : file.content.byteLength,
      contentId: file.contentId,
      reference: null,
    };
  });
  return [...attachments, ...unlisted(mail.files.length, fullSize)];
}

function nameFor(file: MailFile): string {
  const [, known] = UNNAMED.find(([type]) => file.contentType.startsWith(type)) ?? [];
  const fallback = known ?? unknownName(file.contentType);
  if (file.filename !== null) return safeFilename(file.filename.split(/[\\/]/).at(-1) ?? "", fallback);
  const subject = file.contentType === "message/rfc822" ? subjectOf(file) : "";
  return subject === "" ? fallback : safeFilename(`${subject}.eml`, fallback);
}

/** `image/png` is `image.png`; types that are no extension are `file.bin`. */
function unknownName(contentType: string): string {
  const [kind = "", type = ""] = contentType.split("/");
  return ["image", "audio", "video"].includes(kind) && /^[a-z0-9]{2,5}$/.test(type) ? `${kind}.${type}` : "file.bin";
}

function subjectOf({ content }: MailFile): string {
  const head = Buffer.from(content.buffer, content.byteOffset, Math.min(content.byteLength, 50_000)).toString("utf8");
  const header = head.slice(0, /\r?\n\r?\n/.exec(head)?.index ?? head.length).replace(/\r?\n[ \t]/g, " ");
  return readable(/^subject:(.{0,1000})/im.exec(header)?.[1] ?? "", 100);
}

/** What there is beyond what is listed, so that nobody believes to have seen all. */
function unlisted(files: number, fullSize: number | null): InboundAttachment[] {
  const nothing = { contentType: "application/octet-stream", content: null, contentId: null, reference: null };
  if (files > MAX_NAMED) return [{ ...nothing, filename: `${files - MAX_NAMED} more files`, size: null }];
  return files === 0 && fullSize !== null ? [{ ...nothing, filename: "rest of this mail", size: fullSize }] : [];
}
