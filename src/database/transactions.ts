import { AsyncLocalStorage } from "node:async_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { type Changes, createChanges, noteTouched, type Subject } from "./changes.ts";
import type { Prisma, PrismaClient } from "./generated/client.ts";
import { MAX_WAIT_MS } from "./pool.ts";
import { scrubError } from "./scrub-error.ts";
import { isConflict, isUniqueViolation } from "./sql-error.ts";

/** Prisma's queries, in a transaction or outside of one. For functions that only read, or write one thing. */
export type Queries = Omit<Prisma.TransactionClient, "$transaction">;

/** Prisma's queries in a running transaction. Only `transaction` makes one. Its own `$transaction` is a savepoint. */
export type Tx = Prisma.TransactionClient & { readonly [inTransaction]: true };
declare const inTransaction: unique symbol;

interface TransactionOptions {
  /** How often it may be run again. 3 unless told. */
  readonly retries?: number;
  /** Run it again also when a unique constraint refused a row: for functions that look first, and find it then. */
  readonly retryUniqueViolations?: boolean;
}

export interface Transactions {
  /**
   * Runs `work` in one transaction, READ COMMITTED, and resolves with its result after COMMIT: what others are to hear
   * of it comes after this. A throw inside rolls back and comes out here. Run again after a deadlock or a serialization
   * failure, so `work` must do nothing but queries on its `tx`, each of them awaited.
   * @throws {BrokenTransactionError} when `work` caught the error of a statement and went on.
   */
  transaction<T>(work: (tx: Tx) => Promise<T>, options?: TransactionOptions): Promise<T>;
  /** Reads only, all of it as of one moment: REPEATABLE READ. Nothing waits for it. */
  snapshot<T>(read: (tx: Tx) => Promise<T>): Promise<T>;
  /**
   * For single statements outside of any transaction. Throws when it is used inside a running one, where it would
   * succeed unnoticed by it, and stay when it is rolled back.
   */
  readonly outside: Queries;
  /** What transactions have changed, told after their COMMIT. */
  readonly changes: Changes;
}

const RETRIES = 3;
/** Up to this long before the first retry, and twice as long before each further one, ms. */
const FIRST_PAUSE_MS = 20;
/** Longer than a single statement may take. */
const MAX_TRANSACTION_MS = 30_000;

const LIMITS = { maxWait: MAX_WAIT_MS, timeout: MAX_TRANSACTION_MS } as const;

/** The two ways to query the database of this client. */
export function createTransactions(prisma: PrismaClient): Transactions {
  // What a transaction has set off may live on after it; then it is outside again.
  const running = new AsyncLocalStorage<{ open: boolean }>();

  const refuseInside = (what: string): void => {
    if (running.getStore()?.open) throw new Error(`${what} inside a transaction: use its tx.`);
  };

  const inScope = async <T>(tx: Prisma.TransactionClient, work: (tx: Tx) => Promise<T>): Promise<T> => {
    const scope = { open: true };
    try {
      // Awaited in there: a query of Prisma's that `work` hands back has not begun yet.
      return await running.run(scope, async () => await work(tx as Tx));
    } finally {
      scope.open = false;
    }
  };

  const changes = createChanges();
  const once = async <T>(work: (tx: Tx) => Promise<T>): Promise<T> => {
    let subjects: ReadonlySet<Subject> = new Set();
    const result = await prisma.$transaction((tx) => {
      subjects = noteTouched(tx);
      return inScope(tx, work);
    }, LIMITS);
    changes.tell(subjects);
    return result;
  };

  return {
    changes,
    async transaction(work, { retries = RETRIES, retryUniqueViolations = false } = {}) {
      refuseInside("A transaction was begun");
      for (let attempt = 0; ; attempt += 1) {
        try {
          return await once(work);
        } catch (error) {
          const worthAnother = isConflict(error) || (retryUniqueViolations && isUniqueViolation(error));
          if (!worthAnother || attempt >= retries) throw scrubError(error);
        }
        await sleep(Math.random() * FIRST_PAUSE_MS * 2 ** attempt);
      }
    },
    async snapshot(read) {
      refuseInside("A snapshot was taken");
      try {
        return await prisma.$transaction((tx) => inScope(tx, read), { ...LIMITS, isolationLevel: "RepeatableRead" });
      } catch (error) {
        throw scrubError(error);
      }
    },
    outside: prisma.$extends({
      query: {
        async $allOperations({ model, operation, args, query }) {
          refuseInside(`The outer client's ${model ? `${model}.` : ""}${operation} was used`);
          try {
            return await query(args);
          } catch (error) {
            throw scrubError(error);
          }
        },
      },
      // An extended client has the same queries under a type that is too general to say so.
    }) as unknown as Queries,
  };
}
