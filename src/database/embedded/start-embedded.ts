import { mkdirSync, realpathSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import type { DatabaseLog } from "../database-log.ts";
import { serverAccount } from "./account.ts";
import { findBinaries, installedPackage, placesForCopy } from "./binaries.ts";
import { NAME, openCluster } from "./cluster.ts";
import { lockDataDir } from "./data-dir-lock.ts";
import { stopLeftovers } from "./leftovers.ts";
import { startServer } from "./server-process.ts";
import { PORT } from "./server-settings.ts";
import { createSocketFolder } from "./socket-folder.ts";

/** A PostgreSQL of our own, up and with its database. */
export interface EmbeddedServer {
  /** What `pg.Pool` takes. The host is the folder of the socket. */
  readonly connection: Connection;
  /** The same for programs that take a URL. */
  readonly url: string;
  /** Resolves, never rejects, once the server is gone, however that came, with its last words. */
  readonly ended: Promise<string>;
  /**
   * Ends the sessions that are left, writes a checkpoint and lets go of the folder. Close the pools first: sessions get
   * 2 s to end by themselves. May be called twice, and after the server has ended by itself.
   */
  stop(): Promise<void>;
}

interface Connection {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
  /** There is none on a socket, whatever PGSSLMODE says. */
  readonly ssl: false;
}

/**
 * Starts PostgreSQL as our child on the cluster in `dataDir/postgres`, which it makes at the first start. It lives as
 * long as we do: whatever ends us, `kill -9` included, ends it, and nothing that was committed is lost.
 * @param settings win over the server's usual ones.
 * @throws {DataDirUnusable} when it is no folder of ours. @throws {DataDirInUse} when another process runs on this folder.
 */
export async function startEmbedded(
  dataDir: string,
  log: DatabaseLog,
  settings: Readonly<Record<string, string>> = {},
): Promise<EmbeddedServer> {
  const folder = makeFolder(dataDir);
  const unlock = await lockDataDir(folder);
  try {
    return await startLocked(folder, unlock, log, settings);
  } catch (error) {
    unlock();
    throw error;
  }
}

/** `DATA_DIR` cannot be made or entered: a setting to change, not a fault of ours. */
export class DataDirUnusable extends Error {
  override readonly name = "DataDirUnusable";
}

function makeFolder(dataDir: string): string {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    return realpathSync(dataDir);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new DataDirUnusable(`DATA_DIR ${dataDir} cannot be used as a folder (${code}).`, { cause: error });
  }
}

async function startLocked(
  dataDir: string,
  unlock: () => void,
  log: DatabaseLog,
  settings: Readonly<Record<string, string>>,
): Promise<EmbeddedServer> {
  const cluster = join(dataDir, "postgres");
  if (await stopLeftovers(cluster)) log.info({}, "stopped a PostgreSQL that an earlier run had left behind");
  const account = serverAccount(cluster);
  const installed = installedPackage();
  const binaries = findBinaries(installed, placesForCopy(dataDir), account);
  if (binaries.root !== installed.native) log.info({}, `PostgreSQL runs from the copy in ${binaries.root}`);
  await openCluster(cluster, binaries, account);

  const socket = createSocketFolder(cluster, account);
  const letGo = (): void => {
    socket.remove();
    unlock();
  };
  const all = { ...settings, unix_socket_directories: socket.setting };
  const server = await startServer({ cluster, binaries, account, settings: all }, log).catch((error: unknown) => {
    socket.remove();
    throw error;
  });
  const connection = { host: socket.path, port: PORT, user: NAME, database: NAME, ssl: false } as const;
  const stop = (): Promise<void> => server.stop().then(letGo);
  try {
    await createDatabase(connection);
  } catch (error) {
    await stop();
    throw error;
  }
  return { connection, url: urlOf(connection), ended: server.ended, stop };
}

async function createDatabase(connection: Connection): Promise<void> {
  const client = new pg.Client({ ...connection, database: "postgres" });
  await client.connect();
  try {
    const { rowCount } = await client.query("SELECT FROM pg_database WHERE datname = $1", [connection.database]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${pg.escapeIdentifier(connection.database)}`);
  } finally {
    await client.end();
  }
}

/** The host name stands in for the folder, which has no place in a URL but its query. */
function urlOf({ host, port, user, database }: Connection): string {
  return `postgresql://${user}@localhost:${port}/${database}?host=${encodeURIComponent(host)}`;
}
