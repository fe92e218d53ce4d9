import type { ChannelName } from "../contract/index.ts";
import type { Database } from "../database/database.ts";
import { type Attachment, Prisma } from "../database/generated/client.ts";
import { isFree } from "../jobs/process.ts";

/** An attachment that this process has taken: fetches its content, or has the provider's copy of it deleted. */
export interface ClaimedMedia extends Pick<Attachment, "id" | "messageId" | "filename" | "contentType" | "attempts"> {
  readonly reference: string;
  readonly channel: ChannelName;
  readonly conversationId: string;
}

/** What of an attachment is to be done. As literals: only then does the planner use their indexes. */
const TO_DO = {
  fetch: Prisma.sql`a.state = 'pending'`,
  delete_copy: Prisma.sql`a.state = 'ready' AND a.reference IS NOT NULL`,
} as const;

/** Takes attachments that are due, the longest due first. What a dead process had under way is anybody's. */
export async function claimMedia(
  database: Database,
  claim: {
    readonly toDo: keyof typeof TO_DO;
    readonly channels: readonly ChannelName[];
    readonly processId: string;
    readonly limit: number;
    readonly busy: readonly string[];
  },
): Promise<ClaimedMedia[]> {
  const { toDo, channels, processId, limit, busy } = claim;
  if (channels.length === 0) return [];
  return await database.outside.$queryRaw<ClaimedMedia[]>`
    WITH due AS (
      SELECT a.id, c.channel, c.id AS "conversationId" FROM "Attachment" a
      JOIN "Message" m ON m.id = a."messageId" JOIN "Conversation" c ON c.id = m."conversationId"
      WHERE ${TO_DO[toDo]} AND a."nextTryAt" <= now() AND c.channel::text = ANY(${channels}::text[])
        AND ${isFree(Prisma.raw("a"), processId, busy)}
      ORDER BY a."nextTryAt" LIMIT ${limit} FOR UPDATE OF a SKIP LOCKED)
    UPDATE "Attachment" a SET "claimedBy" = ${processId}::uuid, attempts = a.attempts + 1
    FROM due WHERE a.id = due.id
    RETURNING a.id, a."messageId", a.filename, a."contentType", a.attempts, a.reference, due.channel, due."conversationId"`;
}
