import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { BrokenTransactionError } from "../../src/database/adapter.ts";
import type { Database } from "../../src/database/database.ts";
import type { Tx } from "../../src/database/transactions.ts";
import { createTestDatabase, type TestDatabase } from "../harness/database.ts";

let test: TestDatabase;
let database: Database;
let a: string;
let b: string;

beforeAll(async () => {
  test = await createTestDatabase();
  database = test.database;
});
afterAll(() => test.drop());
beforeEach(async () => {
  [a, b] = [randomUUID(), randomUUID()];
  await database.outside.contact.createMany({ data: [{ id: a }, { id: b }] });
});

const nameOf = async (id: string): Promise<string | null> =>
  (await database.outside.contact.findUniqueOrThrow({ where: { id } })).name;

const rename = (tx: Tx, id: string, name: string): Promise<unknown> =>
  tx.contact.update({ where: { id }, data: { name } });

/** Ends the statement with an error of PostgreSQL's. */
const fail = (tx: Tx, code: string): Promise<unknown> =>
  tx.$executeRawUnsafe(`DO $$ BEGIN RAISE EXCEPTION 'on purpose' USING ERRCODE = '${code}'; END $$`);

describe("a snapshot", () => {
  it("is of one moment, whatever is committed meanwhile", async () => {
    const read = Promise.withResolvers<void>();
    const written = Promise.withResolvers<void>();
    const seen = database.snapshot(async (tx) => {
      const before = await tx.contact.findUnique({ where: { id: a } });
      read.resolve();
      await written.promise;
      const after = await tx.contact.findUnique({ where: { id: a } });
      expect(await nameOf(a).catch(String)).toMatch(/inside a transaction/);
      return [before?.name, after?.name];
    });
    await read.promise;
    await database.outside.contact.update({ where: { id: a }, data: { name: "Ada" } });
    written.resolve();
    expect(await seen).toEqual([null, null]);
    expect(await nameOf(a)).toBe("Ada");
  });
});

describe("a transaction", () => {
  it("is stored when its promise resolves", async () => {
    const result = await database.transaction(async (tx) => {
      await rename(tx, a, "Ada");
      expect(await nameOf(a).catch(String)).toMatch(/inside a transaction/);
      return 42;
    });
    expect(result).toBe(42);
    expect(await nameOf(a)).toBe("Ada");
  });

  it("leaves nothing when it throws, and throws the same", async () => {
    const mine = new Error("changed my mind");
    const thrown = database.transaction(async (tx) => {
      await rename(tx, a, "Ada");
      throw mine;
    });
    await expect(thrown).rejects.toBe(mine);
    expect(await nameOf(a)).toBeNull();
  });

  it("reads what others have committed meanwhile", async () => {
    const read = Promise.withResolvers<void>();
    const written = Promise.withResolvers<void>();
    const seen = database.transaction(async (tx) => {
      const before = await tx.contact.findUnique({ where: { id: a } });
      read.resolve();
      await written.promise;
      const after = await tx.contact.findUnique({ where: { id: a } });
      return [before?.name, after?.name];
    });
    await read.promise;
    await database.transaction((tx) => rename(tx, a, "Ada"));
    written.resolve();

    expect(await seen).toEqual([null, "Ada"]);
  });
});

describe("a transaction in which a statement failed", () => {
  it("says so when a caught error has undone it, and leaves a connection that works", async () => {
    const swallowing = database.transaction(async (tx) => {
      await rename(tx, a, "Ada");
      await fail(tx, "22000").catch(() => {});
      return "stored, or so it seems";
    });
    await expect(swallowing).rejects.toThrow(BrokenTransactionError);

    expect(await nameOf(a)).toBeNull();
    const everyConnection = Array.from({ length: 12 }, () => database.transaction((tx) => tx.contact.count()));
    await expect(Promise.all(everyConnection)).resolves.toHaveLength(12);
  });

  it("goes on after an error that a savepoint holds", async () => {
    await database.transaction(async (tx) => {
      const attempt = tx.$transaction(async (savepoint) => {
        await savepoint.contact.update({ where: { id: b }, data: { name: "Bob" } });
        await savepoint.$queryRaw`SELECT 1 / 0`;
      });
      await attempt.catch(() => {});
      await rename(tx, a, "Ada");
    });
    expect(await nameOf(a)).toBe("Ada");
    expect(await nameOf(b)).toBeNull();
  });
});

describe("the outer client", () => {
  it.each<[string, (outside: Database["outside"]) => Promise<unknown>]>([
    ["a model's query", (outside) => outside.contact.count()],
    [
      "a write with a transaction of its own",
      (outside) => outside.contact.create({ data: { addresses: { create: [] } } }),
    ],
    ["raw SQL", (outside) => outside.$queryRaw`SELECT 1`],
  ])("refuses %s inside a transaction", async (_name, query) => {
    await expect(database.transaction(() => query(database.outside))).rejects.toThrow(
      /inside a transaction: use its tx/,
    );
  });

  it("refuses it in what the transaction calls, however deep [DB-8]", async () => {
    const deep = async (): Promise<unknown> => {
      await new Promise(setImmediate);
      return await Promise.all([1, 2].map(() => database.outside.contact.count()));
    };
    await expect(database.transaction(deep)).rejects.toThrow(/inside a transaction/);
  });

  it("refuses a query that was written down before and awaited inside", async () => {
    const lazy = database.outside.contact.count();
    await expect(database.transaction(() => lazy)).rejects.toThrow(/inside a transaction/);
  });

  it("is free again after it, also for what the transaction has set off", async () => {
    const ended = Promise.withResolvers<void>();
    let later: Promise<number> | undefined;
    await database.transaction(async () => {
      later = ended.promise.then(() => database.outside.contact.count());
    });
    ended.resolve();
    expect(await later).toBeGreaterThan(0);
    expect(await database.outside.contact.count()).toBeGreaterThan(0);
  });

  it("is free beside it", async () => {
    const counted = Promise.withResolvers<void>();
    const running = database.transaction(() => counted.promise);
    expect(await database.outside.contact.count()).toBeGreaterThan(0);
    counted.resolve();
    await running;
  });

  it("cannot begin a transaction inside of one either", async () => {
    const nested = database.transaction(() => database.transaction(async () => {}));
    await expect(nested).rejects.toThrow("A transaction was begun inside a transaction");
  });
});

describe("bad luck", () => {
  it("is tried again: the loser of a deadlock", async () => {
    let runs = 0;
    const bothHaveOne = Array.from({ length: 2 }, () => Promise.withResolvers<void>());
    const renameBoth = (first: string, second: string, turn: number): Promise<unknown> =>
      database.transaction(async (tx) => {
        runs += 1;
        await rename(tx, first, `by ${turn}`);
        bothHaveOne[turn]?.resolve();
        await Promise.all(bothHaveOne.map(({ promise }) => promise));
        await rename(tx, second, `by ${turn}`);
      });

    await Promise.all([renameBoth(a, b, 0), renameBoth(b, a, 1)]);

    expect(runs).toBe(3);
    expect(await nameOf(a)).toBe(await nameOf(b));
  });

  it.each([
    ["40001", {}, 4],
    ["40P01", { retries: 1 }, 2],
    ["40P01", { retries: 0 }, 1],
    ["23505", {}, 1],
    ["23505", { retryUniqueViolations: true }, 4],
    ["23514", { retryUniqueViolations: true }, 1],
    ["57014", {}, 1],
  ])("has its limits: %s with %o runs %i times", async (code, options, times) => {
    let runs = 0;
    const unlucky = database.transaction(async (tx) => {
      runs += 1;
      await rename(tx, a, `run ${runs}`);
      await fail(tx, code);
    }, options);

    await expect(unlucky).rejects.toThrow(/on purpose|deadlock/);
    expect(runs).toBe(times);
    expect(await nameOf(a)).toBeNull();
  });
});

describe("what others do meanwhile", () => {
  it("is found on the second look: a row that another inserted after the first", async () => {
    const address = { channel: "email", address: `${a}@example.com` } as const;
    const bothHaveLooked = Array.from({ length: 2 }, () => Promise.withResolvers<void>());
    const addressOf = (contactId: string, turn: number): Promise<string> =>
      database.transaction(
        async (tx) => {
          const found = await tx.contactAddress.findUnique({ where: { channel_address: address } });
          bothHaveLooked[turn]?.resolve();
          await Promise.all(bothHaveLooked.map(({ promise }) => promise));
          return (found ?? (await tx.contactAddress.create({ data: { ...address, contactId, identity: "claimed" } })))
            .id;
        },
        { retryUniqueViolations: true },
      );

    const [one, other] = await Promise.all([addressOf(a, 0), addressOf(b, 1)]);
    expect(one).toBe(other);
  });

  it("does not bring a second run when the connection is lost: nobody knows what became of a COMMIT", async () => {
    let runs = 0;
    const lost = database.transaction(async (tx) => {
      runs += 1;
      await tx.$executeRaw`SELECT pg_terminate_backend(pg_backend_pid())`;
    });
    await expect(lost).rejects.toThrow(/terminating connection/);
    expect(runs).toBe(1);
    expect(await database.isUp()).toBe(true);
  });
});

describe("errors", () => {
  const words = "my card number is 4111";
  const insert = (queries: Database["outside"], values: { seq: number; at: Date }): Promise<unknown> =>
    queries.event.create({ data: { conversationId: a, kind: "noted", data: { words }, ...values } });

  it.each([
    ["a value that Prisma refuses", { seq: 1, at: new Date(Number.NaN) }, /event\.create.*refused.*`at`/],
    ["a row that a check refuses", { seq: 0, at: new Date() }, /Event_place_check/],
  ])("do not quote %s", async (_name, values, message) => {
    const outside = (): Promise<unknown> => insert(database.outside, values);
    const inside = (): Promise<unknown> => database.transaction((tx) => insert(tx, values));
    const wrapped = (): Promise<unknown> =>
      database.transaction((tx) =>
        insert(tx, values).catch((cause: unknown) => Promise.reject(new Error(String(message), { cause }))),
      );
    for (const attempt of [outside, inside, wrapped]) {
      const error = await attempt().catch((caught: unknown) => caught);
      expect(inspected(error)).toMatch(message);
      expect(inspected(error)).not.toContain(words);
    }
  });
});

/** All that a logger could find on an error. */
function inspected(error: unknown): string {
  if (typeof error !== "object" || error === null) return String(error);
  return Object.getOwnPropertyNames(error)
    .map((name) => inspected((error as Record<string, unknown>)[name]))
    .join("\n");
}
