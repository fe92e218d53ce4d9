import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";

/** Somebody else runs on this DATA_DIR. */
export class DataDirInUse extends Error {
  override readonly name = "DataDirInUse";
  /** The process that does, or null where it did not leave its number. */
  readonly pid: number | null;

  constructor(dataDir: string, pid: number | null) {
    const who = pid === null ? "another process" : `process ${pid}`;
    super(`${dataDir} is in use by ${who}. Stop it, or give this one a DATA_DIR of its own or a DATABASE_URL.`);
    this.pid = pid;
  }
}

const SQLITE_BUSY = 5;
/** The kernel may take a while to clear away a process that was just killed, and only then frees its locks. */
const PATIENCE_MS = 1_000;
const POLL_MS = 25;

/** A lock that is garbage-collected is a lock that is lost. */
const held = new Set<DatabaseSync>();

/**
 * Takes the one lock on a data folder and answers with its release.
 *
 * Node has no flock. SQLite's lock is one that the kernel drops at the very moment we die, `kill -9` included, and that
 * no child of ours inherits. Nothing else in this process may open `lock`: closing it would drop the lock (POSIX).
 * @throws {DataDirInUse} when another process has it, and still has it a second later.
 */
export async function lockDataDir(dataDir: string): Promise<() => void> {
  const giveUpAt = performance.now() + PATIENCE_MS;
  for (;;) {
    const lock = tryLock(dataDir);
    if (lock) return own(lock, join(dataDir, "lock.pid"));
    if (performance.now() > giveUpAt) throw new DataDirInUse(dataDir, ownerOf(dataDir));
    await sleep(POLL_MS);
  }
}

/** Null while somebody else has it. */
function tryLock(dataDir: string): DatabaseSync | null {
  let lock: DatabaseSync | undefined;
  try {
    lock = new DatabaseSync(join(dataDir, "lock"));
    lock.exec("PRAGMA journal_mode = MEMORY; PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE");
    // A file that we may only read is "locked" without a lock. Writing to it is refused then.
    lock.exec("PRAGMA user_version = 1");
    return lock;
  } catch (cause) {
    lock?.close();
    if (cause instanceof Error && "errcode" in cause && cause.errcode === SQLITE_BUSY) return null;
    throw new Error(
      `${dataDir} cannot be locked by user ${process.getuid?.()}: ${String(cause)}. Is the folder another user's?`,
      { cause },
    );
  }
}

function own(lock: DatabaseSync, pidFile: string): () => void {
  held.add(lock);
  writeFileSync(pidFile, `${process.pid}\n`);
  return () => {
    if (!held.delete(lock)) return;
    rmSync(pidFile, { force: true });
    lock.close();
  };
}

function ownerOf(dataDir: string): number | null {
  try {
    const pid = Number(readFileSync(join(dataDir, "lock.pid"), "utf8"));
    return pid > 0 && isAlive(pid) ? pid : null;
  } catch {
    return null;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM"; // alive, and somebody else's
  }
}
