import { isUtf8 } from "node:buffer";
import { PayloadError } from "../../src/contract/index.ts";
import { type MimePart, scanMime } from "./scan-mime.ts";

/** What the parser reads, and what it cannot tell. */
export interface Repaired {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Some HTML is no other version of a plain text: only the HTML has everything. */
  readonly htmlSaysMore: boolean;
}

/** A mail with more is an attack. */
const MAX_PARTS = 20_000;

const IN_BASE64 = "Content-Transfer-Encoding: base64\n";

/** Deeper parts are kept as one file. Real mails stay below ten. */
const MAX_DEPTH = 40;

/**
 * The mail with what parsers stumble over set right, and nothing else changed: header lines in an unnamed charset,
 * multiparts without a usable boundary or nested without end, files that pass for a text, texts in another charset than
 * they say.
 * @throws {PayloadError} when it has too many parts.
 */
export function repairMime(raw: Uint8Array): Repaired {
  const source = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength)
    .toString("latin1")
    .replace(/^[\r\n]+|^\xef\xbb\xbf/, "");
  const parts = scanMime(source, { maxDepth: MAX_DEPTH, maxParts: MAX_PARTS });
  if (parts.length > MAX_PARTS) throw new PayloadError(`It has more than ${MAX_PARTS} parts`);
  const pieces: string[] = [];
  let copied = 0;
  let bodySeen = false;
  for (const part of parts) {
    const { header, isText } = repairHeader(part, source, bodySeen);
    bodySeen ||= isText;
    const body = part.open ? "" : rawBody(part, source);
    pieces.push(source.slice(copied, part.headerStart), body === null || part.open ? "" : IN_BASE64, header);
    if (body !== null) pieces.push(`\n${Buffer.from(body, "latin1").toString("base64")}\n`);
    copied = body === null ? part.headerEnd : part.bodyEnd;
  }
  pieces.push(source.slice(copied));
  return { bytes: Uint8Array.from(Buffer.from(pieces.join(""), "latin1")), htmlSaysMore: htmlStandsAlone(parts) };
}

/**
 * What a part holds that is not encoded, byte for byte; null for all others. Handed on in base64 on one line: the parser
 * changes line ends of the bytes it gets as they are, and takes long for many lines.
 */
function rawBody(part: MimePart, source: string): string | null {
  if (part.encoded || part.type.startsWith("multipart/") || part.bodyEnd <= part.headerEnd) return null;
  const empty = source[part.headerEnd] === "\r" ? 2 : 1;
  const body = source.slice(part.headerEnd + empty, part.bodyEnd);
  // The line end in front of a boundary belongs to the boundary (RFC 2046, section 5.1.1).
  return part.bodyEnd === source.length ? body : body.replace(/\r?\n$/, "");
}

function repairHeader(part: MimePart, source: string, bodySeen: boolean): { header: string; isText: boolean } {
  const header = toUtf8(source.slice(part.headerStart, part.headerEnd));
  if (part.type.startsWith("multipart/") && !part.open)
    return { header: retyped(header, unopenedType(part)), isText: false };
  if (!isBodyText(part)) return { header, isText: false };
  // A text with a name is a file, unless it is all the text there is.
  if (part.named && bodySeen) return { header: withDisposition(header), isText: false };
  return { header: withCharset(header, part, source), isText: true };
}

function unopenedType(part: MimePart): string {
  return part.depth >= MAX_DEPTH ? "application/octet-stream" : "text/plain";
}

function isBodyText(part: MimePart): boolean {
  return (part.type === "text/plain" || part.type === "text/html") && !part.attached;
}

/** HTML beside a text, rather than instead of it: a mail put together by a list or by Apple Mail. */
function htmlStandsAlone(parts: readonly MimePart[]): boolean {
  const texts = parts.filter((part) => isBodyText(part) && !part.named);
  return texts.some(
    ({ type, alternative }) =>
      type === "text/html" &&
      (alternative === null ||
        !texts.some((other) => other.type === "text/plain" && other.alternative === alternative)),
  );
}

/** Raw 8-bit headers are UTF-8 (RFC 6532), or else what western systems have always sent. */
function toUtf8(header: string): string {
  if (!/[\x80-\xff]/.test(header)) return header;
  return header
    .split("\n")
    .map((line) => (isUtf8(Buffer.from(line, "latin1")) ? line : latin1ToUtf8(line)))
    .join("\n");
}

function latin1ToUtf8(line: string): string {
  // Inside of an encoded word the word's own charset counts.
  const words = line.replace(/=\?[^?\s]{1,60}\?q\?[^?]{0,998}\?=/gi, (word) =>
    word.replace(/[\x80-\xff]/g, (byte) => `=${byte.charCodeAt(0).toString(16).toUpperCase()}`),
  );
  const text = new TextDecoder("windows-1252").decode(Buffer.from(words, "latin1"));
  return Buffer.from(text, "utf8").toString("latin1");
}

/** The header with another Content-Type in front of it: of several the first one counts. */
function retyped(header: string, type: string): string {
  return `Content-Type: ${type}\n${header}`;
}

function withDisposition(header: string): string {
  const inline = /^content-disposition:[ \t]*inline\b/im;
  return inline.test(header)
    ? header.replace(inline, "Content-Disposition: attachment")
    : `Content-Disposition: attachment\n${header}`;
}

/** Texts that are not in the charset they name, or name none. */
function withCharset(header: string, part: MimePart, source: string): string {
  if (part.encoded) return header;
  const body = source.slice(part.headerEnd, part.bodyEnd);
  if (!/[\x80-\xff]/.test(body)) return header;
  // Japanese phones: 8-bit text cannot be ISO-2022-JP, which has seven.
  if (part.charset?.startsWith("iso-2022-jp")) return retyped(header, `${part.type}; charset=shift_jis`);
  if (part.charset !== null && part.charset !== "utf-8" && part.charset !== "utf8") return header;
  return isUtf8(Buffer.from(body, "latin1")) ? header : retyped(header, `${part.type}; charset=windows-1252`);
}
