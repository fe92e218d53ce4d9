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
  const verifiedAt = from.proof === null ? null : at;
  const identity = from.proof === null ? "claimed" : "verified";
  const rows = await tx.$queryRaw<{ contactId: string }[]>`
    WITH known AS (
      SELECT "contactId" FROM "ContactAddress" WHERE channel = ${channel}::"Channel" AND address = ${from.address}),
    proven AS (
      UPDATE "ContactAddress" SET identity = 'verified', "verifiedBy" = ${from.proof}, "verifiedAt" = ${verifiedAt}
      WHERE channel = ${channel}::"Channel" AND address = ${from.address} AND identity = 'claimed'
        AND ${from.proof}::text IS NOT NULL),
    contact AS (
      INSERT INTO "Contact" (id, name) SELECT ${uuid()}::uuid, ${from.name} WHERE NOT EXISTS (SELECT FROM known)
      RETURNING id),
    address AS (
      INSERT INTO "ContactAddress" (id, "contactId", channel, address, identity, "verifiedBy", "verifiedAt")
      SELECT ${uuid()}::uuid, id, ${channel}::"Channel", ${from.address}, ${identity}::"Identity", ${from.proof},
        ${verifiedAt} FROM contact
      RETURNING "contactId")
    SELECT "contactId" FROM known UNION ALL SELECT "contactId" FROM address`;
  const [row] = rows;
  if (!row) throw new Error("neither found nor made a contact");
  return row.contactId;
}
