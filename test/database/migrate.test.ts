import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { migrate } from "../../src/database/migrate.ts";
import { createEmptyDatabase } from "../harness/database.ts";
import { type TemporaryFolder, temporaryFolder } from "./temporary-folder.ts";

const SILENT = { info() {}, warn() {} };

let folder: TemporaryFolder;
let database: Awaited<ReturnType<typeof createEmptyDatabase>>;
let pool: pg.Pool;

beforeEach(async () => {
  folder = temporaryFolder();
  database = await createEmptyDatabase();
  pool = new pg.Pool({ connectionString: database.url });
  pool.on("error", () => {});
});
afterEach(async () => {
  await pool.end();
  await database.drop();
  folder.remove();
});

function write(name: string, sql: string): void {
  mkdirSync(join(folder.path, name), { recursive: true });
  writeFileSync(join(folder.path, name, "migration.sql"), sql);
}

async function tables(): Promise<string[]> {
  const { rows } = await pool.query<{ name: string }>(
    "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename !~ '^_' ORDER BY 1",
  );
  return rows.map(({ name }) => name);
}

describe("migrate", () => {
  it("applies what is missing, oldest first, and says what", async () => {
    write("2_fill", "INSERT INTO a VALUES (1);");
    write("1_create", "CREATE TABLE a (id int);");
    writeFileSync(join(folder.path, "migration_lock.toml"), 'provider = "postgresql"\n');

    expect(await migrate(pool, folder.path, SILENT)).toEqual(["1_create", "2_fill"]);
    expect(await migrate(pool, folder.path, SILENT)).toEqual([]);
    write("3_more", "CREATE TABLE b (id int);");
    expect(await migrate(pool, folder.path, SILENT)).toEqual(["3_more"]);
  });

  it("takes files as they are, semicolons in functions included", async () => {
    write(
      "1_function",
      "CREATE FUNCTION two() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 2; END; $$; SELECT two();",
    );

    await migrate(pool, folder.path, SILENT);
    expect((await pool.query("SELECT two()")).rows).toEqual([{ two: 2 }]);
  });

  it("lets processes that come at the same time queue up [DB-6]", async () => {
    write("1_create", "CREATE TABLE a (id int); SELECT pg_sleep(0.1);");
    write("2_create", "CREATE TABLE b (id int);");

    const applied = await Promise.all([1, 2, 3, 4, 5].map(() => migrate(pool, folder.path, SILENT)));

    expect(applied.filter((names) => names.length > 0)).toEqual([["1_create", "2_create"]]);
    expect(await tables()).toEqual(["a", "b"]);
  });

  it("waits for another process longer than a statement may take", async () => {
    write("1_create", "CREATE TABLE a (id int);");
    const impatient = new pg.Pool({ connectionString: database.url, statement_timeout: 50 });
    const other = await pool.connect();
    await other.query("SELECT pg_advisory_lock(72707369)");
    const migrating = migrate(impatient, folder.path, SILENT);
    await other.query("SELECT pg_sleep(0.2)");
    other.release(true);

    expect(await migrating).toEqual(["1_create"]);
    await impatient.end();
  });

  it("leaves nothing of a migration that fails, keeps those before it, and says where", async () => {
    write("1_create", "CREATE TABLE a (id int);");
    write("2_broken", "CREATE TABLE b (id int);\nCREATE TABLE c (id nonsense);\n");
    write("3_never", "CREATE TABLE d (id int);");

    await expect(migrate(pool, folder.path, SILENT)).rejects.toThrow(
      'The migration 2_broken failed and was rolled back: type "nonsense" does not exist (line 2)',
    );
    expect(await tables()).toEqual(["a"]);
    write("2_broken", "CREATE TABLE b (id int);");
    expect(await migrate(pool, folder.path, SILENT)).toEqual(["2_broken", "3_never"]);
  });
});

describe("a database with another past", () => {
  it("refuses a database with a migration that was changed since [DB-6]", async () => {
    write("1_create", "CREATE TABLE a (id int);");
    await migrate(pool, folder.path, SILENT);
    write("1_create", "CREATE TABLE a (id bigint);");
    write("2_create", "CREATE TABLE b (id int);");

    await expect(migrate(pool, folder.path, SILENT)).rejects.toThrow(
      "The migration 1_create was changed after it had been applied",
    );
    expect(await tables()).toEqual(["a"]);
  });

  it("refuses a database that is newer than the program [DB-6]", async () => {
    write("1_create", "CREATE TABLE a (id int);");
    write("2_future", "CREATE TABLE b (id int);");
    await migrate(pool, folder.path, SILENT);
    rmSync(join(folder.path, "2_future"), { recursive: true });

    await expect(migrate(pool, folder.path, SILENT)).rejects.toThrow(
      "The database has the migration 2_future, which this version does not know",
    );
  });

  it("refuses a database in which Prisma's engine left a migration half done, until that is resolved", async () => {
    write("1_create", "CREATE TABLE a (id int);");
    await migrate(pool, folder.path, SILENT);
    await pool.query("UPDATE _prisma_migrations SET finished_at = NULL");
    await expect(migrate(pool, folder.path, SILENT)).rejects.toThrow("The migration 1_create began and did not end");

    await pool.query("UPDATE _prisma_migrations SET rolled_back_at = now()");
    await pool.query("DROP TABLE a");
    expect(await migrate(pool, folder.path, SILENT)).toEqual(["1_create"]);
  });
});
