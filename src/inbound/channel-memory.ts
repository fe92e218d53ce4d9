import type { ChannelMemory, ChannelName } from "../contract/index.ts";
import type { Database } from "../database/database.ts";
import type { Prisma } from "../database/generated/client.ts";

/** What a channel keeps for itself, in the database: the same for all processes, and after a restart. */
export function createChannelMemory(channel: ChannelName, { outside }: Pick<Database, "outside">): ChannelMemory {
  const where = (key: string) => ({ channel_key: { channel, key } });
  return {
    async get(key) {
      const row = await outside.channelMemory.findUnique({ where: where(key) });
      if (!row || (row.expiresAt && row.expiresAt <= new Date())) return null;
      return row.value as Awaited<ReturnType<ChannelMemory["get"]>>;
    },
    async set(key, given, expiresAt) {
      const value = given as Prisma.InputJsonValue;
      await outside.channelMemory.upsert({
        where: where(key),
        create: { channel, key, value, expiresAt },
        update: { value, expiresAt },
      });
    },
    async remove(key) {
      await outside.channelMemory.deleteMany({ where: { channel, key } });
    },
  };
}
