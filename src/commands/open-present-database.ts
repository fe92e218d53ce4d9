import type { Logger } from "pino";
import type { Config } from "../config.ts";
import { type Database, openDatabase } from "../database/database.ts";
import { DataDirInUse } from "../database/embedded/data-dir-lock.ts";
import { runningServer } from "../database/embedded/running-server.ts";

/** A command does little at once. */
const POOL_SIZE = 3;

/**
 * The database that the product works on: of DATABASE_URL, or the one in DATA_DIR, beside a running server of ours too. That
 * one goes when the server ends: what a command writes, it writes in transactions that stand on their own.
 */
export async function openPresentDatabase(config: Config, log: Logger): Promise<Database> {
  const { databaseUrl, dataDir } = config;
  if (databaseUrl !== null) return await openDatabase({ dataDir, databaseUrl, poolSize: POOL_SIZE, log });
  try {
    return await openDatabase({ dataDir, poolSize: POOL_SIZE, log });
  } catch (error) {
    const url = error instanceof DataDirInUse ? runningServer(dataDir) : null;
    if (url === null) throw error;
    return await openDatabase({ dataDir, databaseUrl: url, poolSize: POOL_SIZE, log });
  }
}
