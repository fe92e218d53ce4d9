import { stat } from "node:fs/promises";
import type { KnowledgeLog } from "../articles/watch-library.ts";
import { type Policy, PolicyError, policyFile, readPolicy } from "./policy.ts";

/** The rules as they are now. */
export interface PolicySource {
  /** The same object until a rule is another one. */
  readonly current: Policy;
  stop(): void;
}

export interface OpenedPolicy extends PolicySource {
  /** Begins to look for changes. Each process does that for itself. */
  follow(options: FollowOptions): void;
}

export interface FollowOptions {
  readonly log: KnowledgeLog;
  /** How often the disk is looked at, ms. Looking reads no file that has not changed. */
  readonly pollMs: number;
  /** A changed file could not be used: once for each change. */
  onFailure(): void;
}

/** A file that was written as shortly ago, ms, may still be being written. */
const SETTLE_MS = 200;

/** Reads the rules. While a changed file cannot be used, or is gone, the old ones hold. @throws {PolicyError} at the start. */
export async function openPolicy({ dir }: { readonly dir: string }): Promise<OpenedPolicy> {
  let seen = await stampOf(dir);
  let current = await readPolicy(dir);
  let timer: NodeJS.Timeout | null = null;
  let stopped = false;

  const look = async ({ log, onFailure }: FollowOptions): Promise<void> => {
    const stamp = await stampOf(dir);
    if (stamp === seen || (await isBeingWritten(dir))) return;
    seen = stamp;
    try {
      if (stamp === GONE) throw new PolicyError(`${policyFile(dir)} is gone`);
      // Whoever writes it anew may not have begun yet: that is no wish for all the defaults.
      if (stamp.split(":")[1] === "0") throw new PolicyError(`${policyFile(dir)} is empty`);
      const read = await readPolicy(dir);
      if (JSON.stringify(read) === JSON.stringify(current)) return;
      current = read;
      log.info({ dir }, "policy read");
    } catch (error) {
      log.warn({ dir, reason: (error as Error).message }, "policy cannot be used, the one before stays");
      onFailure();
    }
  };

  return {
    get current() {
      return current;
    },
    follow(options) {
      const lookLater = (): void => {
        if (!stopped) timer = setTimeout(() => void look(options).finally(lookLater), options.pollMs).unref();
      };
      lookLater();
    },
    stop() {
      stopped = true;
      if (timer !== null) clearTimeout(timer);
    },
  };
}

const GONE = "gone";

/** Changes with every writing of the file. Polled, because `fs.watch` says nothing on network and container mounts. */
async function stampOf(dir: string): Promise<string> {
  const found = await stat(policyFile(dir)).catch(() => null);
  return found === null ? GONE : `${found.mtimeMs}:${found.size}:${found.ino}`;
}

async function isBeingWritten(dir: string): Promise<boolean> {
  const ageMs = Date.now() - ((await stat(policyFile(dir)).catch(() => null))?.mtimeMs ?? 0);
  // A clock that runs ahead elsewhere must not keep a file from ever being read.
  return ageMs >= 0 && ageMs < SETTLE_MS;
}
