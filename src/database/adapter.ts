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
  give(atMostMs: number): Promise<void> | null;
  inTurn(atMostMs: number): Promise<void> | null;
}

/** An acknowledgement takes 10 ms where it has way. Where it takes longer, to wait for it is no help. */
const MOST_HELD_MS = 40;

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
      await way.give(MOST_HELD_MS);
      return transactionGivingWay(checkCommit(await start(level)), way);
    };
    return around(adapter, {
      before: async () => void (await way.give(MOST_HELD_MS)),
      after: async () => void (await way.inTurn(MOST_HELD_MS)),
    });
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

const ENDS_TRANSACTION = /^(?:COMMIT|ROLLBACK)$/;

/** It is held up for so long in all, not more: whoever is in a hurry may wait for what it has locked. */
function transactionGivingWay(transaction: DriverTransaction, way: Way): DriverTransaction {
  let leftMs = MOST_HELD_MS;
  let hasEnded = false;
  const held = async (hold: (atMostMs: number) => Promise<void> | null): Promise<void> => {
    const began = performance.now();
    await hold(leftMs);
    leftMs -= performance.now() - began;
  };
  return around(transaction, {
    async before(sql) {
      // What holds locks and a connection is not kept from letting them go.
      if (ENDS_TRANSACTION.test(sql)) hasEnded = true;
      else {
        await held(way.give);
        // It ran out of time meanwhile, and its connection may have another one by now.
        if (hasEnded) throw new EndedTransactionError();
      }
    },
    async after(sql) {
      if (ENDS_TRANSACTION.test(sql)) await way.inTurn(0);
      else await held(way.inTurn);
    },
  });
}

interface Around {
  before(sql: string): Promise<void>;
  after(sql: string): Promise<void>;
}

/** Has something done before each statement goes out, and before its result is used. */
function around<T extends Pick<Adapter, "queryRaw" | "executeRaw">>(on: T, { before, after }: Around): T {
  const query = on.queryRaw.bind(on);
  const execute = on.executeRaw.bind(on);
  on.queryRaw = async (statement) => {
    await before(statement.sql);
    const result = await query(statement);
    await after(statement.sql);
    return result;
  };
  on.executeRaw = async (statement) => {
    await before(statement.sql);
    const count = await execute(statement);
    await after(statement.sql);
    return count;
  };
  return on;
}
