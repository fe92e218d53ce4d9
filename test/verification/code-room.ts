import { randomUUID } from "node:crypto";
import { address, externalId, type InboundMessage, threadKey } from "../../src/contract/index.ts";
import { appendMessage } from "../../src/conversation/append-message.ts";
import { type Held, holdConversation, letGo } from "../../src/conversation/held.ts";
import type { Database } from "../../src/database/database.ts";
import type { Tx } from "../../src/database/transactions.ts";
import { type CodeRequest, sendCode } from "../../src/verification/send-code.ts";
import { takeCode } from "../../src/verification/take-code.ts";

const CODES = { secret: "secret-of-the-codes", from: "support@acme.example", company: () => "Acme" };

/** Somebody who chats or writes letters, whom nobody knows yet. */
export interface Stranger {
  readonly id: string;
  readonly address: string;
  /** Stores what he says, as ingest does, and returns the text that is kept. `minutesLater`: after the beginning. */
  says(text: string, how?: { readonly minutesLater?: number; readonly proof?: string | null }): Promise<string>;
  /** The tool asks for a code. */
  asks(email: string | null, minutesLater?: number): Promise<CodeRequest>;
  identity(): Promise<string>;
  contactId(): Promise<string>;
  events(): Promise<string[]>;
  /** The last code that was mailed for this conversation. */
  code(): Promise<string>;
}

/** Somebody whom we know by a proven mailbox. */
export async function knownCustomer({ outside }: Database, name: string) {
  const email = `${name}.${randomUUID().slice(0, 8)}@customer.example`;
  const { id: contactId } = await outside.contact.create({ data: { name } });
  const proof = { identity: "verified", verifiedBy: "test", verifiedAt: new Date() } as const;
  await outside.contactAddress.create({ data: { contactId, channel: "email", address: email, ...proof } });
  return { contactId, email };
}

export async function strangerOn(
  database: Database,
  channel: "widget" | "email" | "sms",
  about: { readonly contactId?: string; readonly address?: string } = {},
): Promise<Stranger> {
  const { outside } = database;
  const { id, own } = await openThread(database, channel, about);
  const began = Date.now();
  const at = (minutesLater = 0): Date => new Date(began + minutesLater * 60_000);
  const inside = async <T>(work: (tx: Tx, held: Held) => Promise<T>): Promise<T> =>
    await database.transaction(async (tx) => {
      const held = await holdConversation(tx, id);
      if (!held) throw new Error("no such conversation");
      const done = await work(tx, held);
      await letGo(tx, held);
      return done;
    });
  return {
    id,
    address: own,
    async says(text, { minutesLater, proof = channel === "sms" ? "twilio_signature" : null } = {}) {
      return await inside(async (tx, held) => {
        // As each message tells for itself whether it is proven.
        held.identity = proof === null ? "claimed" : "verified";
        const about = { at: at(minutesLater), secret: CODES.secret };
        const kept = await takeCode(tx, held, messageOf(held, text, proof), about);
        const draft = { author: "customer", wantsAnswer: true, text: kept.text, fullText: kept.fullText } as const;
        await appendMessage(tx, held, { ...draft, at: about.at });
        return kept.text;
      });
    },
    asks: (email, minutesLater) =>
      inside((tx, held) => sendCode(tx, held, { email, upTo: held.seq, at: at(minutesLater) }, CODES)),
    identity: async () => (await outside.conversation.findUniqueOrThrow({ where: { id } })).identity,
    contactId: async () => (await outside.conversation.findUniqueOrThrow({ where: { id } })).contactId,
    async events() {
      const events = await outside.event.findMany({ where: { conversationId: id }, orderBy: { seq: "asc" } });
      return events.map(({ kind }) => kind);
    },
    async code() {
      const row = await outside.outbox.findFirstOrThrow({
        where: { conversationId: id },
        orderBy: { createdAt: "desc" },
      });
      return /\d{6}/.exec(row.text)?.[0] ?? "";
    },
  };
}

const NEW_ADDRESS = {
  widget: () => `visitor:${randomUUID()}`,
  email: () => `${randomUUID()}@home.example`,
  sms: () => `+1555${randomUUID().replaceAll(/\D/g, "").padEnd(7, "0").slice(0, 7)}`,
} as const;

/** What each channel knows of an address from which somebody writes for the first time. */
const PROVEN = {
  widget: { identity: "claimed", issued: true },
  email: { identity: "claimed" },
  sms: { identity: "verified", verifiedBy: "test", verifiedAt: new Date() },
} as const;

async function openThread(
  { outside }: Database,
  channel: "widget" | "email" | "sms",
  about: { readonly contactId?: string; readonly address?: string },
) {
  const own = about.address ?? NEW_ADDRESS[channel]();
  const contactId = about.contactId ?? (await outside.contact.create({ data: {} })).id;
  if (!about.contactId)
    await outside.contactAddress.create({
      data: { contactId, channel, address: own, ...PROVEN[channel] },
    });
  const { id } = await outside.conversation.create({
    data: { contactId, channel, threadKey: randomUUID(), ourAddress: "support@acme.example", theirAddress: own },
  });
  return { id, own };
}

function messageOf({ channel, theirAddress, ourAddress }: Held, text: string, proof: string | null): InboundMessage {
  const isLetter = channel === "email";
  return {
    externalId: externalId(randomUUID()),
    threadKey: threadKey("thread"),
    references: isLetter ? { scope: "mailbox", self: null, parts: [], ancestors: [] } : null,
    fingerprint: null,
    from: { address: address(theirAddress), name: null, proof, issued: channel === "widget", aliases: [] },
    to: address(ourAddress),
    replyTo: null,
    copies: [],
    subject: null,
    text,
    fullText: `${text}\n> quoted`,
    html: isLetter ? `<p>${text}</p>` : null,
    class: "human",
    suppressed: null,
    attachments: [],
    at: null,
  };
}
