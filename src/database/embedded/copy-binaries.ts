import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { basename, extname, join } from "node:path";

/** One line of the package's list of links: npm packages cannot hold any. Paths begin with `native/`. */
interface Link {
  readonly source: string;
  readonly target: string;
}

/**
 * Copies the package's programs and libraries to `to`, with the links between the libraries made, for everybody to read
 * and to run. Made beside its place and moved there when done, so that a copy is whole or absent; where another process
 * was first, its copy stays.
 */
export function copyBinaries(native: string, to: string): void {
  const unfinished = mkdtempSync(`${to}.new-`);
  try {
    cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true, filter: isNeededToRun });
    makeLinks(unfinished);
    openToAll(unfinished);
    if (!existsSync(to)) renameSync(unfinished, to);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

/** Static libraries and the build system for extensions are a third of it. */
function isNeededToRun(path: string): boolean {
  return extname(path) !== ".a" && basename(path) !== "pgxs";
}

/** What the package's install script does, which npm was perhaps told not to run. */
function makeLinks(root: string): void {
  const links: readonly Link[] = JSON.parse(readFileSync(join(root, "pg-symlinks.json"), "utf8"));
  for (const { source, target } of links) {
    const link = join(root, target.replace(/^native\//, ""));
    rmSync(link, { force: true });
    symlinkSync(basename(source), link);
  }
}

/** What npm unpacked under a strict umask is nobody else's to read. */
function openToAll(root: string): void {
  chmodSync(root, 0o755);
  for (const name of readdirSync(root, { recursive: true, encoding: "utf8" })) {
    const path = join(root, name);
    const entry = lstatSync(path);
    if (entry.isSymbolicLink()) continue;
    chmodSync(path, entry.isDirectory() || entry.mode & 0o100 ? 0o755 : 0o644);
  }
}
