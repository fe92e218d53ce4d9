import { randomUUID } from "node:crypto";
import { createEmailChannel, type EmailTiming } from "../../../channels/email/create-email-channel.ts";
import type { EmailConfig } from "../../../channels/email/email-config.ts";
import { address, type ChannelHost, type OutboundPart, threadKey } from "../../../src/contract/index.ts";
import { type MailStandIn, startMailStandIn } from "../../../src/standins/mail/start-mail-stand-in.ts";

export const OURS = "support@example.com";
export const CUSTOMER = "ada@customer.example";
export const PASSWORD = "s3cret/of:the@mailbox";
export const MAILBOX = `${OURS}@127.0.0.1`;

/** Beside INBOX: with all that such a name may have. */
export const FOLDER = "Support/Anfragen & Wünsche";

/** Short pauses: the world of a test comes back at once. */
export const TIMING: EmailTiming = {
  reading: { pollMs: 60_000, quietMs: 90_000, pauseMs: { least: 10, most: 50 } },
  sending: { connectMs: 5_000, quietMs: 1_000 },
};

export function startMail(): Promise<MailStandIn> {
  return startMailStandIn({ user: OURS, password: PASSWORD, addresses: [OURS], folders: [FOLDER], uidValidity: 1 });
}

function configFor({ imapUrl, smtpUrl }: Pick<MailStandIn, "imapUrl" | "smtpUrl">): EmailConfig {
  return {
    imapUrl,
    smtpUrl,
    addresses: [OURS],
    authservId: "mx.example.com",
    importDays: 0,
    secret: "the-secret-of-names",
    companyName: "Acme",
  };
}

/** The channel for a stand-in, not started. */
export function openChannel(
  mail: MailStandIn,
  host: ChannelHost,
  { config = {}, timing = TIMING }: { readonly config?: Partial<EmailConfig>; readonly timing?: EmailTiming } = {},
) {
  return createEmailChannel({ ...configFor(mail), ...config }, host, { timing, interpretation: "here" });
}

/** A small mail from the customer. */
export function aMail(subject: string, body = "Hello"): Buffer {
  const lines = [
    `From: Ada <${CUSTOMER}>`,
    `To: ${OURS}`,
    `Subject: ${subject}`,
    `Message-ID: <${subject.toLowerCase().replaceAll(" ", "-")}@customer.example>`,
    "Date: Sun, 01 Mar 2026 12:00:00 +0000",
    "Content-Type: text/plain; charset=utf-8",
    "",
    body,
    "",
  ];
  return Buffer.from(lines.join("\r\n"));
}

export function aPart(text = "Hello, how can we help?", change: Partial<OutboundPart> = {}): OutboundPart {
  return {
    id: randomUUID(),
    threadKey: threadKey("thread"),
    from: address(OURS),
    to: address(CUSTOMER),
    text,
    author: "assistant",
    files: [],
    envelope: { subject: "Parcel", copies: [], answers: null },
    at: new Date("2026-03-01T12:00:00Z"),
    firstAttemptAt: new Date("2026-03-01T12:00:01Z"),
    ...change,
  };
}
