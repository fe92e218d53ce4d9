import { execFile } from "node:child_process";
import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  lchownSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { promisify } from "node:util";
import { type Account, giveTo } from "./account.ts";
import type { Binaries } from "./binaries.ts";
import { stopLeftovers } from "./leftovers.ts";

/** The one role and the one database of a server of ours. */
export const NAME = "switchboard";

const MAJOR_VERSION = "18";

const INITDB_OPTIONS = [
  ["--username", NAME],
  // Whoever reaches the socket is trusted: its folder is for the server's account (and root) only.
  ["--auth", "trust"],
  ["--encoding", "UTF8"],
  // The same order of texts on every machine, whatever its locales.
  ["--locale", "C", "--locale-provider", "builtin", "--builtin-locale", "C.UTF-8"],
  ["--no-instructions"],
].flat();

/**
 * Sees to it that the folder holds a cluster that this server can open: made when there is none, given to `account`
 * when root restored it from a backup.
 * @throws when it belongs to somebody else, or was written by another major version.
 */
export async function openCluster(cluster: string, binaries: Binaries, account: Account | undefined): Promise<void> {
  await removeUnfinished(cluster);
  if (!existsSync(cluster)) await createCluster(cluster, binaries, account);

  const { uid } = statSync(cluster);
  if (account) {
    if (uid !== account.uid) giveTo(account, cluster);
  } else if (uid !== process.getuid?.()) {
    throw new Error(
      `${cluster} belongs to user ${uid}, and we are user ${process.getuid?.()}. ` +
        "Start us as that user, or change the owner of the folder and of all in it.",
    );
  }
  // PostgreSQL refuses folders that others may read, and a restored one may be such.
  chmodSync(cluster, 0o700);

  const version = readFileSync(join(cluster, "PG_VERSION"), "utf8").trim();
  if (version !== MAJOR_VERSION)
    throw new Error(
      `${cluster} was written by PostgreSQL ${version}, and this is ${MAJOR_VERSION}. ` +
        "Dump it with the old version and load it into this one.",
    );
}

/**
 * How programs that work in the cluster name it. An account may own a folder that it cannot reach by its path, as in
 * root's home; its working directory it reaches always.
 */
export function nameOf(cluster: string, account: Account | undefined): string {
  return account && process.platform === "linux" ? "/proc/self/cwd" : cluster;
}

/** What programs of ours get to see: none of our secrets, and no PG* variables of the user's. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env["PATH"], TZ: "UTC", LC_ALL: "C" };
}

/** Made beside its place and moved there when done, so that a cluster is whole or absent, also after a power cut. */
async function createCluster(cluster: string, binaries: Binaries, account: Account | undefined): Promise<void> {
  const unfinished = mkdtempSync(`${cluster}.new-`);
  if (account) lchownSync(unfinished, account.uid, account.gid);
  try {
    await promisify(execFile)(binaries.initdb, ["-D", nameOf(unfinished, account), ...INITDB_OPTIONS], {
      ...account,
      cwd: unfinished,
      env: serverEnvironment(),
    });
  } catch (cause) {
    const words = cause instanceof Error && "stderr" in cause ? String(cause.stderr).trim() : "";
    throw new Error(`PostgreSQL could not make its files in ${cluster}: ${words || String(cause)}`, { cause });
  }
  renameSync(unfinished, cluster);
  flush(dirname(cluster));
}

/** What a first start that was killed has left, perhaps with initdb still at work in it. */
async function removeUnfinished(cluster: string): Promise<void> {
  const parent = dirname(cluster);
  for (const name of readdirSync(parent)) {
    if (!name.startsWith(`${basename(cluster)}.new-`)) continue;
    await stopLeftovers(join(parent, name));
    rmSync(join(parent, name), { recursive: true, force: true });
  }
}

/** Makes a rename in this folder survive a power cut. */
function flush(folder: string): void {
  const descriptor = openSync(folder, "r");
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
