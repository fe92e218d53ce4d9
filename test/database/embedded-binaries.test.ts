import { chmodSync, cpSync, lstatSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { serverAccount } from "../../src/database/embedded/account.ts";
import { type BinaryPackage, findBinaries, installedPackage } from "../../src/database/embedded/binaries.ts";
import { openCluster } from "../../src/database/embedded/cluster.ts";
import { copyBinaries } from "../../src/database/embedded/copy-binaries.ts";
import { startServer } from "../../src/database/embedded/server-process.ts";
import { type TemporaryFolder, temporaryFolder } from "./temporary-folder.ts";

const SILENT = { info() {}, warn() {} };
const account = serverAccount("/nowhere");
const isRoot = process.getuid?.() === 0;

let folder: TemporaryFolder;
/** The package as npm unpacks it when it runs no install script. */
let withoutLinks: BinaryPackage;

beforeAll(() => {
  folder = temporaryFolder();
  withoutLinks = { native: join(folder.path, "native"), version: "18-test" };
  cpSync(installedPackage().native, withoutLinks.native, {
    recursive: true,
    filter: (path) => !lstatSync(path).isSymbolicLink(),
  });
});
afterAll(() => folder.remove());

function emptyPlace(name: string): string {
  const place = join(folder.path, name);
  mkdirSync(place);
  return place;
}

describe("the programs", () => {
  it("are the package's own where these run", () => {
    const native = join(folder.path, "whole");
    copyBinaries(withoutLinks.native, native);
    expect(findBinaries({ native, version: "18-test" }, [], account).root).toBe(native);
  });

  it("are a copy with links between the libraries where npm made none, and a server starts from it", async () => {
    const place = emptyPlace("links");
    const binaries = findBinaries(withoutLinks, [place], account);
    expect(binaries.root).toBe(join(place, "postgres-18-test"));

    const cluster = join(folder.path, "postgres");
    await openCluster(cluster, binaries, account);
    const settings = { unix_socket_directories: ".", fsync: "off" };
    const server = await startServer({ cluster, binaries, account, settings }, SILENT);
    await server.stop();
    expect(await server.ended).toMatch(/database system is shut down/);
  });

  it("are copied once", () => {
    const place = join(folder.path, "links");
    const { ino } = lstatSync(join(place, "postgres-18-test"));
    expect(findBinaries(withoutLinks, [place], account).root).toBe(join(place, "postgres-18-test"));
    expect(lstatSync(join(place, "postgres-18-test")).ino).toBe(ino);
  });
});

describe("the copy", () => {
  it("is made again when it is broken", () => {
    const place = emptyPlace("broken");
    mkdirSync(join(place, "postgres-18-test/bin"), { recursive: true });
    writeFileSync(join(place, "postgres-18-test/bin/postgres"), "not a program", { mode: 0o755 });
    expect(findBinaries(withoutLinks, [place], account).root).toBe(join(place, "postgres-18-test"));
  });

  it("is not made where others may write", () => {
    const shared = emptyPlace("shared");
    chmodSync(shared, 0o777);
    const own = emptyPlace("own");
    expect(findBinaries(withoutLinks, [shared, own], account).root).toBe(join(own, "postgres-18-test"));
  });

  it("is missed in words when there is no place for it", () => {
    expect(() => findBinaries(withoutLinks, [], account)).toThrow(/runs neither from .*\/native nor from a copy/);
  });

  // Nothing is out of a plain user's reach that he could copy.
  if (!isRoot) return;

  it("is made when the account cannot reach the package", () => {
    const home = mkdtempSync(join(homedir(), "switchboard-test-"));
    try {
      cpSync(installedPackage().native, join(home, "native"), { recursive: true, verbatimSymlinks: true });
      const place = emptyPlace("reach");
      const { root } = findBinaries({ native: join(home, "native"), version: "18-test" }, [home, place], account);
      expect(root).toBe(join(place, "postgres-18-test"));
    } finally {
      rmSync(home, { recursive: true, force: true });
    }
  });
});

describe("a cluster that is still in use", () => {
  it.each([
    "FATAL:  pre-existing shared memory block (key 27, ID 3) is still in use",
    'FATAL:  lock file "postmaster.pid" already exists',
  ])("is tried again: %s", async (complaint) => {
    const own = findBinaries(withoutLinks, [join(folder.path, "links")], account);
    const cluster = join(folder.path, "postgres");
    const postgres = join(folder.path, "refuses-twice");
    // What a killed server leaves in the kernel for a moment is not to be had on demand. The words are PostgreSQL's.
    writeFileSync(
      postgres,
      `#!/bin/sh
echo attempt >> attempts
[ "$(grep -c attempt attempts)" -gt 2 ] && rm attempts && exec ${own.postgres} "$@"
echo '${complaint}' >&2
exit 1
`,
      { mode: 0o755 },
    );

    const settings = { unix_socket_directories: ".", fsync: "off" };
    const server = await startServer({ cluster, binaries: { ...own, postgres }, account, settings }, SILENT);
    await server.stop();
  });
});
