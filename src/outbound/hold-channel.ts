import type { ChannelName, FailureConcern, SendError } from "../contract/index.ts";

type ReachesAll = Extract<FailureConcern, "account" | "provider" | "rate">;

/** Why nothing of a channel leaves for now. */
export interface Hold {
  readonly concern: ReachesAll;
  readonly code: string;
  /** In words, for operators. */
  readonly why: string;
  /** By the clock of this process, ms. */
  readonly since: number;
  /** When the next row may try whether it leaves. */
  readonly until: number;
  /** How many have tried in vain, the one that began it included. */
  readonly failures: number;
}

/** What may be taken of the channels now. */
export interface Ways {
  readonly open: readonly ChannelName[];
  /** Of these one row, to see whether it leaves, and none of `except`: they have tried. */
  readonly probes: readonly { readonly channel: ChannelName; readonly except: readonly string[] }[];
}

interface Attempt {
  readonly channel: ChannelName;
  readonly id: string;
  /** By the clock of this process, ms. */
  readonly beganAt: number;
}

export interface Refusal extends Pick<SendError, "code" | "message" | "retryAfterMs"> {
  readonly concerns: ReachesAll;
}

/**
 * Which channels are held in this process. When the provider refuses all of us, one row at a time tries it, so that
 * nothing is lost by trying, and when one passes everything goes. Each process finds out by itself.
 */
export interface Holds {
  ways(channels: readonly ChannelName[]): Ways;
  /** This row is taken to try it; null: there was none. */
  probing(channel: ChannelName, id: string | null): void;
  /** The attempt ended with a refusal that reaches beyond its row. Returns the hold if it is news to it. */
  refused(attempt: Attempt, refusal: Refusal): Hold | null;
  /** The provider took it, or refused it for what it is. Returns the hold that has ended by that. */
  passed(attempt: Attempt): Hold | null;
  /** Whatever became of the row, it tries nothing any more. */
  released(channel: ChannelName, id: string): void;
}

export function createHolds(now: () => number = () => performance.now()): Holds {
  const holds = new Map<ChannelName, Hold & { probe: string | null; readonly tried: Set<string> }>();
  return {
    ways(channels) {
      const at = now();
      const due = channels.flatMap((channel) => {
        const hold = holds.get(channel);
        return hold && hold.probe === null && hold.until <= at ? [{ channel, except: [...hold.tried] }] : [];
      });
      return { open: channels.filter((channel) => !holds.has(channel)), probes: due };
    },
    probing(channel, id) {
      const hold = holds.get(channel);
      if (!hold) return;
      hold.probe = id;
      // All that wait have tried: from the beginning.
      if (id === null) hold.tried.clear();
    },
    refused({ channel, id, beganAt }, refusal) {
      const at = now();
      const before = holds.get(channel);
      // What left with the one that was refused first tells nothing new.
      if (before && beganAt < before.since) return null;
      const failures = (before?.failures ?? 0) + 1;
      const tried = before?.tried ?? new Set();
      // One that is refused for a reason of its own must not be the only one that tries.
      tried.add(id);
      const hold = {
        concern: refusal.concerns,
        code: refusal.code,
        why: refusal.message,
        since: before?.since ?? at,
        until: at + probeInMs(refusal.concerns, failures, refusal.retryAfterMs),
        failures,
        probe: null,
        tried,
      };
      holds.set(channel, hold);
      return hold;
    },
    passed({ channel, beganAt }) {
      const hold = holds.get(channel);
      if (!hold || beganAt < hold.since) return null;
      holds.delete(channel);
      return hold;
    },
    released(channel, id) {
      const hold = holds.get(channel);
      if (hold?.probe === id) hold.probe = null;
    },
  };
}

/** Whether a failure is about all that waits, and not about the part that it happened to. */
export function reachesAll<Failed extends { readonly concerns: FailureConcern }>(
  failed: Failed,
): failed is Failed & { readonly concerns: ReachesAll } {
  return failed.concerns === "account" || failed.concerns === "provider" || failed.concerns === "rate";
}

/** Soon while the trouble is young, for most of it is a moment's; then often enough that nobody waits long. */
const TROUBLE_MS = [2_000, 5_000, 15_000, 30_000] as const;
const RATE_MS = 2_000;
const MOST_RATE_MS = 5 * 60_000;
/** Longer than this nobody is believed. */
const MOST_PATIENCE_MS = 15 * 60_000;

/** How long a channel waits before one row tries again. `failures` counts from 1. */
export function probeInMs(concern: Hold["concern"], failures: number, retryAfterMs: number | null): number {
  if (concern !== "rate") return TROUBLE_MS[Math.min(failures, TROUBLE_MS.length) - 1] ?? MOST_RATE_MS;
  const backoffMs = Math.min(RATE_MS * 2 ** (failures - 1), MOST_RATE_MS);
  return Math.min(Math.max(backoffMs, retryAfterMs ?? 0), MOST_PATIENCE_MS);
}
