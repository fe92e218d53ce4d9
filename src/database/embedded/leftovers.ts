import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync, type Stats, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const POLL_MS = 20;
/** When a leftover is told what. SIGQUIT loses nothing that was committed, and unlike a polite request it cannot hang. */
const STEPS: readonly { readonly afterMs: number; readonly signal: NodeJS.Signals }[] = [
  { afterMs: 0, signal: "SIGQUIT" },
  { afterMs: 8_000, signal: "SIGKILL" },
];
const GIVE_UP_MS = 15_000;

/** What a server that was killed leaves behind, and what keeps the next one from starting. */
const LOCK_FILES = ["postmaster.pid", ".s.PGSQL.5432.lock", ".s.PGSQL.5432"];

/** A server, and the programs that make a cluster, as the kernel names them. */
const PROGRAMS: readonly string[] = ["postgres", "initdb"];

/**
 * Ends what an earlier process of ours left running in this cluster, and answers whether there was something. Resolves
 * when the last of it is gone. To be called only by the holder of the folder's lock: no other living process of ours
 * can own such a server then.
 */
export async function stopLeftovers(cluster: string): Promise<boolean> {
  const began = performance.now();
  let step = 0;
  for (;;) {
    const pids = processesIn(cluster);
    if (pids.length === 0) break;
    const waitedMs = performance.now() - began;
    if (waitedMs > GIVE_UP_MS)
      throw new Error(`A PostgreSQL left behind in ${cluster} does not end (process ${pids.join(", ")}).`);
    const due = STEPS[step];
    if (due && waitedMs >= due.afterMs) {
      for (const pid of pids) tell(pid, due.signal);
      step += 1;
    }
    await sleep(POLL_MS);
  }
  // Nothing works in the folder, so these are stale, whoever has the process number in them by now.
  for (const name of LOCK_FILES) rmSync(join(cluster, name), { force: true });
  return step > 0;
}

/** Every process of a server works in its cluster. So may somebody's shell, which is none of ours. */
function processesIn(cluster: string): number[] {
  const folder = statSync(cluster, { throwIfNoEntry: false });
  if (!folder) return [];
  if (process.platform !== "linux") return postmasterOf(cluster);
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => isOursIn(folder, pid));
}

function isOursIn(folder: Stats, pid: number): boolean {
  try {
    if (!PROGRAMS.includes(readFileSync(`/proc/${pid}/comm`, "utf8").trim())) return false;
    const { dev, ino } = statSync(`/proc/${pid}/cwd`);
    return dev === folder.dev && ino === folder.ino;
  } catch {
    return false; // gone meanwhile, or out of our reach
  }
}

/** Where there is no /proc: the process named in the cluster's own lock file, if that is still a server on it. */
function postmasterOf(cluster: string): number[] {
  try {
    const pid = Number(readFileSync(join(cluster, "postmaster.pid"), "utf8").split("\n")[0]);
    const { stdout } = spawnSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" });
    return stdout.includes(cluster) ? [pid] : [];
  } catch {
    return [];
  }
}

function tell(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // gone meanwhile
  }
}
