import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Logger } from "pino";
import type { Config } from "../config.ts";
import { type Database, openDatabase } from "../database/database.ts";
import { DataDirInUse } from "../database/embedded/data-dir-lock.ts";

/**
 * The database of a command: the one in DATA_DIR, or a temporary one beside a running server. Never that of
 * DATABASE_URL: the servers on it would take up what is typed here, and the command what customers write there.
 */
export async function openCommandDatabase(config: Config, log: Logger): Promise<Database> {
  if (config.databaseUrl === null) {
    try {
      return await openDatabase({ dataDir: config.dataDir, log });
    } catch (error) {
      if (!(error instanceof DataDirInUse)) throw error;
    }
  }
  return await openTemporaryDatabase(log);
}

/** One that nobody else uses, and that is gone when it is closed. */
export async function openTemporaryDatabase(log: Logger): Promise<Database> {
  log.info("using a temporary database");
  const dataDir = await mkdtemp(join(tmpdir(), "switchboard-"));
  const remove = () => rm(dataDir, { recursive: true, force: true });
  try {
    const database = await openDatabase({ dataDir, log });
    const close = async (): Promise<void> => {
      try {
        await database.close();
      } finally {
        await remove();
      }
    };
    return { ...database, close };
  } catch (error) {
    await remove();
    throw error;
  }
}
