import type { EmailReading } from "../../../channels/email/email-config.ts";
import { interpret } from "../../../channels/email/interpret.ts";
import { externalId, type InboundMessage, type Interpretation, type StoredRaw } from "../../../src/contract/index.ts";

/** The mailbox that recorded mails were in. */
export const READING: EmailReading = {
  addresses: ["support@example.com"],
  mailbox: "support@example.com@127.0.0.1",
  authservId: "mx.example.com",
  secret: "the-secret-of-names",
};

export const ARRIVED_AT = "2026-03-01T12:00:05.000Z";

/** Header fields of a small mail from a customer, in order; null takes one away, a list puts it in several times. */
export type Fields = Readonly<Record<string, string | readonly string[] | null>>;

export function mail(fields: Fields = {}, body = "Hello\n"): Buffer {
  const all: Fields = {
    From: "Ada <ada@customer.example>",
    To: "support@example.com",
    Subject: "My order",
    Date: "Sun, 01 Mar 2026 12:00:00 +0000",
    "Message-ID": "<1@customer.example>",
    "Content-Type": "text/plain; charset=utf-8",
    ...fields,
  };
  const lines = Object.entries(all).flatMap(([name, value]) =>
    (value === null ? [] : [value].flat()).map((one) => `${name}: ${one}`),
  );
  return Buffer.from([...lines, "", body].join("\n").replace(/\r?\n/g, "\r\n"));
}

export function html(body: string): Buffer {
  return mail({ "Content-Type": "text/html; charset=utf-8" }, body);
}

/** Parts of a multipart, each with its header. */
export function multipart(subtype: string, parts: readonly string[], fields: Fields = {}): Buffer {
  const body = parts.map((part) => `--=_b\n${part}\n`).join("");
  return mail({ "Content-Type": `multipart/${subtype}; boundary="=_b"`, ...fields }, `${body}--=_b--\n`);
}

export function row(body: Uint8Array, meta: Readonly<Record<string, string>> = {}): StoredRaw {
  return {
    channel: "email",
    externalId: externalId("support@example.com@127.0.0.1/INBOX/1/7"),
    contentType: "message/rfc822",
    body,
    meta: { internalDate: ARRIVED_AT, ...meta },
    receivedAt: new Date("2026-03-01T12:01:00Z"),
    proof: null,
  };
}

export function say(body: Uint8Array, meta?: Readonly<Record<string, string>>): Promise<Interpretation> {
  return interpret(row(body, meta), READING);
}

/** The one message that a mail is. */
export async function messageOf(body: Uint8Array, meta?: Readonly<Record<string, string>>): Promise<InboundMessage> {
  return (await say(body, meta)).messages[0]!;
}
