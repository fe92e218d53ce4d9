import { randomUUID } from "node:crypto";
import type { ClientBase, Pool } from "pg";
import type { DatabaseLog } from "./database-log.ts";
import { type Migration, readMigrations } from "./read-migrations.ts";

/** The advisory lock that Prisma's own engine takes. */
const LOCK = 72_707_369;

/** The table of Prisma's own engine, column by column: it takes these rows for its own. */
const CREATE_TABLE = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id                  VARCHAR(36) PRIMARY KEY NOT NULL,
  checksum            VARCHAR(64) NOT NULL,
  finished_at         TIMESTAMPTZ,
  migration_name      VARCHAR(255) NOT NULL,
  logs                TEXT,
  rolled_back_at      TIMESTAMPTZ,
  started_at          TIMESTAMPTZ NOT NULL DEFAULT now(),
  applied_steps_count INTEGER NOT NULL DEFAULT 0
)`;

interface AppliedRow {
  readonly migration_name: string;
  readonly checksum: string;
  readonly finished_at: Date | null;
}

/**
 * Applies the migrations of `folder` that the database lacks, each in a transaction with its row, and answers with their
 * names. Processes that come at the same time queue up; all but the first find nothing left to do.
 * @throws when a migration fails, or when the database has one that was changed since, that this folder lacks, or that
 * Prisma's engine left half-applied. Nothing is applied then but what came before a migration that failed.
 */
export async function migrate(pool: Pool, folder: string, log: DatabaseLog): Promise<string[]> {
  const migrations = readMigrations(folder);
  const client = await pool.connect();
  client.on("error", () => {}); // whoever waits for a statement hears of it; unheard, it would end the process
  try {
    // A table may be large, and another process that is at it is worth waiting for.
    await client.query("SET statement_timeout = 0");
    await takeLock(client, log);
    await client.query(CREATE_TABLE);
    const missing = await notApplied(client, migrations);
    for (const migration of missing) await apply(client, migration, log);
    return missing.map(({ name }) => name);
  } finally {
    // Ends the session, and with it the lock and the setting.
    client.release(true);
  }
}

async function takeLock(client: ClientBase, log: DatabaseLog): Promise<void> {
  const { rows } = await client.query<{ free: boolean }>("SELECT pg_try_advisory_lock($1) AS free", [LOCK]);
  if (rows[0]?.free) return;
  log.info({}, "waiting for another process that migrates this database");
  await client.query("SELECT pg_advisory_lock($1)", [LOCK]);
}

async function notApplied(client: ClientBase, migrations: readonly Migration[]): Promise<Migration[]> {
  const { rows } = await client.query<AppliedRow>(
    "SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL",
  );
  for (const row of rows) verify(row, migrations);
  const applied = new Set(rows.map(({ migration_name }) => migration_name));
  return migrations.filter(({ name }) => !applied.has(name));
}

function verify({ migration_name: name, checksum, finished_at }: AppliedRow, migrations: readonly Migration[]): void {
  const known = migrations.find((migration) => migration.name === name);
  if (finished_at === null)
    throw new Error(
      `The migration ${name} began and did not end. See what it left, then mark it with "prisma migrate resolve".`,
    );
  if (!known)
    throw new Error(
      `The database has the migration ${name}, which this version does not know. ` +
        "Is the database newer than the program?",
    );
  if (known.checksum !== checksum)
    throw new Error(`The migration ${name} was changed after it had been applied. Restore it, and write another one.`);
}

async function apply(client: ClientBase, { name, sql, checksum }: Migration, log: DatabaseLog): Promise<void> {
  const began = performance.now();
  await client.query("BEGIN");
  try {
    // Without parameters the file goes over as it is: many statements, bodies of functions and all.
    await client.query(sql);
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, now(), clock_timestamp(), 1)`,
      [randomUUID(), checksum, name],
    );
    await client.query("COMMIT");
  } catch (cause) {
    await client.query("ROLLBACK");
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`The migration ${name} failed and was rolled back: ${why}${lineOf(cause, sql)}`, { cause });
  }
  log.info({ migration: name, ms: Math.round(performance.now() - began) }, "migrated the database");
}

/** Where in the file PostgreSQL saw the error: it counts characters from 1. */
function lineOf(error: unknown, sql: string): string {
  const position = error instanceof Error && "position" in error ? Number(error.position) : Number.NaN;
  return position > 0 ? ` (line ${sql.slice(0, position).split("\n").length})` : "";
}
