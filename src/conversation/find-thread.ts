import { createHash } from "node:crypto";
import type { InboundMessage, References } from "../contract/index.ts";
import { Prisma } from "../database/generated/client.ts";
import type { Tx } from "../database/transactions.ts";
import type { ChannelName } from "./model.ts";

/** Far more than any real mail has; a forged one may have thousands. */
const MOST_NAMES = 100;

/**
 * The conversation that a message belongs to by the names it refers to, or null. A name that only we can have made
 * proves that its sender has our message. Any other can be written by anybody who has seen one message of the thread, so
 * it counts only for whoever takes part already: the others begin a conversation of their own.
 */
export async function findThread(
  tx: Tx,
  channel: ChannelName,
  { references, from }: Pick<InboundMessage, "references" | "from">,
): Promise<string | null> {
  if (!references) return null;
  return (await byParts(tx, channel, references)) ?? (await byNames(tx, channel, references, from.address));
}

async function byParts(tx: Tx, channel: ChannelName, { parts }: References): Promise<string | null> {
  if (parts.length === 0) return null;
  // A note that went out, such as a one-time code, is none of what is said in the thread: its reader may be somebody else.
  const rows = await tx.outbox.findMany({
    where: { id: { in: [...parts] }, channel, message: { internal: false } },
    select: { id: true, conversationId: true },
  });
  const byId = new Map(rows.map(({ id, conversationId }) => [id, conversationId]));
  return parts.map((part) => byId.get(part)).find((id) => id !== undefined) ?? null;
}

/**
 * The nearest ancestor decides; that others refer to this very message counts least, and is how early answers join. Of
 * several conversations with one ancestor it is the sender's own before one that somebody else has drawn him into.
 */
async function byNames(tx: Tx, channel: ChannelName, references: References, sender: string): Promise<string | null> {
  const hashes = namesOf(references).map(hashOf);
  if (hashes.length === 0) return null;
  const [found] = await tx.$queryRaw<{ id: string }[]>`
    SELECT r."conversationId" AS id
    FROM unnest(${hashes}::text[]) WITH ORDINALITY AS named(hash, rank)
    JOIN "MessageReference" r ON r.channel = ${channel}::"Channel" AND r.scope = ${references.scope} AND r.hash = named.hash
    JOIN "Conversation" c ON c.id = r."conversationId"
    WHERE c."theirAddress" = ${sender} OR EXISTS (
      SELECT FROM "Message" m WHERE m."conversationId" = c.id AND (m."fromAddress" = ${sender} OR ${sender} = ANY(m.copies)))
    ORDER BY named.rank, c."theirAddress" = ${sender} DESC, c."lastMessageAt" DESC LIMIT 1`;
  return found?.id ?? null;
}

/** Writes down all names that a message has or refers to: also ancestors that nobody here has seen join a thread. */
export async function rememberNames(
  tx: Tx,
  channel: ChannelName,
  conversationId: string,
  references: References | null,
): Promise<void> {
  if (!references) return;
  const { scope } = references;
  const hashes = new Set(namesOf(references).map(hashOf));
  await tx.messageReference.createMany({
    data: [...hashes].map((hash) => ({ channel, scope, hash, conversationId })),
    skipDuplicates: true,
  });
}

/** One message of a scope after the other, over all processes: two of one new thread at once would open it twice. */
export async function oneAtATime(tx: Tx, channel: ChannelName, references: References | null): Promise<void> {
  if (!references) return;
  const key = `${channel}:${references.scope}`;
  await tx.$executeRaw(Prisma.sql`SELECT pg_advisory_xact_lock(hashtextextended(${key}, 0))`);
}

function namesOf({ self, ancestors }: References): string[] {
  return [...ancestors.slice(0, MOST_NAMES), ...(self === null ? [] : [self])];
}

function hashOf(name: string): string {
  return createHash("sha256").update(name).digest("hex");
}
