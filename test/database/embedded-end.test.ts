import pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { startEmbedded } from "../../src/database/embedded/start-embedded.ts";
import {
  descendantsOf,
  endPrograms,
  isRunning,
  type Program,
  postmasterOf,
  runProgram,
  urlOf,
} from "./programs/run-program.ts";
import { type TemporaryFolder, temporaryFolder } from "./temporary-folder.ts";

const SILENT = { info() {}, warn() {} };

/** All tests share it, because making a cluster takes longest. */
let folder: TemporaryFolder;

beforeAll(async () => {
  folder = temporaryFolder();
  const server = await startEmbedded(folder.path, SILENT);
  await query(server.url, "CREATE TABLE acknowledged (name text PRIMARY KEY)");
  await server.stop();
});
afterEach(endPrograms);
afterAll(() => folder.remove());

const run = (): Program => runProgram("own-server.ts", [folder.path]);

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

async function expectGone(pid: number): Promise<void> {
  await expect.poll(() => isRunning(pid), { timeout: 15_000 }).toBe(false);
}

/** Leaves the server alone in the world: neither its keeper nor the one who waits on our pipe. */
function killKeepers(program: Program): void {
  const shells = descendantsOf(program.pid).filter(({ name }) => name === "sh");
  expect(shells).toHaveLength(2);
  // The keeper last: with it goes our end of the pipe.
  for (const { pid } of shells.reverse()) process.kill(pid, "SIGKILL");
}

describe("when our process is killed", () => {
  it("ends the server, and the next start finds every row that was acknowledged", async () => {
    const killed = run();
    await query(await urlOf(killed), "INSERT INTO acknowledged VALUES ('before the kill')");
    const postmaster = postmasterOf(folder.path);

    killed.kill("SIGKILL");
    await expectGone(postmaster);

    const next = run();
    const rows = await query(await urlOf(next), "SELECT FROM acknowledged WHERE name = 'before the kill'");
    expect(rows).toHaveLength(1);
  });

  it("starts again at once, without waiting for the end of the old server", async () => {
    const killed = run();
    await urlOf(killed);

    killed.kill("SIGKILL");
    await killed.gone;

    await urlOf(run());
  });

  it("stops a server that outlived both us and its keeper, and keeps its rows [DB-4]", async () => {
    const killed = run();
    const url = await urlOf(killed);
    const orphan = postmasterOf(folder.path);
    killKeepers(killed);
    killed.kill("SIGKILL");
    await killed.gone;
    await query(url, "INSERT INTO acknowledged VALUES ('by an orphan')");

    const next = run();
    const rows = await query(await urlOf(next), "SELECT FROM acknowledged WHERE name = 'by an orphan'");
    expect(rows).toHaveLength(1);
    expect(next.lines[0]).toMatch(/stopped a PostgreSQL that an earlier run had left behind/);
    expect(isRunning(orphan)).toBe(false);
  });
});

describe("when a second process comes", () => {
  it("is refused with the number of the first, which goes on", async () => {
    const first = run();
    const url = await urlOf(first);

    const second = run();
    expect(await second.says("failed ")).toContain(
      `DataDirInUse: ${folder.path} is in use by process ${first.pid}. Stop it, or give this one a DATA_DIR`,
    );
    await second.gone;

    expect(await query(url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  });

  it("is refused within one process too", async () => {
    const first = await startEmbedded(folder.path, SILENT);
    await expect(startEmbedded(folder.path, SILENT)).rejects.toMatchObject({ name: "DataDirInUse", pid: process.pid });
    await first.stop();
    const second = await startEmbedded(folder.path, SILENT);
    await second.stop();
  });
});

describe("when signals come", () => {
  it("leaves the server alone at Ctrl-C, which reaches our whole group, until we stop it", async () => {
    const program = run();
    await urlOf(program);

    process.kill(-program.pid, "SIGINT");
    await program.says("interrupted, and the server answers with 1 row");

    program.kill("SIGTERM");
    await program.says("stopped");
  });

  it("keeps the server's keeper when a supervisor tells everybody to end", async () => {
    const program = run();
    await urlOf(program);
    const postmaster = postmasterOf(folder.path);
    for (const { pid, name } of descendantsOf(program.pid)) if (name === "sh") process.kill(pid, "SIGTERM");
    await query(await urlOf(program), "SELECT 1");

    program.kill("SIGKILL");
    await expectGone(postmaster);
  });
});

describe("when the server ends under us", () => {
  it("says so after a crash of the server", async () => {
    const program = run();
    await urlOf(program);
    process.kill(postmasterOf(folder.path), "SIGKILL");
    await program.says("ended");
  });

  it("says so after the end of its keeper, and takes the server along", async () => {
    const program = run();
    await urlOf(program);
    const postmaster = postmasterOf(folder.path);
    const [keeper] = descendantsOf(program.pid);
    process.kill(keeper!.pid, "SIGKILL");
    await program.says("ended");
    await expectGone(postmaster);
  });

  it("stops a server that does not hear us any more", async () => {
    const program = run();
    await urlOf(program);
    const postmaster = postmasterOf(folder.path);
    killKeepers(program);
    program.kill("SIGTERM");
    await program.says("stopped");
    expect(isRunning(postmaster)).toBe(false);
  });
});
