import type { SentMail } from "../../../src/standins/mail/create-smtp-server.ts";
import { OURS } from "./mail-world.ts";

/** What a mail server of the recipient's writes when it cannot deliver a mail after all (RFC 3462, RFC 3464). */
export function bounceOf({ to, bytes }: SentMail): Buffer {
  const header = bytes.toString("latin1").split("\r\n\r\n", 1)[0] ?? "";
  const lines = [
    "Return-Path: <>",
    "From: Mail Delivery System <mailer-daemon@mx.customer.example>",
    `To: ${OURS}`,
    "Subject: Undelivered",
    "Date: Sun, 01 Mar 2026 12:05:00 +0000",
    `Message-ID: <bounce-${nameIn(bytes).slice(1)}`,
    "MIME-Version: 1.0",
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
    "",
    "--b",
    "Content-Type: text/plain",
    "",
    "It could not be delivered.",
    "--b",
    "Content-Type: message/delivery-status",
    "",
    "Reporting-MTA: dns; mx.customer.example",
    "",
    `Final-Recipient: rfc822; ${to[0]}`,
    "Action: failed",
    "Status: 5.1.1",
    "",
    "--b",
    "Content-Type: text/rfc822-headers",
    "",
    header,
    "",
    "--b--",
    "",
  ];
  return Buffer.from(lines.join("\r\n"), "latin1");
}

/** The Message-ID of a mail. */
export function nameIn(bytes: Buffer): string {
  return /^message-id:\s*(<[^>]+>)/im.exec(bytes.toString("latin1"))?.[1] ?? "";
}
