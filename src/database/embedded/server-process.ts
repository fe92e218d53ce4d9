import { setTimeout as sleep } from "node:timers/promises";
import type { DatabaseLog } from "../database-log.ts";
import type { Account } from "./account.ts";
import type { Binaries } from "./binaries.ts";
import { nameOf, serverEnvironment } from "./cluster.ts";
import { type Kept, keep } from "./keeper.ts";
import { stopLeftovers } from "./leftovers.ts";
import { isStillInUse, readServerLog } from "./server-log.ts";
import { settingsWith } from "./server-settings.ts";

/** A server that accepts connections. */
export interface ServerProcess {
  /** Resolves, never rejects, once the server is gone, however that came, with its last words. */
  readonly ended: Promise<string>;
  /** Ends the sessions that are left, writes a checkpoint. Resolves when the server is gone. */
  stop(): Promise<void>;
}

export interface ServerOptions {
  readonly cluster: string;
  readonly binaries: Binaries;
  readonly account: Account | undefined;
  readonly settings: Readonly<Record<string, string>>;
}

/** Recovery after a crash takes seconds: it reads `max_wal_size` at most. */
const START_MS = 60_000;
/** How long sessions may take to end by themselves, and then how long being ended. */
const SESSIONS_END_MS = 2_000;
/** PostgreSQL 18.4 hangs for good when it is asked while it restarts itself because one of its processes was killed. */
const POLITE_MS = 10_000;
const GIVE_UP_MS = 20_000;

/** What is left of a server that was just killed goes away within this time. */
const STILL_IN_USE_MS = 10_000;
const RETRY_MS = 200;

/**
 * Starts the server on its cluster and resolves when it accepts connections.
 * @throws with its last words when it does not. A cluster that is still in use is tried again for 10 s.
 */
export async function startServer(options: ServerOptions, log: DatabaseLog): Promise<ServerProcess> {
  const giveUpAt = performance.now() + STILL_IN_USE_MS;
  for (;;) {
    const { server, words } = await tryToStart(options, log);
    if (server) return server;
    if (!isStillInUse(words) || performance.now() > giveUpAt)
      throw new Error(`PostgreSQL did not start in ${options.cluster}:\n${words}`);
    await sleep(RETRY_MS);
  }
}

async function tryToStart(
  { cluster, binaries, account, settings }: ServerOptions,
  log: DatabaseLog,
): Promise<{ server: ServerProcess | null; words: string }> {
  const serverLog = readServerLog(log);
  const kept = keep(
    [binaries.postgres, "-D", nameOf(cluster, account), ...settingsWith(settings)],
    { ...account, cwd: cluster, env: serverEnvironment() },
    serverLog.line,
  );
  const late = new AbortController();
  const first = await Promise.race([
    serverLog.ready.then(() => "ready" as const),
    kept.gone.then(() => "gone" as const),
    sleep(START_MS, "late" as const, { signal: late.signal }),
  ]);
  late.abort();
  if (first === "ready") return { server: serverProcess(kept, cluster, serverLog.lastWords), words: "" };
  kept.hangUp();
  // Its own, if it is too late, or whoever it found in the cluster.
  await stopLeftovers(cluster);
  await kept.gone;
  const words = serverLog.lastWords();
  return { server: null, words: first === "late" ? `It was not ready after ${START_MS} ms.\n${words}` : words };
}

function serverProcess(kept: Kept, cluster: string, lastWords: () => string): ServerProcess {
  let stopped: Promise<void> | undefined;
  return {
    ended: kept.gone.then(lastWords),
    stop: () => (stopped ??= stop(kept, cluster)),
  };
}

async function stop(kept: Kept, cluster: string): Promise<void> {
  const timers = [
    setTimeout(kept.request, 0),
    setTimeout(kept.request, SESSIONS_END_MS),
    setTimeout(kept.hangUp, POLITE_MS),
  ];
  const patience = new AbortController();
  const outOfPatience = sleep(GIVE_UP_MS, null, { signal: patience.signal }).catch(() => {});
  await Promise.race([kept.gone, kept.unheard, outOfPatience]);
  // As a rule it is gone. Else somebody killed its keeper, or stopped it itself.
  await stopLeftovers(cluster);
  await kept.gone;
  patience.abort();
  timers.forEach(clearTimeout);
}
