import type { Held } from "../conversation/held.ts";
import type { Tx } from "../database/transactions.ts";
import { type Uttered, WINDOW_MS } from "./loop-guard.ts";

/** More than the guard counts of either side. */
const MOST = 120;

/**
 * What was said in a conversation in the hour before `at`, oldest first, and `text` as the last: from the database, so that
 * it counts over processes and restarts. A human who gave the conversation back has seen what was before. One look into
 * the index of the conversation's own messages, for every text waits for it.
 */
export async function readUttered(
  tx: Tx,
  { id }: Held,
  { text, at }: { readonly text: string; readonly at: Date },
): Promise<Uttered[]> {
  const since = new Date(at.getTime() - WINDOW_MS);
  return await tx.$queryRaw<Uttered[]>`
    SELECT seq, CASE WHEN author IN ('customer', 'assistant') THEN author::text ELSE 'other' END AS author, at,
      md5(lower(btrim(regexp_replace(text, '[[:space:]]+', ' ', 'g')))) AS words
    FROM (
      SELECT seq, author, class, internal, at, text FROM "Message"
      WHERE "conversationId" = ${id}::uuid AND seq > coalesce((
        SELECT seq FROM "Event" WHERE "conversationId" = ${id}::uuid AND kind = 'released' ORDER BY seq DESC LIMIT 1), 0)
      ORDER BY seq DESC LIMIT ${MOST}) said
    WHERE NOT internal AND class = 'human' AND at > ${since}::timestamptz
    UNION ALL
    SELECT NULL, 'customer', ${at}::timestamptz, md5(lower(btrim(regexp_replace(${text}::text, '[[:space:]]+', ' ', 'g'))))
    ORDER BY seq NULLS LAST`;
}
