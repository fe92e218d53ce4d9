import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Database, openDatabase } from "../../src/database/database.ts";
import { createEmptyDatabase, createTestDatabase } from "../harness/database.ts";
import { postmasterOf } from "./programs/run-program.ts";
import { type TemporaryFolder, temporaryFolder } from "./temporary-folder.ts";

const SILENT = { info() {}, warn() {} };
const NOON = new Date("2026-11-22T12:00:00.123Z");

let folder: TemporaryFolder;
beforeAll(() => {
  folder = temporaryFolder();
});
afterAll(() => folder.remove());

const open = (databaseUrl?: string): Promise<Database> =>
  openDatabase({ dataDir: folder.path, databaseUrl, log: SILENT });

describe("openDatabase", () => {
  it("starts a server of its own, migrated, and finds everything again the next time", async () => {
    const first = await open();
    await first.outside.contact.create({ data: { name: "Ada" } });
    expect(first.embedded).toBe(true);
    await first.close();

    const second = await open();
    expect(await second.outside.contact.findMany()).toMatchObject([{ name: "Ada" }]);
    expect(await second.isUp()).toBe(true);
    await second.close();
    expect(await second.isUp()).toBe(false);
  });

  it("does the same on another server", async () => {
    const empty = await createEmptyDatabase();
    const database = await open(empty.url);
    await database.outside.contact.create({ data: { name: "Ada" } });
    expect(database.embedded).toBe(false);
    expect(await database.isUp()).toBe(true);
    await database.close();
    await empty.drop();
  });

  it("lets several processes open one empty database at the same time", async () => {
    const empty = await createEmptyDatabase();
    const databases = await Promise.all([open(empty.url), open(empty.url), open(empty.url)]);
    const counts = await Promise.all(databases.map((database) => database.outside.contact.count()));
    expect(counts).toEqual([0, 0, 0]);
    await Promise.all(databases.map((database) => database.close()));
    await empty.drop();
  });

  it("stops its server when it cannot migrate, and leaves the folder free", async () => {
    const database = await open();
    await database.pool.query("UPDATE _prisma_migrations SET checksum = 'another'");
    await database.close();

    await expect(open()).rejects.toThrow(/was changed after it had been applied/);
    await expect(open()).rejects.toThrow(/was changed after it had been applied/);
  });

  it("says what is wrong with another server, and not the password", async () => {
    const database = open("postgresql://ada:secret@localhost:1/nowhere").catch((error: unknown) => error);
    expect(String(await database)).toMatch(/ECONNREFUSED/);
    expect(String(await database)).not.toContain("secret");
  });
});

describe("a session", () => {
  it("lives by UTC and reads what is committed, whatever the server's habits", async () => {
    const test = await createTestDatabase();
    const name = new URL(test.url).pathname.slice(1);
    await test.database.pool.query(`ALTER DATABASE ${name} SET timezone = 'America/New_York'`);
    await test.database.pool.query(`ALTER DATABASE ${name} SET default_transaction_isolation = 'serializable'`);

    const database = await open(test.url);
    const { id } = await database.outside.contact.create({ data: { createdAt: NOON } });
    const { rows } = await database.pool.query(
      `SELECT extract(epoch FROM "createdAt") * 1000 AS ms, current_setting('transaction_isolation') AS isolation FROM "Contact"`,
    );
    expect(rows).toEqual([{ ms: `${NOON.getTime()}.000000`, isolation: "read committed" }]);
    expect(await database.outside.contact.findUnique({ where: { id } })).toMatchObject({ createdAt: NOON });
    await database.close();
    await test.drop();
  });

  it("may be lost: the next query gets another one, and the log the reason without the password", async () => {
    const test = await createTestDatabase();
    const lines: string[] = [];
    const log = { info() {}, warn: (_about: object, message: string) => lines.push(message) };
    const url = new URL(test.url);
    url.password = "secret";
    const database = await openDatabase({ dataDir: "", databaseUrl: url.href, log });
    await Promise.all([1, 2, 3].map(() => database.pool.query("SELECT pg_sleep(0.05)")));

    const admin = new pg.Client(test.url);
    await admin.connect();
    await admin.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()",
    );
    await admin.end();
    await expect.poll(() => lines.length, { timeout: 15_000 }).toBeGreaterThanOrEqual(3);

    expect(await database.outside.contact.count()).toBe(0);
    expect(lines[0]).toMatch(/lost an idle database connection: .*terminat/);
    expect(lines.join("\n")).not.toContain("secret");
    await database.close();
    await test.drop();
  });
});

describe("an embedded server that ends under us", () => {
  it("is told to the owner, is not up, and can be closed", async () => {
    const own = temporaryFolder();
    const database = await openDatabase({ dataDir: own.path, log: SILENT });
    expect(await database.isUp()).toBe(true);

    process.kill(postmasterOf(own.path), "SIGQUIT");

    expect(await database.ended).toMatch(/immediate shutdown/);
    expect(await database.isUp()).toBe(false);
    await database.close();
    own.remove();
  });
});

describe("close", () => {
  it("rolls back what is under way, and may be called twice", async () => {
    const test = await createTestDatabase();
    const began = Promise.withResolvers<void>();
    const never = Promise.withResolvers<void>();
    const running = test.database.transaction(async (tx) => {
      await tx.contact.create({ data: { name: "half done" } });
      began.resolve();
      await never.promise;
    });
    await began.promise;

    await Promise.all([test.database.close(), test.database.close()]);
    never.resolve();

    await expect(running).rejects.toThrow();
    const again = await open(test.url);
    expect(await again.outside.contact.count()).toBe(0);
    await again.close();
    await test.drop();
  });

  it("does not wait for the end of a statement that takes long", async () => {
    const test = await createTestDatabase();
    const long = test.database.transaction((tx) => tx.$queryRaw`SELECT 1 FROM pg_sleep(30)`);
    const outcome = long.catch((error: unknown) => error);
    const sleepers = (): Promise<{ rowCount: number | null }> =>
      test.database.pool.query(
        "SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'",
      );
    await expect.poll(sleepers, { timeout: 15_000 }).toMatchObject({ rowCount: 1 });

    const began = performance.now();
    await test.database.close();
    expect(performance.now() - began).toBeLessThan(10_000);

    await test.drop();
    expect(await outcome).toBeInstanceOf(Error);
  });
});
