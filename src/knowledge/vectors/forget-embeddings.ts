import type { Database } from "../../database/database.ts";

const AT_ONCE = 500;

/**
 * Deletes vectors that no process has wanted for so many days: of texts that are no longer there, of models that are no
 * longer used. Returns how many. May run in several processes at once.
 */
export async function forgetEmbeddings({ outside }: Pick<Database, "outside">, days = 30): Promise<number> {
  const before = new Date(Date.now() - days * 24 * 60 * 60 * 1_000);
  let forgotten = 0;
  for (;;) {
    const deleted = await outside.$executeRaw`
      DELETE FROM "Embedding" WHERE (model, hash) IN (
        SELECT model, hash FROM "Embedding" WHERE "usedAt" < ${before}::timestamptz
        LIMIT ${AT_ONCE} FOR UPDATE SKIP LOCKED)`;
    forgotten += deleted;
    if (deleted < AT_ONCE) return forgotten;
  }
}
