import { v7 as uuid } from "uuid";
import type { Envelope } from "../contract/index.ts";
import { appendMessage } from "../conversation/append-message.ts";
import type { Held } from "../conversation/held.ts";
import { maskAddress } from "../conversation/mask-address.ts";
import type { Prisma } from "../database/generated/client.ts";
import type { Tx } from "../database/transactions.ts";
import { codeMail } from "./code-mail.ts";
import { isSurelyTheirs } from "./is-surely-theirs.ts";
import { codeHash, hashOfNone, newCode } from "./one-time-code.ts";

export interface CodeDeps {
  /** Of the hashes of codes. */
  readonly secret: string;
  /** Our address that codes are mailed from; null: email is not turned on. */
  readonly from: string | null;
  company(): string;
}

/** As the agent core has it: the same for an address that we know and one that we do not. */
export type CodeRequest =
  | "asked"
  | "verified_already"
  | "no_address_named"
  | "not_said_by_customer"
  | "too_many"
  | "unavailable";

const VALID_MS = 10 * 60_000;
/** Of one engagement. */
const MAX_CODES = 3;
/** A mailbox gets no more, whoever asks: it would be a way to flood it. */
const MAX_PER_ADDRESS_AND_DAY = 5;
const DAY_MS = 24 * 60 * 60_000;

/**
 * Sends a one-time code to an address on file: the named one, the contact's own, or in a conversation by mail the one that it
 * is with. Of an address that is not on file all is written down in the same way, but nothing is sent: neither the answer nor
 * the numbers of the messages around it tell which it was. The mail goes by the email channel's outbox, as a note that
 * operators see, so it survives a takeover, and its failing is shown.
 */
export async function sendCode(
  tx: Tx,
  held: Held,
  { email, upTo, at }: { readonly email: string | null; readonly upTo: number; readonly at: Date },
  deps: CodeDeps,
): Promise<CodeRequest> {
  const { from } = deps;
  if (from === null) return "unavailable";
  if (email === null && held.identity === "verified") return "verified_already";
  const address = email ?? (await addressOnFile(tx, held));
  if (address === null) return "no_address_named";
  if (email !== null && !isOwn(held, email) && !(await hasSaid(tx, held, email, upTo))) return "not_said_by_customer";
  const owner = await tx.contactAddress.findUnique({ where: { channel_address: { channel: "email", address } } });
  const isKnown = owner?.identity === "verified";
  if (isKnown && held.identity === "verified" && owner.contactId === held.contactId) return "verified_already";
  const { id: conversationId, engagement } = held;
  if ((await tx.verification.count({ where: { conversationId, engagement } })) >= MAX_CODES) return "too_many";

  await oneAtATime(tx, address);
  // Where anybody may write under the address that the conversation is with, a mailbox proves its owner and not the writer.
  const mayGo = isOwn(held, address) || (isKnown && (await isSurelyTheirs(tx, held)));
  const sends = mayGo && (await countToday(tx, address, at)) < MAX_PER_ADDRESS_AND_DAY;
  const id = uuid();
  const code = newCode();
  const contactId = owner?.contactId ?? held.contactId;
  const hash = sends ? codeHash(code, id, deps.secret) : hashOfNone();
  const expiresAt = new Date(at.getTime() + VALID_MS);
  await tx.verification.create({
    data: { id, conversationId, engagement, contactId, address, codeHash: hash, expiresAt, createdAt: at },
  });
  await (sends ? mail(tx, held, { address, code, from, at }, deps) : note(tx, held, NOT_SENT, at));
  return "asked";
}

const NOT_SENT =
  "A one-time code was asked for, and none was sent: the address is not on file, may not be proven here, or has had too many today.";

/** The one that a conversation by mail is with: a code proves that its sender has the mailbox, whatever its letters say. */
const isOwn = ({ channel, theirAddress }: Held, email: string): boolean =>
  channel === "email" && theirAddress === email;

async function addressOnFile(tx: Tx, held: Held): Promise<string | null> {
  const known = await tx.contactAddress.findFirst({
    where: { contactId: held.contactId, channel: "email", identity: "verified" },
    orderBy: { verifiedAt: "desc" },
    select: { address: true },
  });
  return known?.address ?? (held.channel === "email" ? held.theirAddress : null);
}

/** An address that only the model, or what it has read, came up with gets no mail. */
async function hasSaid(tx: Tx, { id, engagement }: Held, email: string, upTo: number): Promise<boolean> {
  const said = await tx.message.count({
    where: {
      conversationId: id,
      engagement,
      author: "customer",
      wantsAnswer: true,
      seq: { lte: upTo },
      text: { contains: email, mode: "insensitive" },
    },
  });
  return said > 0;
}

/** Of all conversations that ask for codes to it: else those that ask at once would not count each other. */
async function oneAtATime(tx: Tx, address: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`code:${address}`}, 0))`;
}

async function countToday(tx: Tx, address: string, at: Date): Promise<number> {
  return await tx.verification.count({ where: { address, createdAt: { gt: new Date(at.getTime() - DAY_MS) } } });
}

async function note(tx: Tx, held: Held, text: string, at: Date): Promise<void> {
  await appendMessage(tx, held, { author: "system", internal: true, text, at });
}

async function mail(
  tx: Tx,
  held: Held,
  {
    address,
    code,
    from,
    at,
  }: { readonly address: string; readonly code: string; readonly from: string; readonly at: Date },
  deps: CodeDeps,
): Promise<void> {
  const { id: conversationId, epoch } = held;
  const { language } = await tx.conversation.findUniqueOrThrow({
    where: { id: conversationId },
    select: { language: true },
  });
  const { subject, text } = codeMail(code, deps.company(), language);
  const said = `A one-time code was sent to ${maskAddress("email", address)}.`;
  const { id: messageId, seq } = await appendMessage(tx, held, {
    author: "system",
    internal: true,
    text: said,
    delivery: "queued",
    at,
  });
  await tx.outbox.create({
    data: {
      conversationId,
      messageId,
      seq,
      isNote: true,
      epoch,
      author: "system",
      channel: "email",
      fromAddress: isOwn(held, address) ? held.ourAddress : from,
      toAddress: address,
      text,
      envelope: (await envelopeOf(tx, held, address, subject)) as unknown as Prisma.InputJsonObject,
    },
  });
}

/** To the one that a conversation by mail is with it is a part of their thread, so that an answer to it lands there. */
async function envelopeOf(tx: Tx, held: Held, address: string, subject: string): Promise<Envelope> {
  if (!isOwn(held, address)) return { subject, copies: [], answers: null, isFirst: true };
  const last = await tx.message.findFirst({
    where: { conversationId: held.id, author: "customer", wantsAnswer: true, fromAddress: address },
    orderBy: { seq: "desc" },
    select: { reference: true, ancestors: true },
  });
  const answers = last?.reference ? { self: last.reference, ancestors: last.ancestors } : null;
  return { subject: held.subject, copies: [], answers };
}
