import type { InboundMessage } from "../contract/index.ts";
import { touch } from "../database/changes.ts";
import type { Tx } from "../database/transactions.ts";
import { findThread, oneAtATime, rememberNames } from "./find-thread.ts";
import { type Held, holdByThread, holdConversation } from "./held.ts";
import { contactFor, joinAliases, learnAddress } from "./know-contact.ts";
import type { ChannelName } from "./model.ts";
import { recordEvent } from "./record-event.ts";

export interface Placed {
  readonly held: Held;
  /** It is the first of its conversation. */
  readonly isFirst: boolean;
  /** The contact wrote it, and not somebody else who takes part in the thread. */
  readonly isFromContact: boolean;
}

/**
 * The conversation a message belongs to, held; opened, with contact and address, when the message is the first of its
 * thread. Two first messages at once collide on a unique key: the transaction that loses is to be run again.
 */
export async function holdOrOpen(tx: Tx, channel: ChannelName, message: InboundMessage, at: Date): Promise<Placed> {
  const { from, references } = message;
  await oneAtATime(tx, channel, references);
  const known = await findThread(tx, channel, message);
  const found = known === null ? await holdByThread(tx, channel, message.threadKey) : await holdConversation(tx, known);
  const held = found ?? (await open(tx, channel, message, at));
  await rememberNames(tx, channel, held.id, references);
  // Only where others can write into a thread is its address who writes.
  const isFromContact = references === null || held.theirAddress === from.address;
  // What a machine says for him, such as a report of a mail server, is no word of his that could be proven or not.
  const tellsIdentity = message.class === "human" || from.proof !== null;
  if (isFromContact && tellsIdentity) await learnIdentity(tx, held, message, found !== null, at);
  return { held, isFirst: found === null, isFromContact };
}

async function open(tx: Tx, channel: ChannelName, message: InboundMessage, at: Date): Promise<Held> {
  const { from } = message;
  const contactId = await contactFor(tx, channel, from, at);
  // Nobody else sees the new row, so it is held as it is.
  const held: Held = await tx.conversation.create({
    data: {
      contactId,
      channel,
      threadKey: message.threadKey,
      ourAddress: message.to,
      theirAddress: from.address,
      identity: from.proof === null ? "claimed" : "verified",
      subject: message.subject,
      openedAt: at,
      lastMessageAt: at,
    },
  });
  touch(tx, message.threadKey);
  await recordEvent(tx, held, { kind: "opened", by: null, data: { channel }, at });
  return held;
}

/** Each message says for itself whether it is proven: a forged one in a proven thread must not pass for proven. */
async function learnIdentity(
  tx: Tx,
  held: Held,
  { from }: InboundMessage,
  isFurther: boolean,
  at: Date,
): Promise<void> {
  const wasVerified = held.identity === "verified";
  held.identity = from.proof === null ? "claimed" : "verified";
  const before = held.contactId;
  if (isFurther && !wasVerified) held.contactId = await learnAddress(tx, before, held.channel, from, at);
  const joined = new Set(await joinAliases(tx, held.contactId, from.aliases, at));
  if (held.contactId !== before) joined.add(before);
  for (const contact of joined)
    await recordEvent(tx, held, { kind: "contact_joined", by: null, data: { contact }, at });
}
