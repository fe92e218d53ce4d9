import type { ChannelName } from "../contract/index.ts";
import type { Database } from "../database/database.ts";
import { type Outbox, Prisma } from "../database/generated/client.ts";
import { isFree } from "../jobs/process.ts";
import type { Taken } from "./next-attempt.ts";

/** An outbox row that this process has taken, and what decides about it. */
export type ClaimedRow = Outbox &
  Pick<Taken, "currentEpoch" | "optedOut"> & {
    readonly threadKey: string;
    /** When this process asked for it, by its own clock. */
    readonly askedAt: Date;
  };

/**
 * Takes rows that are due: of each conversation only the first that is not settled, so that parts and messages leave in
 * order. A note that goes out, such as a one-time code, neither waits nor is waited for. A row that
 * a dead process had under way may have gone out.
 */
export async function claimOutbox(
  database: Database,
  claim: {
    readonly channels: readonly ChannelName[];
    readonly processId: string;
    readonly limit: number;
    readonly busy: readonly string[];
  },
): Promise<ClaimedRow[]> {
  const { channels, processId, limit, busy } = claim;
  if (channels.length === 0) return [];
  const askedAt = new Date();
  const rows = await database.outside.$queryRaw<Omit<ClaimedRow, "askedAt">[]>`
    WITH due AS (
      SELECT o.id FROM "Outbox" o
      WHERE o.state IN ('pending', 'sending') AND o."nextTryAt" <= ${askedAt}::timestamptz AND o.channel::text = ANY(${channels}::text[])
        AND (o.state = 'pending' OR ${isFree(Prisma.raw("o"), processId, busy)})
        AND NOT EXISTS (
          SELECT FROM "Outbox" e WHERE e."conversationId" = o."conversationId" AND e.state IN ('pending', 'sending')
            AND (e.seq, e.part) < (o.seq, o.part) AND NOT e."isNote" AND NOT o."isNote")
      ORDER BY o."nextTryAt" LIMIT ${limit} FOR UPDATE SKIP LOCKED),
    taken AS (
      UPDATE "Outbox" o SET state = 'sending', "claimedBy" = ${processId}::uuid, attempts = o.attempts + 1,
        "maybeSent" = o."maybeSent" OR o.state = 'sending', "attemptedAt" = coalesce(o."attemptedAt", now()), "errorCode" = NULL, error = NULL
      FROM due WHERE o.id = due.id RETURNING o.*)
    SELECT t.*, c.epoch AS "currentEpoch", c."threadKey", coalesce(consent."optedOut", false) AS "optedOut"
    FROM taken t JOIN "Conversation" c ON c.id = t."conversationId"
    LEFT JOIN "Consent" consent ON consent.channel = t.channel AND consent."ourSender" = t."fromAddress"
      AND consent."theirAddress" = t."toAddress"`;
  return rows.map((row) => ({ ...row, askedAt }));
}
