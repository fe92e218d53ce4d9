import { holdConversation, letGo } from "../conversation/held.ts";
import { recordEvent } from "../conversation/record-event.ts";
import type { Database } from "../database/database.ts";
import type { ClaimedRow } from "./claim-outbox.ts";

/**
 * The provider knows that they opted out, though we never saw it: from now on we know it too. Have we seen it, it counts
 * from then; has START come in while the provider was asked, that is newer.
 */
export async function refuseConsent(database: Database, row: ClaimedRow, code: string): Promise<void> {
  const { channel, fromAddress: ourSender, toAddress: theirAddress } = row;
  const key = { channel, ourSender, theirAddress };
  const at = new Date();
  await database.transaction(async (tx) => {
    const held = await holdConversation(tx, row.conversationId);
    if (!held) return;
    const where = { channel_ourSender_theirAddress: key };
    const before = await tx.consent.findUnique({ where });
    if (before && !before.optedOut && before.at > row.askedAt) return;
    const news = { optedOut: true, source: code, at };
    if (!before?.optedOut) await tx.consent.upsert({ where, create: { ...key, ...news }, update: news });
    if (held.flags.includes("opted_out")) return;
    held.flags = [...held.flags, "opted_out"];
    await recordEvent(tx, held, { kind: "opted_out", by: null, data: { code }, at });
    await letGo(tx, held);
  });
}
