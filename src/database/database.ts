import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { Pool } from "pg";
import { createAdapter, type Way } from "./adapter.ts";
import type { DatabaseLog } from "./database-log.ts";
import { type EmbeddedServer, startEmbedded } from "./embedded/start-embedded.ts";
import { PrismaClient } from "./generated/client.ts";
import { migrate } from "./migrate.ts";
import { createPool } from "./pool.ts";
import { createTransactions, type Transactions } from "./transactions.ts";

/** The database, migrated and ready. One per process. */
export interface Database extends Transactions {
  /** For libraries that speak SQL themselves. Nothing refuses it inside a transaction: it is always outside of it. */
  readonly pool: Pool;
  /** Connections that no query of anybody else waits for or takes: for what is stored before it is acknowledged. */
  readonly reserved: Pool;
  /** Whether it answers within 2 s, a free connection included. May be asked as often as one likes. */
  isUp(): Promise<boolean>;
  /** Resolves with the server's last words when the embedded one ended without `close`. Never rejects. */
  readonly ended: Promise<string>;
  /** Whether the server is our child. */
  readonly embedded: boolean;
  /** Rolls back what still runs, closes the connections, stops the embedded server. May be called twice. */
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** Where the embedded server keeps its files. Made when absent, readable for nobody else then. */
  readonly dataDir: string;
  /** Another server; absent: the embedded one. */
  readonly databaseUrl?: string | undefined;
  /** How many connections this process opens at most. */
  readonly poolSize?: number;
  /** What Prisma waits for; absent: nothing. What is asked of `pool` and of `reserved` gives way to nobody. */
  readonly way?: Way;
  readonly log: DatabaseLog;
}

const MIGRATIONS = fileURLToPath(new URL("../../prisma/migrations/", import.meta.url));
/** More bring no more transactions per second on small machines, and small servers allow twenty connections in all. */
const POOL_SIZE = 8;
const RESERVED = 2;
const AT_ONCE: Way = { give: () => null, inTurn: () => null };
const IS_UP_MS = 2_000;
/** How long statements that still run, and connections that somebody still holds, are waited for, ms. */
const CLOSE_MS = 2_000;

/** The server of DATABASE_URL does not answer, or does not let us in. The message names the reason, not the URL. */
export class DatabaseUnavailable extends Error {
  constructor(cause: unknown) {
    const { code, message } = cause as { code?: string; message?: string };
    super(`The server of DATABASE_URL cannot be used: ${[message, code].filter(Boolean).join(", ")}.`, { cause });
    this.name = "DatabaseUnavailable";
  }
}

/**
 * Opens the database: starts the embedded server unless there is a URL, applies the migrations that are missing, and
 * opens the pool.
 * @throws {DataDirInUse} when another process runs on `dataDir`.
 * @throws {DatabaseUnavailable} when there is a URL and no server that takes us.
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const { dataDir, databaseUrl, log, poolSize = POOL_SIZE, way = AT_ONCE } = options;
  const server = databaseUrl === undefined ? await startEmbedded(dataDir, log) : null;
  const connection = server?.connection ?? { connectionString: databaseUrl };
  const pool = createPool(connection, poolSize, log);
  const reserved = createPool(connection, RESERVED, log);
  // With the other formats every call takes a stack trace, and every error reads a source file to quote it.
  const prisma = new PrismaClient({ adapter: createAdapter(pool, way), errorFormat: "minimal" });
  try {
    if (server === null)
      await pool.query("SELECT 1").catch((error: unknown) => Promise.reject(new DatabaseUnavailable(error)));
    await migrate(pool, MIGRATIONS, log);
    await prisma.$connect();
  } catch (error) {
    await close(prisma, [pool, reserved], server, log);
    throw error;
  }

  let closing: Promise<void> | undefined;
  return {
    ...createTransactions(prisma),
    pool,
    reserved,
    isUp: createProbe(pool),
    ended: endedUnasked(server, () => closing !== undefined),
    embedded: server !== null,
    close: () => (closing ??= close(prisma, [pool, reserved], server, log)),
  };
}

async function endedUnasked(server: EmbeddedServer | null, isClosing: () => boolean): Promise<string> {
  const words = await server?.ended;
  return words === undefined || isClosing() ? await new Promise<never>(() => {}) : words;
}

/** One question at a time: while the last one is unanswered, the database is not up, and asking again adds nothing. */
function createProbe(pool: Pool): () => Promise<boolean> {
  let question: Promise<boolean> | undefined;
  return async () => {
    question ??= pool
      .query("SELECT 1")
      .then(
        () => true,
        () => false,
      )
      .finally(() => {
        question = undefined;
      });
    return await Promise.race([question, sleep(IS_UP_MS, false, { ref: false })]);
  };
}

async function close(
  prisma: PrismaClient,
  pools: readonly Pool[],
  server: EmbeddedServer | null,
  log: DatabaseLog,
): Promise<void> {
  const closed = await Promise.race([closeConnections(prisma, pools), sleep(CLOSE_MS, "late", { ref: false })]);
  const connections = pools.reduce((sum, { totalCount }) => sum + totalCount, 0);
  if (closed === "late") log.warn({ connections }, "closed the database under connections in use");
  await server?.stop();
}

async function closeConnections(prisma: PrismaClient, pools: readonly Pool[]): Promise<void> {
  await prisma.$disconnect();
  await Promise.all(pools.map((pool) => pool.end()));
}
