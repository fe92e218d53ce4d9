import { setTimeout as sleep } from "node:timers/promises";
import type { PoolClient } from "pg";
import type { Database } from "../database/database.ts";

/** How soon another process takes over what one has let go. */
const TRY_EVERY_MS = 2_000;
/** How often is looked whether the connection is still there. One that died without a word is noticed after two looks. */
const LOOK_EVERY_MS = 5_000;

/**
 * Waits until this process is the only one, of all on the database, that has `name`, and runs `work` while it is: an
 * advisory lock, which ends with its connection and so with its process. `work` is told by its signal when the connection
 * is lost, or when `signal` is aborted. Resolves when `work` has ended, or when `signal` was aborted before it began.
 */
export async function alone(
  name: string,
  work: (signal: AbortSignal) => Promise<void>,
  signal: AbortSignal,
  { pool }: Pick<Database, "pool">,
): Promise<void> {
  while (!signal.aborted) {
    const client = await pool.connect();
    const lost = new AbortController();
    const lose = (): void => lost.abort(new Error("the lock's connection is gone"));
    client.on("error", lose);
    client.on("end", lose);
    try {
      const { rows } = await client.query("SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS won", [name]);
      if (rows[0]?.won === true) return await hold(client, lost, work, signal);
    } finally {
      client.off("error", lose);
      client.off("end", lose);
      // With the connection goes the lock: to ask for that on one that is dead without a word would take for ever.
      client.release(true);
    }
    await sleep(TRY_EVERY_MS, undefined, { signal }).catch(() => {});
  }
}

async function hold(
  client: PoolClient,
  lost: AbortController,
  work: (signal: AbortSignal) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const look = setInterval(() => {
    answers(client).catch(() => lost.abort(new Error("the lock's connection is gone")));
  }, LOOK_EVERY_MS);
  try {
    await work(AbortSignal.any([signal, lost.signal]));
  } finally {
    clearInterval(look);
  }
}

/** Rejects when the connection is gone, or does not say in time that it is there. */
async function answers(client: PoolClient): Promise<void> {
  const late = sleep(LOOK_EVERY_MS, undefined, { ref: false }).then(() => {
    throw new Error("no answer");
  });
  await Promise.race([client.query("SELECT 1"), late]);
}
