import type { Logger } from "pino";
import { closeSilent } from "./conversation/close-silent.ts";
import type { Database } from "./database/database.ts";
import { forgetQuestions } from "./knowledge/gaps/forget-questions.ts";
import { forgetEmbeddings } from "./knowledge/vectors/forget-embeddings.ts";
import { forgetCodes } from "./verification/forget-codes.ts";

const EVERY_MS = 60 * 60 * 1_000;
/** How soon after 72 hours of silence a conversation is closed, at the latest. */
const LOOK_FOR_SILENCE_MS = 15_000;
const AT_ONCE = 500;

/** Closes conversations that are over, and deletes what has been kept long enough. */
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
  let closing = Promise.resolve();
  const close = (): void => {
    closing = closing
      .then(() => closeSilent(database, new Date()))
      .then((closed) => void (closed > 0 && log.info({ closed }, "closed after silence")))
      .catch((error: Error) => log.error({ err: error }, "could not look for silence"));
  };
  // At the start already: where processes come and go, none may live for an hour.
  run();
  close();
  const timers = [setInterval(run, EVERY_MS), setInterval(close, LOOK_FOR_SILENCE_MS)];
  return {
    async stop() {
      for (const timer of timers) clearInterval(timer);
      await last;
      await closing;
    },
  };
}

/**
 * Deletes raw bytes, sessions that are over, what channels keep for a time, counters of the rate limiter, one-time codes,
 * vectors of texts that are no more, old questions that no article answered.
 * Several processes may do it at once: each statement takes what is left.
 * The rows of raw things stay, for their keys.
 */
export async function keepHouse(
  { outside }: Database,
  rawRetentionDays: number,
): Promise<
  Readonly<Record<"raws" | "sessions" | "memories" | "limits" | "codes" | "embeddings" | "questions", number>>
> {
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
  const { count: memories } = await outside.channelMemory.deleteMany({ where: { expiresAt: { lt: new Date() } } });
  const { count: limits } = await outside.rateLimit.deleteMany({ where: { expire: { lt: Date.now() } } });
  const codes = await forgetCodes({ outside }, new Date());
  const embeddings = await forgetEmbeddings({ outside });
  const questions = await forgetQuestions({ outside }, new Date());
  return { raws, sessions, memories, limits, codes, embeddings, questions };
}
