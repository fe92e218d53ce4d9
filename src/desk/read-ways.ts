import type { ChannelName } from "../contract/index.ts";
import type { Database } from "../database/database.ts";
import { Problem } from "../http/problem.ts";

/** Another way to reach the customer of a conversation. */
export interface Way {
  readonly channel: ChannelName;
  /** Empty for a visitor whom nobody knows. */
  readonly address: string;
  /** Where he can be written to there; null: he is known by the address, and has not written from it yet. */
  readonly conversationId: string | null;
}

/** More than anybody looks through. */
const MOST = 5;

/**
 * Where else the contact can be written to: conversations on other channels, or with another number of ours, the newest
 * first, and then proven addresses without one. None where he has opted out. @throws {Problem} 404
 */
export async function readWays(id: string, { outside }: Database): Promise<Way[]> {
  const conversation = await outside.conversation.findUnique({
    where: { id },
    select: { contactId: true, channel: true, theirAddress: true },
  });
  if (!conversation) throw new Problem(404, "There is no conversation with this id.");
  const { contactId } = conversation;
  const others = await outside.conversation.findMany({
    where: { contactId, id: { not: id }, NOT: { flags: { has: "opted_out" } } },
    orderBy: { lastMessageAt: "desc" },
    select: { id: true, channel: true, theirAddress: true },
    take: MOST,
  });
  const addresses = await outside.contactAddress.findMany({
    where: { contactId, issued: false, identity: "verified", unreachableAt: null },
    orderBy: { createdAt: "desc" },
    select: { channel: true, address: true },
    take: MOST,
  });
  const known = new Set([keyOf(conversation.channel, conversation.theirAddress)]);
  for (const { channel, theirAddress } of others) known.add(keyOf(channel, theirAddress));
  return [
    ...others.map(({ id: conversationId, channel, theirAddress }) => ({
      channel,
      address: channel === "widget" ? "" : theirAddress,
      conversationId,
    })),
    ...addresses
      .filter(({ channel, address }) => channel !== "widget" && !known.has(keyOf(channel, address)))
      .map(({ channel, address }) => ({ channel, address, conversationId: null })),
  ].slice(0, MOST);
}

const keyOf = (channel: ChannelName, address: string): string => `${channel} ${address}`;
