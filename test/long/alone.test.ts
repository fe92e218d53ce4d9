import { afterAll, beforeAll, expect, it } from "vitest";
import { type Database, openDatabase } from "../../src/database/database.ts";
import { alone } from "../../src/jobs/alone.ts";
import { createTestDatabase, type TestDatabase } from "../harness/database.ts";
import { until } from "../harness/until.ts";

const SILENT = { info() {}, warn() {} };

let home: TestDatabase;
let other: Database;
beforeAll(async () => {
  home = await createTestDatabase();
  other = await openDatabase({ dataDir: "", databaseUrl: home.url, log: SILENT });
});
afterAll(async () => {
  await other.close();
  await home.drop();
});

it("work ends when the lock's connection does not answer any more, and another takes it over [MAIL-13]", async () => {
  const stopping = new AbortController();
  let atIt = 0;
  const work = async (signal: AbortSignal): Promise<void> => {
    atIt += 1;
    if (!signal.aborted) await new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
    atIt -= 1;
  };
  const first = alone("silent", work, stopping.signal, home.database);
  const pid = await until("the lock", async () => {
    const { rows } = await other.pool.query(
      `SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted AND database =
        (SELECT oid FROM pg_database WHERE datname = current_database())`,
    );
    return rows[0]?.pid as number | undefined;
  });
  process.kill(pid, "SIGSTOP");
  try {
    await first;
    expect(atIt).toBe(0);
  } finally {
    process.kill(pid, "SIGCONT");
  }
  const second = alone("silent", work, stopping.signal, other);
  await until("another", () => atIt === 1);
  stopping.abort();
  await second;
});
