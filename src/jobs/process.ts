import type { Logger } from "pino";
import { v7 as uuid } from "uuid";
import type { Database } from "../database/database.ts";
import { Prisma } from "../database/generated/client.ts";

/** How long a process counts as alive after its last sign, and how often it gives one. */
const ALIVE_MS = 9_000;
const BEAT_MS = 2_000;

/** This process, as the others see it. What it has claimed is its own while it beats; when it is dead, anybody's. */
export interface LiveProcess {
  readonly id: string;
  /** Gives up all claims at once, for an orderly end. */
  leave(): Promise<void>;
}

/** `alone`: no other process can be alive on this database, so whoever is still listed is dead. */
export async function joinProcesses(database: Database, alone: boolean, log: Logger): Promise<LiveProcess> {
  const id = uuid();
  await database.outside.$executeRaw`
    DELETE FROM "Process" WHERE ${alone} OR "aliveUntil" < now() - interval '1 hour'`;
  const beat = () => database.outside.$executeRaw`
    INSERT INTO "Process" (id, "startedAt", "aliveUntil")
    VALUES (${id}::uuid, now(), now() + ${ALIVE_MS} * interval '1 millisecond')
    ON CONFLICT (id) DO UPDATE SET "aliveUntil" = EXCLUDED."aliveUntil"`;
  await beat();
  let last: Promise<unknown> = Promise.resolve();
  const timer = setInterval(() => {
    last = beat().catch((error: Error) => log.warn({ err: error }, "could not give a sign of life"));
  }, BEAT_MS);
  return {
    id,
    async leave() {
      clearInterval(timer);
      await last;
      await database.outside.process.deleteMany({ where: { id } });
    },
  };
}

/** SQL: nobody alive works on the row `alias`. Our own row counts as free when we have lost sight of it. */
export function isFree(alias: Prisma.Sql, processId: string, busy: readonly string[]): Prisma.Sql {
  return Prisma.sql`(${alias}."claimedBy" IS NULL
    OR (${alias}."claimedBy" = ${processId}::uuid AND NOT ${alias}.id = ANY(${busy}::uuid[]))
    OR (${alias}."claimedBy" <> ${processId}::uuid AND NOT EXISTS (
      SELECT FROM "Process" p WHERE p.id = ${alias}."claimedBy" AND p."aliveUntil" > now())))`;
}
