import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { giveTo } from "../../src/database/embedded/account.ts";
import { startEmbedded } from "../../src/database/embedded/start-embedded.ts";
import { endPrograms, runProgram, urlOf } from "./programs/run-program.ts";
import { type TemporaryFolder, temporaryFolder } from "./temporary-folder.ts";

const SILENT = { info() {}, warn() {} };
const NOBODY = { uid: 65_534, gid: 65_534 };
const SOMEBODY_ELSE = { uid: 1, gid: 1 };

const isRoot = process.getuid?.() === 0;
/** Who starts a program as a plain user: ourselves, unless we are root, who can be anybody… */
const plainUser = isRoot ? NOBODY : { uid: process.getuid?.() ?? -1, gid: process.getgid?.() ?? -1 };
/** …whom the checkout is open to. Below /root it is open to nobody. */
const hasPlainUser = !isRoot || (isOpenToAll(process.execPath) && isOpenToAll(import.meta.filename));

function isOpenToAll(path: string): boolean {
  const open = (statSync(path).mode & 0o005) !== 0;
  return open && (dirname(path) === path || isOpenToAll(dirname(path)));
}

async function one(url: string): Promise<unknown> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query("SELECT 1 AS one")).rows[0];
  } finally {
    await client.end();
  }
}

/** What cannot be tried here is no test here. It says so: a skipped one would count as failed. */
const notTried =
  (why: string) =>
  (name: string, _run: () => unknown): void =>
    console.warn(`Not tried, for ${why}: ${name}`);
const itAsPlainUser = hasPlainUser ? it : notTried("only root may enter this checkout");
const describeForRoot = isRoot ? describe : notTried("we are not root");

let folder: TemporaryFolder;
beforeAll(() => {
  folder = temporaryFolder();
});
afterEach(endPrograms);
afterAll(() => folder.remove());

describe("whoever starts it", () => {
  itAsPlainUser("runs for a plain user [DB-1]", async () => {
    const dataDir = join(folder.path, "plain");
    mkdirSync(dataDir);
    chownSync(dataDir, plainUser.uid, plainUser.gid);

    const program = runProgram("own-server.ts", [dataDir], plainUser);
    expect(await one(await urlOf(program))).toEqual({ one: 1 });
    program.kill("SIGTERM");
    await program.says("stopped");
    await program.gone;

    expect(statSync(join(dataDir, "postgres")).uid).toBe(plainUser.uid);
  });

  it("runs in a home directory that only its owner may enter [DB-1]", async () => {
    const home = mkdtempSync(join(homedir(), "switchboard-test-"));
    try {
      chmodSync(home, 0o700);
      const server = await startEmbedded(join(home, "data"), SILENT);
      expect(await one(server.url)).toEqual({ one: 1 });
      await server.stop();
      expect(statSync(join(home, "data/postgres")).uid === 0).toBe(false);
    } finally {
      rmSync(home, { recursive: true, force: true });
    }
  });
});

describe("a cluster that is not for us", () => {
  it("is refused when another major version wrote it", async () => {
    const dataDir = join(folder.path, "old");
    mkdirSync(join(dataDir, "postgres"), { recursive: true });
    writeFileSync(join(dataDir, "postgres/PG_VERSION"), "17\n");

    await expect(startEmbedded(dataDir, SILENT)).rejects.toThrow(/was written by PostgreSQL 17, and this is 18/);
    // And the folder is free again.
    await expect(startEmbedded(dataDir, SILENT)).rejects.toThrow(/was written by PostgreSQL 17/);
  });

  it("is refused with the server's own words when it is broken", async () => {
    const dataDir = join(folder.path, "broken");
    mkdirSync(join(dataDir, "postgres"), { recursive: true });
    writeFileSync(join(dataDir, "postgres/PG_VERSION"), "18\n");

    await expect(startEmbedded(dataDir, SILENT)).rejects.toThrow(/PostgreSQL did not start.*\n.*postgresql\.conf/);
  });
});

// These take root's rights to set up. Everybody else has nothing to lose there.
describeForRoot("a folder of somebody else's", () => {
  itAsPlainUser("is refused to a plain user when it is somebody else's", async () => {
    const dataDir = join(folder.path, "foreign");
    mkdirSync(join(dataDir, "postgres"), { recursive: true });
    chownSync(dataDir, plainUser.uid, plainUser.gid);
    chownSync(join(dataDir, "postgres"), SOMEBODY_ELSE.uid, SOMEBODY_ELSE.gid);

    const program = runProgram("own-server.ts", [dataDir], plainUser);
    expect(await program.says("failed ")).toMatch(/postgres belongs to user 1, and we are user \d+/);
    await program.gone;
  });

  itAsPlainUser("is refused to a plain user in a folder that he may not write to", async () => {
    const dataDir = join(folder.path, "roots");
    mkdirSync(dataDir);
    expect(await runProgram("own-server.ts", [dataDir], plainUser).says("failed ")).toMatch(
      /cannot be locked by user \d+: .*Is the folder another user's\?/,
    );

    writeFileSync(join(dataDir, "lock"), "");
    chownSync(dataDir, plainUser.uid, plainUser.gid);
    expect(await runProgram("own-server.ts", [dataDir], plainUser).says("failed ")).toMatch(/cannot be locked by user/);
  });

  it("is taken over when root restored it from a backup, readable for all", async () => {
    const dataDir = join(folder.path, "restored");
    const before = await startEmbedded(dataDir, SILENT);
    await before.stop();
    giveTo({ uid: 0, gid: 0 }, join(dataDir, "postgres"));
    chmodSync(join(dataDir, "postgres"), 0o755);

    const after = await startEmbedded(dataDir, SILENT);
    expect(await one(after.url)).toEqual({ one: 1 });
    await after.stop();
  });

  it("is run by its owner, whoever that is", async () => {
    const dataDir = join(folder.path, "restored");
    giveTo(NOBODY, join(dataDir, "postgres"));

    const server = await startEmbedded(dataDir, SILENT);
    expect(await one(server.url)).toEqual({ one: 1 });
    await server.stop();
    expect(statSync(join(dataDir, "postgres")).uid).toBe(NOBODY.uid);
  });
});
