import pg from "pg";
import { v7 as uuid } from "uuid";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { externalId } from "../../src/contract/index.ts";
import { createRawStore, type FreshRaw, STATEMENTS_AT_ONCE } from "../../src/inbound/store-raws.ts";
import { createTestDatabase, type TestDatabase } from "../harness/database.ts";
import { until } from "../harness/until.ts";

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.drop());

let made = 0;
function fresh(about: Partial<Omit<FreshRaw, "externalId">> & { readonly key?: string } = {}): FreshRaw {
  const { key = `SM${made++}`, ...rest } = about;
  return {
    id: uuid(),
    channel: "sms",
    externalId: externalId(key),
    contentType: "application/x-www-form-urlencoded",
    body: Buffer.from(`Body=${key}`),
    meta: { url: "/channels/sms/inbound" },
    receivedAt: new Date(),
    ...rest,
  };
}

const rowsOf = (rows: readonly FreshRaw[]) =>
  test.database.pool
    .query<{ id: string; statement: string; externalId: string }>(
      `SELECT id, xmin::text AS statement, "externalId" FROM "RawInbound" WHERE id = ANY($1::uuid[]) ORDER BY "receivedAt", id`,
      [rows.map(({ id }) => id)],
    )
    .then(({ rows }) => rows);

/** Keeps everybody from writing raw rows until it is let go. */
async function holdTable(): Promise<() => Promise<void>> {
  const client = new pg.Client(test.url);
  await client.connect();
  await client.query('BEGIN; LOCK TABLE "RawInbound" IN SHARE MODE');
  return () => client.end();
}

/** Statements that wait for the table. */
const waiting = async (): Promise<number> => {
  const { rows } = await test.database.pool.query(
    `SELECT count(*)::int AS n FROM pg_stat_activity
     WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%INSERT INTO "RawInbound"%'`,
  );
  return rows[0].n;
};

describe("raw rows", () => {
  it("are stored as they came, to the byte, and due at once [ACK-1]", async () => {
    const store = createRawStore(test.database.reserved);
    const bytes = Uint8Array.from({ length: 256 }, (_, n) => n);
    const meta = { url: `/x?q="{a,b}"\\`, "\u00e9": "\u{1f44d}" };
    const row = fresh({ body: bytes.subarray(3), meta });
    expect(await store.store(row)).toBe("stored");
    const stored = await test.database.outside.rawInbound.findUniqueOrThrow({ where: { id: row.id } });
    expect(stored).toMatchObject({
      ...row,
      body: expect.anything(),
      state: "pending",
      attempts: 0,
      nextTryAt: row.receivedAt,
    });
    expect(Buffer.from(stored.body)).toEqual(Buffer.from(bytes.subarray(3)));
  });

  it("are stored once, however many of one key come at once: one is told that it was [ACK-2]", async () => {
    const store = createRawStore(test.database.reserved);
    const release = await holdTable();
    const rows = Array.from({ length: 12 }, () => fresh({ key: "the same" }));
    const outcomes = Promise.all(rows.map((row) => store.store(row)));
    await until("statements to wait", async () => (await waiting()) === STATEMENTS_AT_ONCE);
    await release();
    expect((await outcomes).filter((outcome) => outcome === "stored")).toHaveLength(1);
    expect(await rowsOf(rows)).toHaveLength(1);
    expect(await store.store(fresh({ key: "the same" }))).toBe("duplicate");
  });

  it("that come while others are being written go together, in the order in which they came [ACK-3]", async () => {
    const store = createRawStore(test.database.reserved);
    const release = await holdTable();
    const rows = Array.from({ length: 250 }, () => fresh());
    const outcomes = Promise.all(rows.map((row) => store.store(row)));
    await until("statements to wait", async () => (await waiting()) === STATEMENTS_AT_ONCE);
    await release();
    expect(new Set(await outcomes)).toEqual(new Set(["stored"]));
    const stored = await rowsOf(rows);
    expect(stored.map(({ id }) => id)).toEqual(rows.map(({ id }) => id));
    // Two that were under way, and the rest by hundreds.
    expect(new Set(stored.map(({ statement }) => statement)).size).toBe(STATEMENTS_AT_ONCE + 3);
  });

  it("that are large do not all go in one statement [ACK-3]", async () => {
    const store = createRawStore(test.database.reserved);
    const release = await holdTable();
    const rows = Array.from({ length: 8 }, () => fresh({ body: Buffer.alloc(600_000, 1) }));
    const outcomes = Promise.all(rows.map((row) => store.store(row)));
    await until("statements to wait", async () => (await waiting()) === STATEMENTS_AT_ONCE);
    await release();
    await outcomes;
    expect(new Set((await rowsOf(rows)).map(({ statement }) => statement)).size).toBe(rows.length);
  });

  it("that cannot be stored fail alone, not those beside them [ACK-4]", async () => {
    const store = createRawStore(test.database.reserved);
    const release = await holdTable();
    const first = Array.from({ length: STATEMENTS_AT_ONCE }, () => store.store(fresh()));
    const rows = [fresh(), fresh({ contentType: "nul\0" }), fresh(), fresh({ meta: { url: "\0" } }), fresh()];
    const outcomes = Promise.allSettled(rows.map((row) => store.store(row)));
    await until("statements to wait", async () => (await waiting()) === STATEMENTS_AT_ONCE);
    await release();
    await Promise.all(first);
    expect((await outcomes).map(({ status }) => status)).toEqual([
      "fulfilled",
      "rejected",
      "fulfilled",
      "rejected",
      "fulfilled",
    ]);
    expect((await rowsOf(rows)).map(({ id }) => id)).toEqual([rows[0], rows[2], rows[4]].map((row) => row?.id));
  });

  it("are refused when the connection breaks, and those that come after it are stored [ACK-4]", async () => {
    const store = createRawStore(test.database.reserved);
    const release = await holdTable();
    const rows = Array.from({ length: STATEMENTS_AT_ONCE }, () => fresh());
    const outcomes = Promise.allSettled(rows.map((row) => store.store(row)));
    const after = store.store(fresh());
    await until("statements to wait", async () => (await waiting()) === STATEMENTS_AT_ONCE);
    await test.database.pool.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%INSERT INTO "RawInbound"%'`,
    );
    expect((await outcomes).map(({ status }) => status)).toEqual(rows.map(() => "rejected"));
    await release();
    expect(await after).toBe("stored");
    for (const row of rows) expect(await store.store(row)).toBe("stored");
  });

  it("are not refused because somebody stores the same ones in another order [SMSX-33]", async () => {
    const store = createRawStore(test.database.reserved);
    const [first, second] = [fresh(), fresh()];
    const before = Array.from({ length: STATEMENTS_AT_ONCE }, () => fresh());
    const other = new pg.Client(test.url);
    await other.connect();
    const insert = (rows: readonly FreshRaw[]) =>
      other.query(
        `INSERT INTO "RawInbound" (id, channel, "externalId", "contentType", meta, body, "receivedAt", "nextTryAt")
         SELECT gen_random_uuid(), 'sms', key, 'x', '{}', '', now(), now() FROM unnest($1::text[]) AS key
         ON CONFLICT DO NOTHING`,
        [rows.map((row) => row.externalId)],
      );
    // Whoever looks for the deadlock is who is refused for it.
    await other.query("SET deadlock_timeout = '60s'; BEGIN");
    await insert([second]);
    await other.query("SAVEPOINT before");
    await insert(before);
    const outcomes = Promise.allSettled(before.map((row) => store.store(row)));
    await until("statements to wait", async () => (await waiting()) === STATEMENTS_AT_ONCE);
    const together = [first, second].map((row) => store.store(row));
    await other.query("ROLLBACK TO before");
    await outcomes;
    await until("them to wait for the other's", async () => (await waiting()) === 1);
    await insert([first]);
    await other.query("COMMIT");
    await other.end();
    // Which of the two was first with the first one is anybody's guess.
    expect(await Promise.all(together)).toEqual([expect.stringMatching(/^(?:stored|duplicate)$/), "duplicate"]);
  });

  it("are stored while every other connection is taken by work that does not end [ACK-5]", async () => {
    const { pool, reserved } = test.database;
    const taken = await Promise.all(Array.from({ length: pool.options.max }, () => pool.connect()));
    try {
      expect(await createRawStore(reserved).store(fresh())).toBe("stored");
    } finally {
      for (const client of taken) client.release();
    }
  });
});
