import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createAdapter } from "../../src/database/adapter.ts";
import { createEmptyDatabase } from "../harness/database.ts";

type Adapter = Awaited<ReturnType<ReturnType<typeof createAdapter>["connect"]>>;
type Statement = Parameters<Adapter["queryRaw"]>[0];

let empty: Awaited<ReturnType<typeof createEmptyDatabase>>;
let pool: pg.Pool;
let adapter: Adapter;
/** Null: nobody is in a hurry. */
let way: PromiseWithResolvers<void> | null;
/** Null: nothing else goes on. */
let turn: PromiseWithResolvers<void> | null;
/** How long it was said that results may be held up for. */
let mayHold: number[];
beforeAll(async () => {
  empty = await createEmptyDatabase();
  pool = new pg.Pool({ connectionString: empty.url, max: 4 });
  adapter = await createAdapter(pool, {
    give: (atMostMs) => (atMostMs > 0 ? (way?.promise ?? null) : null),
    inTurn(atMostMs) {
      mayHold.push(atMostMs);
      return turn?.promise ?? null;
    },
  }).connect();
});
afterAll(async () => {
  await pool.end();
  await empty.drop();
});
beforeEach(async () => {
  way = null;
  turn = null;
  mayHold = [];
  await pool.query("CREATE TABLE told (what text)");
});
afterEach(async () => {
  // What a test that failed has left waiting holds its transaction, and the table.
  way?.resolve();
  turn?.resolve();
  await pool.query("DROP TABLE told");
});

/** Is over by itself, so long after it is asked for. */
function lasting(ms: number): PromiseWithResolvers<void> {
  const all = Promise.withResolvers<void>();
  return {
    ...all,
    get promise() {
      setTimeout(all.resolve, ms);
      return all.promise;
    },
  };
}

const sql = (text: string): Statement => ({ sql: text, args: [], argTypes: [] });
const tell = (what: string): Statement => sql(`INSERT INTO told VALUES ('${what}')`);
const told = async (): Promise<string[]> =>
  (await pool.query<{ what: string }>("SELECT what FROM told ORDER BY what")).rows.map(({ what }) => what);

describe("while somebody is in a hurry [ACK-9]", () => {
  it("what begins waits: a statement by itself, a transaction", async () => {
    way = Promise.withResolvers();
    const held = Promise.all([
      adapter.executeRaw(tell("change")),
      adapter.queryRaw(sql("INSERT INTO told VALUES ('query') RETURNING what")),
      adapter.startTransaction().then(async (transaction) => {
        await transaction.executeRaw(tell("transaction"));
        await transaction.executeRaw(sql("COMMIT"));
        await transaction.commit();
      }),
    ]);
    expect(await told()).toEqual([]);
    way.resolve();
    await held;
    expect(await told()).toEqual(["change", "query", "transaction"]);
  });

  it.each(["COMMIT", "ROLLBACK"])("a statement of a transaction waits, its %s does not", async (end) => {
    const transaction = await adapter.startTransaction();
    await transaction.executeRaw(tell("before"));
    way = Promise.withResolvers();
    let isTold = false;
    const held = transaction.executeRaw(tell("held")).then(() => {
      isTold = true;
    });
    await pool.query("SELECT 1");
    expect(isTold).toBe(false);
    way.resolve();
    await held;
    way = Promise.withResolvers();
    await transaction.executeRaw(sql(end));
    await transaction.commit();
    expect(await told()).toEqual(end === "COMMIT" ? ["before", "held"] : []);
  });

  it("a statement that waited until its transaction had ended is never sent", async () => {
    const transaction = await adapter.startTransaction();
    way = Promise.withResolvers();
    const held = transaction.executeRaw(tell("late"));
    await transaction.executeRaw(sql("ROLLBACK"));
    await transaction.rollback();
    way.resolve();
    await expect(held).rejects.toThrow(/ended/);
    expect(await told()).toEqual([]);
  });

  it("what is asked is done at once, and who asked goes on in his turn", async () => {
    turn = Promise.withResolvers();
    const gone: string[] = [];
    const all = Promise.all([
      adapter.executeRaw(tell("change")).then(() => gone.push("change")),
      adapter.queryRaw(sql("INSERT INTO told VALUES ('query') RETURNING what")).then(() => gone.push("query")),
    ]);
    while (mayHold.length < 2) await pool.query("SELECT 1");
    expect(await told()).toEqual(["change", "query"]);
    expect(gone).toEqual([]);
    turn.resolve();
    await all;
    expect(mayHold).toEqual([40, 40]);
  });

  it("a statement waits for so long in all, before it and after it", async () => {
    way = lasting(30);
    await adapter.executeRaw(tell("change"));
    expect(mayHold).toHaveLength(1);
    expect(mayHold[0]).toBeLessThan(15);
    way = null;
    await adapter.executeRaw(tell("another"));
    expect(mayHold[1]).toBe(40);
  });

  it("what a transaction waited for its results counts, and so does what it waited to begin", async () => {
    way = lasting(15);
    const transaction = await adapter.startTransaction();
    turn = lasting(30);
    await transaction.executeRaw(tell("it"));
    // Nobody lets it go: it would wait for ever.
    way = Promise.withResolvers();
    await transaction.executeRaw(tell("more"));
    expect(mayHold.at(-1)).toBe(0);
    await transaction.executeRaw(sql("ROLLBACK"));
    await transaction.rollback();
    expect(mayHold.at(-1)).toBe(0);
    expect(await told()).toEqual([]);
  });

  it("the end of a transaction goes on in its turn, whoever is in a hurry", async () => {
    const transaction = await adapter.startTransaction();
    await transaction.executeRaw(tell("it"));
    await transaction.executeRaw(sql("COMMIT"));
    await transaction.commit();
    expect(mayHold.at(-1)).toBe(0);
    expect(mayHold[0]).toBeGreaterThan(0);
  });

  it("a transaction waits for so long in all, and no longer", async () => {
    const transaction = await adapter.startTransaction();
    for (const what of ["a", "b", "c"]) {
      way = lasting(30);
      await transaction.executeRaw(tell(what));
    }
    way = Promise.withResolvers();
    await transaction.executeRaw(tell("d"));
    await transaction.executeRaw(sql("COMMIT"));
    await transaction.commit();
    expect(await told()).toEqual(["a", "b", "c", "d"]);
  });
});
