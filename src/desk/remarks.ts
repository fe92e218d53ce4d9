import type { ChannelAdapter } from "../contract/index.ts";
import type { Database } from "../database/database.ts";

/** Something that an administrator is to hear of, though the channel works. */
export interface Remark {
  code: string;
  /** Cause and remedy in words, the same for each that failed so. */
  why: string;
  /** How many have failed so and have not been sent since. */
  count: number;
  /** ISO 8601: the first and the last of them. */
  since: string;
  last: string;
}

/**
 * What an administrator is to hear of a channel: by what has failed after `from`, the latest first. From the outbox, so it
 * is the same in all processes and after a restart, and what is sent again after all counts no more.
 */
export async function listRemarks(
  { channel, remarkCodes = [] }: Pick<ChannelAdapter, "channel" | "remarkCodes">,
  from: Date,
  { outside }: Pick<Database, "outside">,
): Promise<Remark[]> {
  if (remarkCodes.length === 0) return [];
  // The times as in their index, and as a literal what it is limited to. The last of them is when it was last handed over.
  const rows = await outside.$queryRaw<(Omit<Remark, "since" | "last"> & { since: Date; last: Date })[]>`
    SELECT "errorCode" AS code, (array_agg(error ORDER BY at DESC))[1] AS why, count(*)::int AS count,
      min(at) AS since, max(at) AS last
    FROM (SELECT "errorCode", error, delivery, greatest("nextTryAt", "attemptedAt", "sentAt") AS at FROM "Outbox"
      WHERE channel = ${channel}::"Channel" AND "errorCode" IS NOT NULL AND "errorCode" = ANY(${[...remarkCodes]}::text[])
        AND greatest("nextTryAt", "attemptedAt", "sentAt") > ${from}::timestamptz) failed
    WHERE delivery = 'failed' GROUP BY "errorCode" ORDER BY last DESC`;
  return rows.map((row) => ({ ...row, since: row.since.toISOString(), last: row.last.toISOString() }));
}
