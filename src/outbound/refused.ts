import { holdConversation, letGo } from "../conversation/held.ts";
import { recordEvent } from "../conversation/record-event.ts";
import type { Database } from "../database/database.ts";
import type { Tx } from "../database/transactions.ts";
import type { ClaimedRow } from "./claim-outbox.ts";

/**
 * The provider knows that they opted out, though we never saw it: from now on we know it too, of all `senders` of ours
 * that it keeps together. Have we seen it, it counts from then; has START come in while the provider was asked, that is
 * newer.
 */
export async function refuseConsent(
  database: Database,
  row: ClaimedRow,
  code: string,
  senders: readonly string[],
): Promise<void> {
  const at = new Date();
  await database.transaction(async (tx) => {
    const out: string[] = [];
    for (const ourSender of senders) if (await learn(tx, row, { ourSender, code, at })) out.push(ourSender);
    const { channel, toAddress: theirAddress } = row;
    const between = await tx.conversation.findMany({
      where: { channel, theirAddress, ourAddress: { in: out } },
      select: { id: true },
      orderBy: { id: "asc" },
    });
    for (const { id } of between) await show(tx, id, code, at);
  });
}

interface News {
  readonly ourSender: string;
  readonly code: string;
  readonly at: Date;
}

/** Whether nothing may be sent to them from there. */
async function learn(
  tx: Tx,
  { channel, toAddress: theirAddress, askedAt }: ClaimedRow,
  { ourSender, code, at }: News,
): Promise<boolean> {
  const key = { channel, ourSender, theirAddress };
  const where = { channel_ourSender_theirAddress: key };
  const before = await tx.consent.findUnique({ where });
  if (before?.optedOut) return true;
  if (before && before.at > askedAt) return false;
  const news = { optedOut: true, source: code, at };
  await tx.consent.upsert({ where, create: { ...key, ...news }, update: news });
  return true;
}

async function show(tx: Tx, conversationId: string, code: string, at: Date): Promise<void> {
  const held = await holdConversation(tx, conversationId);
  if (!held || held.flags.includes("opted_out")) return;
  held.flags = [...held.flags, "opted_out"];
  await recordEvent(tx, held, { kind: "opted_out", by: null, data: { code }, at });
  await letGo(tx, held);
}
