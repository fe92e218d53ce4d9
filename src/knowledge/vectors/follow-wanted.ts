import { setTimeout as sleep } from "node:timers/promises";
import type { Database } from "../../database/database.ts";
import type { Embedder } from "../../embedding/embedder.ts";
import { waitAfter } from "./after-failure.ts";
import { complete, look } from "./complete.ts";
import type { Holdings } from "./holdings.ts";
import type { Maker } from "./maker.ts";
import type { Troubles } from "./report.ts";
import { touchVectors } from "./vector-table.ts";

const DAY_MS = 24 * 60 * 60 * 1_000;

export interface FollowDeps {
  readonly database: Pick<Database, "pool">;
  /** The preferred one first. */
  readonly embedders: readonly [Embedder, ...Embedder[]];
  readonly holdings: Holdings;
  readonly maker: Maker;
  readonly troubles: Troubles;
  readonly pollMs: number;
  readonly retryMs: number;
  /** The vectors that the table has are in memory. */
  readonly onLoaded: () => void;
}

/** Brings the vectors of what is wanted, again and again, until the signal aborts. */
export interface Follower {
  /** Others are wanted. */
  wake(): void;
  /** Resolves when nothing runs any more, after the signal. */
  ended(): Promise<void>;
}

export function followWanted(stop: AbortSignal, deps: FollowDeps): Follower {
  const bring = createBringer(stop, deps);
  let awake = new AbortController();
  let running: Promise<void> | undefined;

  const run = async (): Promise<void> => {
    let failures = 0;
    while (!stop.aborted) {
      // Before anything is read: what is wanted while it is, is seen after.
      awake = new AbortController();
      try {
        await bring();
        failures = 0;
        // Vectors in use for longer than they are kept are noted as such, though nothing changes.
        const signal = AbortSignal.any([stop, awake.signal]);
        await sleep(DAY_MS, undefined, { signal, ref: false }).catch(() => {});
      } catch (error) {
        if (stop.aborted) return;
        failures += 1;
        const ms = waitAfter({ code: "fault", retryAfterMs: null }, failures, deps.retryMs);
        deps.troubles.meet({ code: "database", words: `the table of vectors cannot be used (${nameOf(error)})` }, ms);
        await sleep(ms, undefined, { signal: stop }).catch(() => {});
      }
    }
  };

  return {
    wake() {
      awake.abort();
      running ??= run();
    },
    ended: async () => await running,
  };
}

function createBringer(stop: AbortSignal, deps: FollowDeps): () => Promise<void> {
  const { holdings, embedders, troubles, database } = deps;
  const [embedder] = embedders;
  let touched: { readonly at: number; readonly hashes: Set<string> } = { at: performance.now(), hashes: new Set() };

  const touch = async (): Promise<void> => {
    if (performance.now() - touched.at >= DAY_MS) touched = { at: performance.now(), hashes: new Set() };
    const hashes = [...holdings.wanted.keys()].filter((hash) => !touched.hashes.has(hash));
    if (hashes.length === 0) return;
    await touchVectors(
      hashes,
      embedders.map(({ model }) => model),
      database,
    );
    for (const hash of hashes) touched.hashes.add(hash);
  };

  return async () => {
    // Model by model: all that one has would come again and again because another one has none.
    for (const one of embedders) await look(holdings.lacking(one.model), one, deps);
    if (stop.aborted) return;
    deps.onLoaded();
    await touch();
    if (holdings.missing.size > 0) await complete(stop, { ...deps, embedder });
    if (holdings.missing.size === 0) troubles.end();
  };
}

/** Its message may quote what was stored. */
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  return "code" in error && typeof error.code === "string" ? error.code : error.name;
}
