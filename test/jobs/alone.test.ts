import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Database, openDatabase } from "../../src/database/database.ts";
import { alone } from "../../src/jobs/alone.ts";
import { createTestDatabase, type TestDatabase } from "../harness/database.ts";
import { until } from "../harness/until.ts";

const SILENT = { info() {}, warn() {} };

let home: TestDatabase;
let other: Database;
let name: string;
beforeAll(async () => {
  home = await createTestDatabase();
  other = await openDatabase({ dataDir: "", databaseUrl: home.url, log: SILENT });
});
afterAll(async () => {
  await other.close();
  await home.drop();
});
let names = 0;
beforeEach(() => {
  names += 1;
  name = `work ${names}`;
});

/** Work that goes on until its signal is aborted, and says who is at it. */
function worker(database: Database) {
  const stopping = new AbortController();
  let began = 0;
  let ended = 0;
  const done = alone(
    name,
    async (signal) => {
      began += 1;
      if (!signal.aborted) await new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
      ended += 1;
    },
    stopping.signal,
    database,
  );
  return {
    done,
    isAtIt: () => began > ended,
    began: () => began,
    async stop() {
      stopping.abort();
      await done;
    },
  };
}

/** The server process behind the lock. */
async function killHolder(): Promise<void> {
  const { rows } = await home.database.pool.query(
    `SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted AND database =
      (SELECT oid FROM pg_database WHERE datname = current_database())`,
  );
  expect(rows).toHaveLength(1);
}

describe("of two processes", () => {
  it("one works, and the other when that one stops [MAIL-13]", async () => {
    const first = worker(home.database);
    await until("the first", first.isAtIt);
    const second = worker(other);
    await first.stop();
    await until("the second", second.isAtIt);
    expect([first.began(), second.began()]).toEqual([1, 1]);
    await second.stop();
  });

  it("the other takes over when the connection of the one that works is killed [MAIL-13]", async () => {
    const first = worker(home.database);
    await until("the first", first.isAtIt);
    const second = worker(other);
    await killHolder();
    await first.done;
    await until("the second", second.isAtIt);
    expect(first.isAtIt()).toBe(false);
    await second.stop();
  });

  it("both work at things of different names [MAIL-13]", async () => {
    const first = worker(home.database);
    name = `${name}, another`;
    const second = worker(other);
    await until("both", () => first.isAtIt() && second.isAtIt());
    await Promise.all([first.stop(), second.stop()]);
  });
});

describe("a process that is alone", () => {
  it("hands on what its work throws, and lets go", async () => {
    const failing = alone(name, () => Promise.reject(new Error("broken")), new AbortController().signal, home.database);
    await expect(failing).rejects.toThrow("broken");
    const next = worker(other);
    await until("the next", next.isAtIt);
    await next.stop();
  });

  it("never begins when it is stopped before", async () => {
    const first = worker(home.database);
    await until("the first", first.isAtIt);
    const second = worker(other);
    await second.stop();
    expect(second.began()).toBe(0);
    await first.stop();
  });

  it("holds no connection once it has ended", async () => {
    const first = worker(home.database);
    await until("the first", first.isAtIt);
    await first.stop();
    const { totalCount, idleCount } = home.database.pool;
    expect(totalCount - idleCount).toBe(0);
  });
});
