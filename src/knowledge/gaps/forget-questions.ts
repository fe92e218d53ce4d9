import type { Database } from "../../database/database.ts";

/** How long unanswered questions are kept. */
const KEPT_DAYS = 180;
const AT_ONCE = 500;

/** Deletes questions that were kept long enough, dismissed or not. Returns how many. May run in several processes at once. */
export async function forgetQuestions({ outside }: Pick<Database, "outside">, now: Date): Promise<number> {
  const before = new Date(now.getTime() - KEPT_DAYS * 24 * 60 * 60 * 1_000);
  let forgotten = 0;
  for (;;) {
    const deleted = await outside.$executeRaw`
      DELETE FROM "UnansweredQuestion" WHERE id IN (
        SELECT id FROM "UnansweredQuestion" WHERE at < ${before}::timestamptz LIMIT ${AT_ONCE} FOR UPDATE SKIP LOCKED)`;
    forgotten += deleted;
    if (deleted < AT_ONCE) return forgotten;
  }
}
