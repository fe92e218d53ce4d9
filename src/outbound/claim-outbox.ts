import type { ChannelName } from "../contract/index.ts";
import type { Database } from "../database/database.ts";
import { type Outbox, Prisma } from "../database/generated/client.ts";
import { isFree } from "../jobs/process.ts";
import type { Taken } from "./next-attempt.ts";
import { isOvertaken } from "./overtaken.ts";

/** An outbox row that this process has taken, and what decides about it. */
export type ClaimedRow = Outbox &
  Pick<Taken, "currentEpoch" | "optedOut" | "isOvertaken"> & {
    readonly threadKey: string;
    /** What had gone wrong with it before. */
    readonly lastCode: string | null;
    readonly lastError: string | null;
    /** When this process asked for it, by its own clock. */
    readonly askedAt: Date;
  };

/**
 * Takes rows that are due: of each conversation only the first that is not settled, so that parts and messages leave in
 * order, and the next part of a message no sooner than its channel says. What is sent once more after it could not be
 * delivered holds up nothing but later parts of its own message that are sent once more too. A note that goes out, such as
 * a one-time code, neither waits nor is waited for. A row that a dead process had under way may have gone out.
 */
export async function claimOutbox(
  database: Database,
  claim: {
    /** `gapMs`: between two parts of a message. */
    readonly channels: readonly { readonly channel: ChannelName; readonly gapMs: number }[];
    /** Ids of rows that are to wait. */
    readonly except?: readonly string[];
    /** Of ours: only what leaves by that one. */
    readonly sender?: string | null;
    /** Of ours: what leaves by them is to wait. */
    readonly exceptSenders?: readonly string[];
    readonly processId: string;
    readonly limit: number;
    readonly busy: readonly string[];
  },
): Promise<ClaimedRow[]> {
  const { channels, except = [], sender = null, exceptSenders = [], processId, limit, busy } = claim;
  if (channels.length === 0) return [];
  const askedAt = new Date();
  const rows = await database.outside.$queryRaw<Omit<ClaimedRow, "askedAt">[]>`
    WITH way AS (SELECT * FROM unnest(${channels.map(({ channel }) => channel)}::text[],
        ${channels.map(({ gapMs }) => gapMs)}::int[]) AS w(channel, "gapMs")),
    due AS (
      SELECT o.id, o."errorCode" AS "lastCode", o.error AS "lastError" FROM "Outbox" o JOIN way ON way.channel = o.channel::text
      WHERE o.state IN ('pending', 'sending') AND o."nextTryAt" <= ${askedAt}::timestamptz AND NOT o.id = ANY(${except}::uuid[])
        AND NOT o."fromAddress" = ANY(${exceptSenders}::text[]) AND (${sender}::text IS NULL OR o."fromAddress" = ${sender}::text)
        AND (o.state = 'pending' OR ${isFree(Prisma.raw("o"), processId, busy)})
        AND NOT EXISTS (
          SELECT FROM "Outbox" e WHERE e."conversationId" = o."conversationId" AND e.state IN ('pending', 'sending')
            AND (e.seq, e.part) < (o.seq, o.part) AND NOT e."isNote" AND NOT o."isNote"
            AND (e.resends = 0 OR (o.resends > 0 AND e."messageId" = o."messageId")))
        AND NOT EXISTS (
          SELECT FROM "Outbox" p WHERE p."messageId" = o."messageId" AND p.part < o.part
            AND p."sentAt" > ${askedAt}::timestamptz - way."gapMs" * interval '1 millisecond')
      ORDER BY o."nextTryAt" LIMIT ${limit} FOR UPDATE OF o SKIP LOCKED),
    taken AS (
      UPDATE "Outbox" o SET state = 'sending', "claimedBy" = ${processId}::uuid, attempts = o.attempts + 1,
        "maybeSent" = o."maybeSent" OR o.state = 'sending', "attemptedAt" = coalesce(o."attemptedAt", now()), "errorCode" = NULL, error = NULL,
        -- What waited to be sent once more was undelivered until now.
        delivery = CASE WHEN o.state = 'pending' AND o.delivery = 'failed' THEN 'queued' ELSE o.delivery END
      FROM due WHERE o.id = due.id RETURNING o.*, due."lastCode", due."lastError")
    SELECT t.*, c.epoch AS "currentEpoch", c."threadKey", coalesce(consent."optedOut", false) AS "optedOut",
      t.resends > 0 AND ${isOvertaken(Prisma.raw("t"))} AS "isOvertaken"
    FROM taken t JOIN "Conversation" c ON c.id = t."conversationId"
    LEFT JOIN "Consent" consent ON consent.channel = t.channel AND consent."ourSender" = t."fromAddress"
      AND consent."theirAddress" = t."toAddress"`;
  return rows.map((row) => ({ ...row, askedAt }));
}
