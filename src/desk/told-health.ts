import type { ChannelAdapter, ChannelName } from "../contract/index.ts";
import type { Database } from "../database/database.ts";
import { HELD_KEY } from "../outbound/keep-hold.ts";

/** In a channel's memory, with the process behind it: why the channel does not work there. */
const HEALTH_KEY = "health.";
/** Longer than it is between two looks: of a process that is dead it is over by itself. */
const SHOWN_MS = 30_000;

/**
 * Tells the desks of all processes why a channel does not work in this one: what is found out by whoever reads a mailbox
 * or a list for all, and by whoever sends, is no secret to the others. Called again and again while it lasts.
 */
export async function tellHealth(
  { channel }: Pick<ChannelAdapter, "channel">,
  why: string,
  processId: string,
  { outside }: Pick<Database, "outside">,
): Promise<void> {
  const key = HEALTH_KEY + processId;
  const kept = { value: { why }, expiresAt: new Date(Date.now() + SHOWN_MS) };
  const where = { channel_key: { channel, key } };
  await outside.channelMemory.upsert({ where, create: { channel, key, ...kept }, update: kept });
}

/** Takes it back. `channel` absent: of all channels. */
export async function untellHealth(
  processId: string,
  { outside }: Pick<Database, "outside">,
  channel?: ChannelName,
): Promise<void> {
  const key = HEALTH_KEY + processId;
  await outside.channelMemory.deleteMany({ where: { key, ...(channel && { channel }) } });
}

/** What the other processes say, and whoever holds back what is to be sent. Of a channel that is not there, nothing is wrong. */
export async function toldHealth(
  processId: string,
  { outside }: Pick<Database, "outside">,
): Promise<Map<ChannelName, string>> {
  const rows = await outside.channelMemory.findMany({
    where: {
      OR: [{ key: { startsWith: HELD_KEY } }, { key: { startsWith: HEALTH_KEY, not: HEALTH_KEY + processId } }],
      expiresAt: { gt: new Date() },
    },
    // The last one counts: what another process finds wrong, else what holds back all, else what leaves by one address.
    orderBy: { key: "desc" },
  });
  return new Map(rows.map(({ channel, value }) => [channel, (value as { readonly why: string }).why]));
}
