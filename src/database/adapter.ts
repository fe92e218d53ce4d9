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

/** Asked before a statement goes out: null, or it waits. */
export type GiveWay = () => Promise<void> | null;

/**
 * Prisma's adapter over our pool, with two changes: a COMMIT which stores nothing is an error, and statements give way to
 * whoever is in a hurry.
 */
export function createAdapter(pool: Pool, giveWay: GiveWay): PrismaPg {
  const factory = new PrismaPg(pool);
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const adapter = await connect();
    const start = adapter.startTransaction.bind(adapter);
    adapter.startTransaction = async (level) => {
      await giveWay();
      return givingWay(checkCommit(await start(level)), giveWay);
    };
    return before(adapter, async () => void (await giveWay()));
  };
  return factory;
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

/** A transaction that was held up so long is not held up again: whoever is in a hurry may wait for what it has locked. */
const MOST_HELD_MS = 40;
const ENDS_TRANSACTION = /^(?:COMMIT|ROLLBACK)$/;

function givingWay(transaction: DriverTransaction, giveWay: GiveWay): DriverTransaction {
  let heldMs = 0;
  let hasEnded = false;
  return before(transaction, async (sql) => {
    // What holds locks and a connection is not kept from letting them go.
    if (ENDS_TRANSACTION.test(sql)) hasEnded = true;
    else if (heldMs < MOST_HELD_MS) {
      const began = performance.now();
      await giveWay();
      heldMs += performance.now() - began;
      // It ran out of time meanwhile, and its connection may have another one by now.
      if (hasEnded) throw new EndedTransactionError();
    }
  });
}

/** Has `hold` end before each statement goes out. */
function before<T extends Pick<Adapter, "queryRaw" | "executeRaw">>(on: T, hold: (sql: string) => Promise<void>): T {
  const query = on.queryRaw.bind(on);
  const execute = on.executeRaw.bind(on);
  on.queryRaw = async (statement) => {
    await hold(statement.sql);
    return await query(statement);
  };
  on.executeRaw = async (statement) => {
    await hold(statement.sql);
    return await execute(statement);
  };
  return on;
}
