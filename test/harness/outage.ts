import pg from "pg";
import { inject } from "vitest";
import type { Product } from "./product.ts";
import { until } from "./until.ts";

/** Cuts a product's database off from everybody, ends its connections, and returns what brings it back. */
export async function cutDatabase(product: Product): Promise<() => Promise<void>> {
  const { rows } = await product.database.pool.query<{ name: string }>("SELECT current_database() AS name");
  const name = rows[0]?.name;
  await administer(`ALTER DATABASE "${name}" ALLOW_CONNECTIONS false`);
  await administer(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}'`);
  return async () => {
    await administer(`ALTER DATABASE "${name}" ALLOW_CONNECTIONS true`);
    await recovered(product);
  };
}

/** Ends all connections to a product's database but the one that says so. They may be made anew at once. */
export async function breakConnections(product: Product): Promise<void> {
  await product.database.pool.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()`);
  await recovered(product);
}

/** The test's own connections were ended along with the product's. */
async function recovered({ database: { pool } }: Product): Promise<void> {
  const all = Array.from({ length: pool.options.max });
  await until("the test's own connections", () =>
    Promise.all(all.map(() => pool.query("SELECT 1"))).then(
      () => true,
      () => false,
    ),
  );
}

/** Locks a table until it is let go, or the connections are ended. `waited` resolves when somebody waits for it. */
export async function lockTable({ database: { pool } }: Product, table: string) {
  const client = await pool.connect();
  client.on("error", () => {});
  await client.query(`BEGIN; LOCK TABLE "${table}" IN EXCLUSIVE MODE`);
  return {
    waited: () =>
      until(`somebody to wait for ${table}`, async () => {
        const { rows } = await pool.query(`SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock'
          AND datname = current_database() AND query LIKE '%${table}%'`);
        return rows.length > 0;
      }),
    letGo: () => client.release(true),
  };
}

async function administer(statement: string): Promise<void> {
  const url = new URL(inject("templateUrl"));
  url.pathname = "/postgres";
  const client = new pg.Client(url.href);
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/**
 * Makes a table refuse an operation, as a full disk or a fault of ours would, and returns what mends it.
 * `when`: which rows, in SQL; all unless told.
 */
export async function breakTable(
  { database: { pool } }: Product,
  table: string,
  operation: "INSERT" | "UPDATE",
  when = "TRUE",
): Promise<() => Promise<void>> {
  await pool.query(`
    CREATE FUNCTION "broken"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'broken'; END $$;
    CREATE TRIGGER "broken" BEFORE ${operation} ON "${table}" FOR EACH ROW WHEN (${when}) EXECUTE FUNCTION "broken"();`);
  return async () => {
    await pool.query(`DROP TRIGGER "broken" ON "${table}"; DROP FUNCTION "broken";`);
  };
}
