import { setTimeout as sleep } from "node:timers/promises";
import type { Database } from "../../database/database.ts";
import type { Embedder } from "../../embedding/embedder.ts";
import { alone } from "../../jobs/alone.ts";
import type { Holdings } from "./holdings.ts";
import type { Maker } from "./maker.ts";
import { type Kind, READ_AT_ONCE, readVectors } from "./vector-table.ts";

/**
 * So many looks into the table that bring nothing we miss: whoever holds the lock makes other texts, from a folder of
 * its own, or stands still. Ours are made beside it then.
 */
const PATIENCE_LOOKS = 15;

export interface CompleteDeps {
  readonly database: Pick<Database, "pool">;
  readonly embedder: Embedder;
  readonly holdings: Holdings;
  readonly maker: Maker;
  /** How often is looked for what another process has made, ms. */
  readonly pollMs: number;
}

/**
 * Sees to it that what is missing comes: of all processes on the database one makes, by a lock that is let go when it
 * has all it wants, or trouble, or dies; the others look for what it has stored. Resolves when nothing is missing, other
 * texts are wanted, or the signal aborts. @throws what the database does.
 */
export async function complete(stop: AbortSignal, deps: CompleteDeps): Promise<void> {
  const { holdings, pollMs } = deps;
  const { generation } = holdings;
  const isOver = (): boolean => holdings.generation !== generation || holdings.missing.size === 0;
  const over = new AbortController();
  const signal = AbortSignal.any([stop, over.signal]);
  const turn = { isOurs: false, looksInVain: 0 };

  const contest = async (): Promise<void> => {
    while (!signal.aborted && !isOver()) {
      const waitMs = deps.maker.waitsUntil - performance.now();
      if (waitMs > 0) await sleep(waitMs, undefined, { signal }).catch(() => {});
      else await makeAlone(signal, turn, deps);
    }
  };
  const watch = async (): Promise<void> => {
    while (!signal.aborted && !isOver()) {
      await sleep(pollMs, undefined, { signal }).catch(() => {});
      if (signal.aborted || turn.isOurs) continue;
      const come = await look([...holdings.missing], deps.embedder, deps);
      turn.looksInVain = come > 0 ? 0 : turn.looksInVain + 1;
    }
  };
  // A batch that is being made is not given up because other texts are wanted; waiting for the lock is.
  const endWaiting = (): void => {
    if (!turn.isOurs) over.abort();
  };
  const ended = await Promise.allSettled([contest().finally(() => over.abort()), watch().finally(endWaiting)]);
  for (const result of ended) if (result.status === "rejected") throw result.reason;
}

interface Turn {
  isOurs: boolean;
  looksInVain: number;
}

async function makeAlone(stop: AbortSignal, turn: Turn, { embedder, maker, database, pollMs }: CompleteDeps) {
  const tired = new AbortController();
  const look = setInterval(() => {
    if (!turn.isOurs && turn.looksInVain >= PATIENCE_LOOKS) tired.abort();
  }, pollMs);
  const make = async (signal: AbortSignal): Promise<void> => {
    turn.isOurs = true;
    await maker.make(signal).finally(() => {
      turn.isOurs = false;
      turn.looksInVain = 0;
    });
  };
  try {
    turn.looksInVain = 0;
    await alone(`vectors:${embedder.model}`, make, AbortSignal.any([stop, tired.signal]), { pool: database.pool });
  } finally {
    clearInterval(look);
  }
  if (tired.signal.aborted && !stop.aborted) await make(stop);
}

/** Takes over from the table what it has of these texts by one model. Returns how many vectors came. @throws what the database does. */
export async function look(
  hashes: readonly string[],
  kind: Kind,
  { holdings, database }: Pick<CompleteDeps, "holdings" | "database">,
): Promise<number> {
  let come = 0;
  for (let from = 0; from < hashes.length; from += READ_AT_ONCE) {
    come += holdings.put(await readVectors(hashes.slice(from, from + READ_AT_ONCE), kind, database));
  }
  return come;
}
