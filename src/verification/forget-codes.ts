import type { Database } from "../database/database.ts";

const GONE = "(a one-time code)";
/** Longer than any code is valid. */
const KEPT_MS = 15 * 60_000;
/** Whether somebody was verified is in the timeline. */
const ROWS_KEPT_MS = 30 * 24 * 60 * 60_000;

/** Takes codes that are over out of the outbox, and deletes what is known of old ones. Returns how many mails it was. */
export async function forgetCodes({ outside }: Pick<Database, "outside">, now: Date): Promise<number> {
  const before = new Date(now.getTime() - KEPT_MS);
  const forgotten = await outside.$executeRaw`
    UPDATE "Outbox" o SET text = ${GONE}
    FROM "Verification" v JOIN "Message" m ON m."conversationId" = v."conversationId" AND m.internal AND m.author = 'system'
    WHERE o."messageId" = m.id AND o."isNote" AND o.text <> ${GONE} AND o.state NOT IN ('pending', 'sending')
      AND o."createdAt" < ${before}::timestamptz AND v."createdAt" < ${before}::timestamptz`;
  const old = new Date(now.getTime() - ROWS_KEPT_MS);
  await outside.verification.deleteMany({ where: { createdAt: { lt: old } } });
  return forgotten;
}
