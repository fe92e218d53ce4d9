import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type EmbeddedServer, startEmbedded } from "../../src/database/embedded/start-embedded.ts";
import { postmasterOf } from "./programs/run-program.ts";
import { type TemporaryFolder, temporaryFolder } from "./temporary-folder.ts";

const PATIENT = { timeout: 15_000 };
const SECRET = "my-card-number-is-4111";

/** All tests share it, because making a cluster takes longest. */
let folder: TemporaryFolder;
let lines: string[];
const log = {
  info: (_about: object, message: string) => lines.push(message),
  warn: (_about: object, message: string) => lines.push(message),
};

beforeAll(() => {
  folder = temporaryFolder();
});
afterAll(() => folder.remove());
beforeEach(() => {
  lines = [];
});

async function query(server: EmbeddedServer, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(server.url);
  client.on("error", () => {});
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

describe("the embedded server", () => {
  it("keeps what it was given over a stop and a start", async () => {
    const first = await startEmbedded(folder.path, log);
    await query(first, "CREATE TABLE kept AS SELECT 42 AS answer");
    await first.stop();

    const second = await startEmbedded(folder.path, log);
    expect(await query(second, "SELECT answer FROM kept")).toEqual([{ answer: 42 }]);
    await second.stop();
  });

  it("flushes to disk, compares texts alike everywhere, lives by UTC and listens on its socket only", async () => {
    const server = await startEmbedded(folder.path, log);
    const [settings] = await query(
      server,
      `SELECT current_setting('fsync') AS fsync, current_setting('synchronous_commit') AS commit,
              current_setting('listen_addresses') AS addresses, current_setting('timezone') AS zone,
              (SELECT datlocale FROM pg_database WHERE datname = current_database()) AS locale`,
    );
    await server.stop();

    expect(settings).toEqual({ fsync: "on", commit: "on", addresses: "", zone: "UTC", locale: "C.UTF-8" });
  });

  it("lets nobody but its account (and root) into its files", async () => {
    const deep = join(folder.path, "d".repeat(90));
    const server = await startEmbedded(deep, log);
    await server.stop();

    expect(statSync(deep).mode & 0o777).toBe(0o700);
    expect(statSync(join(deep, "postgres")).mode & 0o777).toBe(0o700);
  });

  it("listens in the temporary folder when its own path is too long for a socket", async () => {
    const deep = join(folder.path, "d".repeat(90));
    const server = await startEmbedded(deep, log);
    const { host } = server.connection;
    expect(await query(server, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
    await server.stop();

    expect(host.startsWith(deep)).toBe(false);
    expect(statSync(host, { throwIfNoEntry: false })).toBeUndefined();
  });
});

describe("its end", () => {
  it("may be asked for twice", async () => {
    const server = await startEmbedded(folder.path, log);

    await Promise.all([server.stop(), server.stop()]);
    await server.stop();
  });

  it("ends the sessions that do not end by themselves", async () => {
    const server = await startEmbedded(folder.path, log);
    const client = new pg.Client(server.url);
    const lost = new Promise<string>((resolve) => client.on("error", (error) => resolve(error.message)));
    await client.connect();

    await server.stop();

    expect(await lost).toMatch(/terminating connection/);
  });

  it("comes with last words that say why", async () => {
    const server = await startEmbedded(folder.path, log);
    process.kill(postmasterOf(folder.path), "SIGTERM");

    expect(await server.ended).toMatch(/received smart shutdown request/);
    await server.stop();
  });
});

describe("what leaves the process", () => {
  it("is none of our environment", async () => {
    process.env["TEST_SECRET"] = SECRET;
    process.env["PGOPTIONS"] = "-c work_mem=1MB";
    process.env["PGSSLMODE"] = "require";
    const server = await startEmbedded(folder.path, log);
    const environment = readFileSync(`/proc/${postmasterOf(folder.path)}/environ`, "utf8");
    await server.stop();
    delete process.env["TEST_SECRET"];
    delete process.env["PGOPTIONS"];
    delete process.env["PGSSLMODE"];

    expect(environment).toContain("TZ=UTC");
    expect(environment).not.toContain(SECRET);
    expect(environment).not.toContain("PGOPTIONS");
  });

  it("is no word of a customer in the log, whatever goes wrong", async () => {
    const server = await startEmbedded(folder.path, log);
    await query(server, "CREATE TABLE words (word text PRIMARY KEY CHECK (word <> 'no'))");
    await query(server, `INSERT INTO words VALUES ('${SECRET}')`);
    await expect(query(server, `INSERT INTO words VALUES ('${SECRET}')`)).rejects.toThrow(/duplicate key/);
    await expect(query(server, `SELECT '${SECRET}'::int`)).rejects.toThrow(/invalid input syntax/);
    await expect(query(server, `SELECT ${SECRET} FROM`)).rejects.toThrow(/syntax error/);
    const murdered = query(server, `SELECT '${SECRET}', pg_sleep(60)`);
    const sleepers = (): Promise<Record<string, unknown>[]> =>
      query(server, "SELECT pid FROM pg_stat_activity WHERE wait_event = 'PgSleep'");
    await expect.poll(sleepers, PATIENT).toHaveLength(1);
    for (const { pid } of await sleepers()) process.kill(Number(pid), "SIGKILL");
    await expect(murdered).rejects.toThrow();
    await expect.poll(() => query(server, "SELECT 1 AS one").catch(() => null), PATIENT).toEqual([{ one: 1 }]);
    await server.stop();

    expect(lines.join("\n")).toMatch(/was terminated by signal 9/);
    expect(lines.join("\n")).not.toContain(SECRET);
    expect(await server.ended).not.toContain(SECRET);
  });
});
