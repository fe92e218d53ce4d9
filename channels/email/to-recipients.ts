import { type Address, address } from "../../src/contract/index.ts";
import { mailboxes } from "./addresses.ts";
import type { EmailReading } from "./email-config.ts";
import type { Headers } from "./headers.ts";

/** Where our address stands when a mail was written to it, and what servers note when they deliver for an alias. */
const RECIPIENT_FIELDS = ["to", "cc", "delivered-to", "x-original-to", "envelope-to"];

/** A mail to more people is a mailing, which nobody answers to all. */
const MAX_COPIES = 100;

export interface Recipients {
  readonly to: Address;
  readonly replyTo: Address | null;
  readonly copies: readonly Address[];
}

/** Whom a mail was written to, and where its author, at `sender`, wants the answer. */
export function toRecipients(headers: Headers, sender: string, config: Pick<EmailReading, "addresses">): Recipients {
  const ours = new Set(config.addresses);
  const written = RECIPIENT_FIELDS.flatMap((field) => mailboxes(headers, field)).map((mailbox) => mailbox.address);
  const to = written.find((candidate) => ours.has(candidate)) ?? config.addresses[0] ?? "";
  const replyTo = mailboxes(headers, "reply-to")[0]?.address ?? null;
  const others = [...mailboxes(headers, "to"), ...mailboxes(headers, "cc")].map((mailbox) => mailbox.address);
  const copies = new Set(others.filter((candidate) => !ours.has(candidate) && candidate !== sender));
  return {
    to: address(to),
    // An answer to ourselves would go round in circles.
    replyTo: replyTo === null || replyTo === sender || ours.has(replyTo) ? null : address(replyTo),
    copies: [...copies].slice(0, MAX_COPIES).map(address),
  };
}
