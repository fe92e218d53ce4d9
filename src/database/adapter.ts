import { PrismaPg } from "@prisma/adapter-pg";
import type { Pool, PoolClient } from "pg";

type Adapter = Awaited<ReturnType<PrismaPg["connect"]>>;
type DriverTransaction = Awaited<ReturnType<Adapter["startTransaction"]>>;

/** A statement of the transaction failed, its error was caught, and the transaction went on: nothing of it is stored. */
export class BrokenTransactionError extends Error {
  override readonly name = "BrokenTransactionError";

  constructor() {
    super("A statement of this transaction failed, and so nothing of it is stored. Do not catch errors inside of one.");
  }
}

/** The transaction ended before a statement of it went out. */
class EndedTransactionError extends Error {
  override readonly name = "EndedTransactionError";

  constructor() {
    super("The transaction has ended, and this statement of it was not sent.");
  }
}

/** What statements wait for, `atMostMs`: before they go out, and before their results are used. Null: for nothing. */
export interface Way {
  readonly give: (atMostMs: number) => Promise<void> | null;
  readonly inTurn: (atMostMs: number) => Promise<void> | null;
}

/**
 * Prisma's adapter over our pool, with two changes: a COMMIT which stores nothing is an error, and statements give way to
 * whoever is in a hurry.
 */
export function createAdapter(pool: Pool, way: Way): PrismaPg {
  const factory = new PrismaPg(pool);
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const adapter = await connect();
    const start = adapter.startTransaction.bind(adapter);
    adapter.startTransaction = async (level) => {
      const hold = createPatience();
      await hold(way.give);
      return transactionGivingWay(checkCommit(await start(level)), way, hold);
    };
    return around(adapter, () => {
      const hold = createPatience();
      return { before: () => hold(way.give), after: () => hold(way.inTurn) };
    });
  };
  return factory;
}

/** An acknowledgement takes 10 ms where it has way. Where it takes longer, to wait for it is no help. */
const MOST_HELD_MS = 40;

/** Waits, and remembers for how long: a statement, or a transaction, is held up for so long in all. */
type Hold = (by: Way[keyof Way]) => Promise<void>;

function createPatience(): Hold {
  let leftMs = MOST_HELD_MS;
  return async (by) => {
    const wait = by(Math.max(leftMs, 0));
    if (wait === null) return;
    const began = performance.now();
    await wait;
    leftMs -= performance.now() - began;
  };
}

/**
 * PostgreSQL answers the COMMIT of a transaction in which a statement failed with a ROLLBACK, and no error. Prisma does
 * not look at the answer, and would report what was never stored as stored. Asking before the COMMIT is no help: the
 * driver hears of a statement's error earlier than of what that did to the transaction.
 */
function checkCommit(transaction: DriverTransaction): DriverTransaction {
  // The adapter keeps its client to itself; a test holds it to this name.
  const { client } = transaction as unknown as { readonly client: PoolClient };
  const execute = transaction.executeRaw.bind(transaction);
  transaction.executeRaw = async (query) => {
    if (query.sql !== "COMMIT") return await execute(query);
    const { command } = await client.query("COMMIT");
    if (command !== "COMMIT") throw new BrokenTransactionError();
    return 0;
  };
  return transaction;
}

const ENDS_TRANSACTION = /^(?:COMMIT|ROLLBACK)$/;

/** Whoever is in a hurry may wait for what it has locked. */
function transactionGivingWay(transaction: DriverTransaction, way: Way, hold: Hold): DriverTransaction {
  let hasEnded = false;
  return around(transaction, (sql) => {
    // What holds locks and a connection is not kept from letting them go.
    const isEnd = ENDS_TRANSACTION.test(sql);
    return {
      async before() {
        if (!isEnd) await hold(way.give);
        // It ran out of time meanwhile, and its connection may have another one by now.
        if (hasEnded && !isEnd) throw new EndedTransactionError();
        hasEnded ||= isEnd;
      },
      async after() {
        if (isEnd) await way.inTurn(0);
        else await hold(way.inTurn);
      },
    };
  });
}

interface Around {
  before(): Promise<void>;
  after(): Promise<void>;
}

/** Has something done before each statement goes out, and before its result is used. */
function around<T extends Pick<Adapter, "queryRaw" | "executeRaw">>(on: T, waits: (sql: string) => Around): T {
  const query = on.queryRaw.bind(on);
  const execute = on.executeRaw.bind(on);
  on.queryRaw = async (statement) => {
    const { before, after } = waits(statement.sql);
    await before();
    const result = await query(statement);
    await after();
    return result;
  };
  on.executeRaw = async (statement) => {
    const { before, after } = waits(statement.sql);
    await before();
    const count = await execute(statement);
    await after();
    return count;
  };
  return on;
}
