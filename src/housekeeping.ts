import type { Logger } from "pino";
import type { Database } from "./database/database.ts";

const EVERY_MS = 60 * 60 * 1_000;
const AT_ONCE = 500;

/** Deletes what has been kept long enough: raw bytes, sessions that are over, counters of the rate limiter. */
export function startHousekeeping(
  database: Database,
  rawRetentionDays: number,
  log: Logger,
): { stop(): Promise<void> } {
  let last = Promise.resolve();
  const run = (): void => {
    last = keepHouse(database, rawRetentionDays)
      .then((done) => log.info(done, "housekeeping done"))
      .catch((error: Error) => log.error({ err: error }, "housekeeping failed"));
  };
  // At the start already: where processes come and go, none may live for an hour.
  run();
  const timer = setInterval(run, EVERY_MS);
  return {
    async stop() {
      clearInterval(timer);
      await last;
    },
  };
}

/** Several processes may do it at once: each statement takes what is left. The rows of raw things stay, for their keys. */
export async function keepHouse(
  { outside }: Database,
  rawRetentionDays: number,
): Promise<{ readonly raws: number; readonly sessions: number; readonly limits: number }> {
  const before = new Date(Date.now() - rawRetentionDays * 24 * 60 * 60 * 1_000);
  let raws = 0;
  for (;;) {
    const purged = await outside.$executeRaw`
      UPDATE "RawInbound" SET body = ''::bytea, "purgedAt" = now() WHERE id IN (
        SELECT id FROM "RawInbound" WHERE "receivedAt" < ${before} AND "purgedAt" IS NULL AND state <> 'pending'
        LIMIT ${AT_ONCE} FOR UPDATE SKIP LOCKED)`;
    raws += purged;
    if (purged < AT_ONCE) break;
  }
  const { count: sessions } = await outside.session.deleteMany({ where: { expiresAt: { lt: new Date() } } });
  const { count: limits } = await outside.rateLimit.deleteMany({ where: { expire: { lt: Date.now() } } });
  return { raws, sessions, limits };
}
