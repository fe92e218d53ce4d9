import { v7 as uuid } from "uuid";
import type { Alias, Sender } from "../contract/index.ts";
import { touch } from "../database/changes.ts";
import type { ContactAddress } from "../database/generated/client.ts";
import type { Tx } from "../database/transactions.ts";
import type { ChannelName } from "./model.ts";

/**
 * The contact of a sender who begins a conversation. Who only claims an address that somebody else has proven is
 * somebody else: a contact of his own, without an address.
 */
export async function contactFor(tx: Tx, channel: ChannelName, from: Sender, at: Date): Promise<string> {
  if (from.aliases.length === 0) return await contactByAddress(tx, channel, from, at);
  const known = await addressOf(tx, channel, from.address);
  if (known) {
    await prove(tx, known, from, at);
    return known.contactId;
  }
  const contactId = (await firstKnownAlias(tx, from)) ?? (await newContact(tx, from));
  await tx.contactAddress.create({
    data: { contactId, channel, address: from.address, issued: from.issued, ...proofOf(from, at) },
  });
  return contactId;
}

/** One statement, for every first message waits for it. It holds the address as `addressOf` does. */
async function contactByAddress(tx: Tx, channel: ChannelName, from: Sender, at: Date): Promise<string> {
  const { proof, issued } = from;
  const { identity, verifiedAt } = { verifiedAt: null, ...proofOf(from, at) };
  const rows = await tx.$queryRaw<{ contactId: string }[]>`
    WITH taken AS (
      SELECT "contactId", identity FROM "ContactAddress"
      WHERE channel = ${channel}::"Channel" AND address = ${from.address} FOR NO KEY UPDATE),
    known AS (SELECT "contactId" FROM taken WHERE identity = 'claimed' OR ${proof}::text IS NOT NULL),
    proven AS (
      UPDATE "ContactAddress" SET identity = 'verified', "verifiedBy" = ${proof}, "verifiedAt" = ${verifiedAt}
      WHERE channel = ${channel}::"Channel" AND address = ${from.address} AND identity = 'claimed' AND NOT issued
        AND ${proof}::text IS NOT NULL),
    contact AS (
      INSERT INTO "Contact" (id, name) SELECT ${uuid()}::uuid, ${from.name} WHERE NOT EXISTS (SELECT FROM known)
      RETURNING id),
    address AS (
      INSERT INTO "ContactAddress" (id, "contactId", channel, address, issued, identity, "verifiedBy", "verifiedAt")
      SELECT ${uuid()}::uuid, id, ${channel}::"Channel", ${from.address}, ${issued}, ${identity}::"Identity", ${proof},
        ${verifiedAt} FROM contact WHERE NOT EXISTS (SELECT FROM taken))
    SELECT "contactId" FROM known UNION ALL SELECT id FROM contact`;
  const [row] = rows;
  if (!row) throw new Error("neither found nor made a contact");
  return row.contactId;
}

/** What a further message of a conversation's own customer teaches about him. Returns whose contact he is. */
export async function learnAddress(
  tx: Tx,
  contactId: string,
  channel: ChannelName,
  from: Sender,
  at: Date,
): Promise<string> {
  if (from.proof === null) return contactId;
  const known = await addressOf(tx, channel, from.address);
  if (!known) {
    // Who signs in becomes the contact that he is known as, and not the other way round.
    const ownerId = (await firstKnownAlias(tx, from)) ?? contactId;
    await tx.contactAddress.create({
      data: { contactId: ownerId, channel, address: from.address, ...proofOf(from, at) },
    });
    await tx.contact.updateMany({ where: { id: ownerId, name: null }, data: { name: from.name } });
    return ownerId;
  }
  await prove(tx, known, from, at);
  return known.contactId;
}

/**
 * Joins the contacts behind the addresses that are proven to be this sender's, too. Returns those that were joined into
 * `contactId`. An address that somebody else merely claimed becomes this contact's, and what was written under it stays
 * where it is: nobody has proven that it was the same person.
 */
export async function joinAliases(tx: Tx, contactId: string, aliases: readonly Alias[], at: Date): Promise<string[]> {
  const joined: string[] = [];
  for (const alias of aliases) {
    const known = await addressOf(tx, alias.channel, alias.address);
    if (known?.contactId === contactId) {
      await prove(tx, known, alias, at);
      continue;
    }
    if (known && (known.issued || known.identity === "verified")) {
      await joinContacts(tx, known.contactId, contactId);
      joined.push(known.contactId);
    } else if (known) {
      await tx.contactAddress.update({ where: { id: known.id }, data: { contactId, ...proofOf(alias, at) } });
    } else {
      const { channel, address } = alias;
      await tx.contactAddress.create({ data: { contactId, channel, address, ...proofOf(alias, at) } });
    }
  }
  return joined;
}

async function joinContacts(tx: Tx, from: string, into: string): Promise<void> {
  // Whoever opens a conversation holds its address: what he has opened is there afterwards, and is moved with the others.
  await tx.$executeRaw`SELECT FROM "ContactAddress" WHERE "contactId" = ${from}::uuid FOR NO KEY UPDATE`;
  const moved = await tx.conversation.updateManyAndReturn({
    where: { contactId: from },
    data: { contactId: into },
    select: { id: true },
  });
  for (const { id } of moved) touch(tx, id);
  await tx.contactAddress.updateMany({ where: { contactId: from }, data: { contactId: into } });
  const { name } = await tx.contact.update({ where: { id: from }, data: { joinedIntoId: into } });
  if (name !== null) await tx.contact.updateMany({ where: { id: into, name: null }, data: { name } });
}

/** Locked until the end of the transaction, so that its contact stays its contact. */
async function addressOf(tx: Tx, channel: ChannelName, address: string): Promise<ContactAddress | null> {
  const [known] = await tx.$queryRaw<ContactAddress[]>`
    SELECT * FROM "ContactAddress" WHERE channel = ${channel}::"Channel" AND address = ${address} FOR NO KEY UPDATE`;
  return known ?? null;
}

/** A proof makes a claimed address verified; nothing makes a verified one claimed again. */
async function prove(tx: Tx, known: ContactAddress, by: { readonly proof: string | null }, at: Date): Promise<void> {
  if (by.proof === null || known.issued || known.identity === "verified") return;
  await tx.contactAddress.update({ where: { id: known.id }, data: proofOf(by, at) });
}

function proofOf({ proof }: { readonly proof: string | null }, at: Date) {
  return proof === null
    ? ({ identity: "claimed" } as const)
    : ({ identity: "verified", verifiedBy: proof, verifiedAt: at } as const);
}

/** By a proven address before one that the channel made up. */
async function firstKnownAlias(tx: Tx, { aliases }: Sender): Promise<string | null> {
  let issuedTo: string | null = null;
  for (const { channel, address } of aliases) {
    const known = await addressOf(tx, channel, address);
    if (known?.identity === "verified") return known.contactId;
    if (known?.issued) issuedTo ??= known.contactId;
  }
  return issuedTo;
}

async function newContact(tx: Tx, { name }: Sender): Promise<string> {
  const { id } = await tx.contact.create({ data: { id: uuid(), name } });
  return id;
}
