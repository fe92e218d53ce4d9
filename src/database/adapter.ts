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

/** Asked before a statement goes out: null, or it waits. */
export type GiveWay = () => Promise<void> | null;

/**
 * Prisma's adapter over our pool, with two changes: a COMMIT which stores nothing is an error, and what does not end a
 * transaction gives way to whoever is in a hurry.
 */
export function createAdapter(pool: Pool, giveWay: GiveWay): PrismaPg {
  const factory = new PrismaPg(pool);
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const adapter = polite(await connect(), giveWay);
    const start = adapter.startTransaction.bind(adapter);
    adapter.startTransaction = async (level) => {
      await giveWay();
      return checkCommit(polite(await start(level), giveWay));
    };
    return adapter;
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

function polite<T extends Pick<Adapter, "queryRaw" | "executeRaw">>(adapter: T, giveWay: GiveWay): T {
  const query = adapter.queryRaw.bind(adapter);
  const execute = adapter.executeRaw.bind(adapter);
  adapter.queryRaw = async (statement) => {
    await giveWay();
    return await query(statement);
  };
  adapter.executeRaw = async (statement) => {
    // What holds locks and a connection is not kept from letting them go.
    if (!ENDS_TRANSACTION.test(statement.sql)) await giveWay();
    return await execute(statement);
  };
  return adapter;
}

const ENDS_TRANSACTION = /^(?:COMMIT|ROLLBACK)$/;
