import { base64Lines, quotedPrintable } from "./encode-body.ts";
import { encodeFilename, encodeMailbox, encodeText } from "./encode-header.ts";

/** A mail that a customer writes. */
export interface Letter {
  readonly from: { readonly name: string; readonly address: string };
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly files: readonly LetterFile[];
  /** With brackets. */
  readonly messageId: string;
  readonly at: Date;
  /** The names of the mails before it in its thread, oldest first; the last one is what it answers. Each with brackets. */
  readonly references: readonly string[];
  /** The server that says who sent it (RFC 8601); null: one that says nothing. */
  readonly vouchedBy: string | null;
}

export interface LetterFile {
  readonly filename: string;
  readonly contentType: string;
  readonly content: Uint8Array;
}

/** The mail as it travels: RFC 5322 and MIME, with CRLF, all ASCII. The same letter always gives the same one. */
export function composeLetter(letter: Letter): string {
  const { from, to, subject, messageId, at, files } = letter;
  const header = [
    ...authenticationResults(letter),
    `From: ${encodeMailbox(from)}`,
    `To: ${to}`,
    `Subject: ${encodeText(subject)}`,
    `Date: ${at.toUTCString().replace("GMT", "+0000")}`,
    `Message-ID: ${messageId}`,
    ...threadFields(letter),
    "MIME-Version: 1.0",
  ];
  const text = textPart(letter);
  if (files.length === 0) return [...header, text, ""].join("\r\n");
  const boundary = boundaryOf(messageId);
  const parts = [text, ...files.map(filePart)].map((part) => `--${boundary}\r\n${part}`);
  return [...header, `Content-Type: multipart/mixed; boundary="${boundary}"`, "", ...parts, `--${boundary}--`, ""].join(
    "\r\n",
  );
}

/** As the receiving server writes it on top, when the domain of the sender has signed. */
function authenticationResults({ vouchedBy, from }: Letter): string[] {
  if (vouchedBy === null) return [];
  const domain = from.address.slice(from.address.lastIndexOf("@") + 1);
  return [
    [
      `Authentication-Results: ${vouchedBy};`,
      ` dkim=pass header.d=${domain};`,
      ` dmarc=pass header.from=${domain}`,
    ].join("\r\n"),
  ];
}

function threadFields({ references }: Letter): string[] {
  const answered = references.at(-1);
  if (answered === undefined) return [];
  return [`In-Reply-To: ${answered}`, `References: ${references.join("\r\n ")}`];
}

function textPart({ text }: Letter): string {
  return [
    "Content-Type: text/plain; charset=utf-8",
    "Content-Transfer-Encoding: quoted-printable",
    "",
    quotedPrintable(text),
  ].join("\r\n");
}

function filePart({ filename, contentType, content }: LetterFile): string {
  return [
    // What the browser says of a file is whatever its name makes it think.
    `Content-Type: ${/^[\w.+-]+\/[\w.+-]+$/.test(contentType) ? contentType : "application/octet-stream"}`,
    `Content-Disposition: attachment;\r\n ${encodeFilename(filename)}`,
    "Content-Transfer-Encoding: base64",
    "",
    base64Lines(content),
  ].join("\r\n");
}

/** It cannot be in an encoded body, for `=_` is neither quoted-printable nor base64 (RFC 2045, section 6.7). */
function boundaryOf(messageId: string): string {
  return `=_${messageId.replaceAll(/[^A-Za-z0-9]/g, "").slice(0, 40)}`;
}
