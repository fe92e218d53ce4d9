import type { ChannelName, RawInbound } from "../contract/index.ts";
import type { Database } from "../database/database.ts";

/**
 * Stores what a provider handed us, before it is acknowledged. Resolves when it is on disk.
 * The same thing a second time is recognised by its key and stored once, however many come at once.
 */
export async function accept(
  raw: RawInbound,
  channel: ChannelName,
  deps: { readonly database: Database; readonly wakeIngest: () => void },
): Promise<"stored" | "duplicate"> {
  const { externalId, contentType, meta } = raw;
  const { count } = await deps.database.outside.rawInbound.createMany({
    data: { channel, externalId, contentType, meta, body: Uint8Array.from(raw.body), receivedAt: new Date() },
    skipDuplicates: true,
  });
  if (count === 0) return "duplicate";
  deps.wakeIngest();
  return "stored";
}
