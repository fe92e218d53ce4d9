import { v7 as uuid } from "uuid";
import type { InboundMessage } from "../contract/index.ts";
import type { Tx } from "../database/transactions.ts";
import { type Held, holdByThread } from "./held.ts";
import type { ChannelName } from "./model.ts";
import { recordEvent } from "./record-event.ts";

/**
 * The conversation a message belongs to, held; opened, with contact and address, when the message is the first of its
 * thread. Two first messages at once collide on a unique key: the transaction that loses is to be run again.
 */
export async function holdOrOpen(tx: Tx, channel: ChannelName, message: InboundMessage, at: Date): Promise<Held> {
  const contactId = await contactOf(tx, channel, message, at);
  const held = await holdByThread(tx, channel, message.threadKey);
  if (held) return held;
  // Nobody else sees the new row, so it is held as it is.
  const opened: Held = await tx.conversation.create({
    data: {
      contactId,
      channel,
      threadKey: message.threadKey,
      ourAddress: message.to,
      theirAddress: message.from.address,
      subject: message.subject,
      openedAt: at,
      lastMessageAt: at,
    },
  });
  await recordEvent(tx, opened, { kind: "opened", by: null, data: { channel }, at });
  return opened;
}

/** Whose address it is. A proof makes a claimed address verified; nothing makes a verified one claimed again. */
async function contactOf(tx: Tx, channel: ChannelName, { from }: InboundMessage, at: Date): Promise<string> {
  const key = { channel_address: { channel, address: from.address } };
  const known = await tx.contactAddress.findUnique({ where: key });
  const proven = from.proof === null ? null : { identity: "verified" as const, verifiedBy: from.proof, verifiedAt: at };
  if (known) {
    if (proven && known.identity === "claimed") await tx.contactAddress.update({ where: key, data: proven });
    return known.contactId;
  }
  const contactId = uuid();
  const address = { channel, address: from.address, ...(proven ?? { identity: "claimed" as const }) };
  await tx.contact.createMany({ data: [{ id: contactId, name: from.name }] });
  await tx.contactAddress.createMany({ data: [{ contactId, ...address }] });
  return contactId;
}
