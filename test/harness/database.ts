import { randomUUID } from "node:crypto";
import pg from "pg";
import { inject } from "vitest";
import { type Database, openDatabase } from "../../src/database/database.ts";

export interface TestDatabase {
  readonly database: Database;
  /** For processes that the test starts: their DATABASE_URL. */
  readonly url: string;
  /** Closes `database` and removes it, also under processes that still use it. */
  drop(): Promise<void>;
}

const SILENT = { info() {}, warn() {} };

/**
 * A migrated, empty database of the caller's own on the run's one server: for one test file, in its `beforeAll`, with
 * `drop` in its `afterAll`. Takes about 60 ms.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const { url, drop } = await create(new URL(inject("templateUrl")).pathname.slice(1));
  const database = await openDatabase({ dataDir: "", databaseUrl: url, log: SILENT });
  return {
    database,
    url,
    async drop() {
      await database.close();
      await drop();
    },
  };
}

/** A database without a single table, for tests of what makes them. */
export async function createEmptyDatabase(): Promise<Omit<TestDatabase, "database">> {
  return await create("template1");
}

async function create(template: string): Promise<Omit<TestDatabase, "database">> {
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await administer(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  return { url: urlOf(name), drop: () => administer(`DROP DATABASE ${name} WITH (FORCE)`) };
}

/** From a database that is no template: those must have no connections while they are copied. */
async function administer(statement: string): Promise<void> {
  const client = new pg.Client(urlOf("postgres"));
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

function urlOf(name: string): string {
  const url = new URL(inject("templateUrl"));
  url.pathname = `/${name}`;
  return url.href;
}
