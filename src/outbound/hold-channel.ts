import type { ChannelName, FailureConcern, SendError } from "../contract/index.ts";
import { OddPairs } from "./odd-pairs.ts";

type ReachesOthers = Extract<FailureConcern, "account" | "provider" | "rate" | "sender">;

/** What is kept back: all that waits for a channel, or what leaves by one of our addresses there. */
interface Scope {
  readonly channel: ChannelName;
  /** Null: all of the channel. */
  readonly sender: string | null;
}

/** Why nothing leaves for now. */
export interface Hold extends Scope {
  readonly concern: ReachesOthers;
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

/** Of what is held one row, to see whether it leaves, and none of `except`: they have tried. */
export interface Probe extends Scope {
  readonly except: readonly string[];
}

/** What may be taken of the channels now. */
export interface Ways {
  readonly open: readonly ChannelName[];
  /** Addresses of ours, in channels that are open, that nothing leaves by. */
  readonly heldSenders: readonly string[];
  readonly probes: readonly Probe[];
}

export interface Attempt {
  readonly channel: ChannelName;
  readonly id: string;
  readonly sender: string;
  readonly recipient: string;
  /** By the clock of this process, ms. */
  readonly beganAt: number;
}

export interface Refusal extends Pick<SendError, "code" | "message" | "retryAfterMs"> {
  readonly concerns: ReachesOthers;
}

export type Refused =
  /** It waits with the others. `news`: the hold, unless the attempt is older than that. `ended`: those that it disproves. */
  | { readonly kind: "held"; readonly news: Hold | null; readonly ended: readonly Hold[] }
  /**
   * Others passed where this one was refused, and it is refused again: it is about nobody else. `counts`: they have passed
   * again since the last time.
   */
  | { readonly kind: "own"; readonly counts: boolean };

interface Kept extends Hold {
  readonly probe: string | null;
  /** Ids of rows, and whom they were between. */
  readonly tried: ReadonlyMap<string, string>;
}

/**
 * What is held in this process. When the provider refuses all of us, one row at a time tries it, so that nothing is lost
 * by trying, and when one passes everything goes. Each process finds out by itself.
 */
export class Holds {
  private readonly holds = new Map<string, Kept>();
  private readonly odd: OddPairs;
  private readonly now: () => number;

  constructor(now: () => number = () => performance.now()) {
    this.now = now;
    this.odd = new OddPairs(now);
  }

  ways(channels: readonly ChannelName[]): Ways {
    const open = channels.filter((channel) => !this.holds.has(keyOf({ channel, sender: null })));
    const all = [...this.holds.values()];
    const heldSenders = all.flatMap(({ channel, sender }) => (sender !== null && open.includes(channel) ? sender : []));
    const probes = all.flatMap(({ channel, sender, probe, until, tried }) => {
      // Of one of our addresses nothing is learnt while nothing leaves at all.
      const isDue = channels.includes(channel) && (sender === null || open.includes(channel)) && until <= this.now();
      return isDue && probe === null ? [{ channel, sender, except: [...tried.keys()] }] : [];
    });
    return { open, heldSenders, probes };
  }

  /** This row is taken to try it; null: there was none. */
  probing(scope: Scope, id: string | null): void {
    const hold = this.holds.get(keyOf(scope));
    // All that wait have tried: from the beginning.
    if (hold) this.holds.set(keyOf(scope), { ...hold, probe: id, tried: id === null ? new Map() : hold.tried });
  }

  /** The attempt ended with a refusal that reaches beyond its row. */
  refused(attempt: Attempt, refusal: Refusal): Refused {
    const { channel, id, beganAt } = attempt;
    const sender = refusal.concerns === "sender" ? attempt.sender : null;
    const before = this.holds.get(keyOf({ channel, sender }));
    // What left with the one that was refused first tells nothing new.
    if (before && beganAt < before.since) return { kind: "held", news: null, ended: [] };
    const odd = before || isTooMuch(refusal.concerns) ? null : this.odd.refused(pairOf(attempt), channel);
    if (odd) return { kind: "own", ...odd };
    const ended = sender === null ? [] : this.end({ channel, sender: null }, attempt);
    const failures = (before?.failures ?? 0) + 1;
    const hold: Kept = {
      channel,
      sender,
      concern: refusal.concerns,
      code: refusal.code,
      why: refusal.message,
      since: before?.since ?? this.now(),
      until: this.now() + probeInMs(refusal.concerns, failures, refusal.retryAfterMs),
      failures,
      probe: null,
      // One that is refused for a reason of its own must not be the only one that tries.
      tried: new Map([...(before?.tried ?? []), [id, pairOf(attempt)]]),
    };
    this.holds.set(keyOf(hold), hold);
    return { kind: "held", news: hold, ended };
  }

  /** The provider took it, or refused it for what it is. Returns the holds that have ended by that. */
  passed(attempt: Attempt): readonly Hold[] {
    const { channel, sender } = attempt;
    this.odd.passed(pairOf(attempt), channel);
    return [...this.end({ channel, sender: null }, attempt), ...this.end({ channel, sender }, attempt)];
  }

  /** Whatever became of the row, it tries nothing any more. */
  released(id: string): void {
    for (const [key, hold] of this.holds) if (hold.probe === id) this.holds.set(key, { ...hold, probe: null });
  }

  /** It got through, so what was refused there for all was refused for itself. */
  private end(scope: Scope, attempt: Attempt): Hold[] {
    const hold = this.holds.get(keyOf(scope));
    if (!hold || attempt.beganAt < hold.since) return [];
    this.holds.delete(keyOf(scope));
    // Of too many some always pass where others do not.
    if (!isTooMuch(hold.concern))
      for (const pair of hold.tried.values()) if (pair !== pairOf(attempt)) this.odd.add(pair);
    return [hold];
  }
}

const isTooMuch = (concern: ReachesOthers): boolean => concern === "rate" || concern === "sender";
const keyOf = ({ channel, sender }: Scope): string => `${channel} ${sender ?? ""}`;
const pairOf = ({ channel, sender, recipient }: Attempt): string => `${channel} ${sender} ${recipient}`;

/** Whether a failure is about more than the part that it happened to. */
export function reachesOthers<Failed extends { readonly concerns: FailureConcern }>(
  failed: Failed,
): failed is Failed & { readonly concerns: ReachesOthers } {
  const { concerns } = failed;
  return concerns === "account" || concerns === "provider" || concerns === "rate" || concerns === "sender";
}

/** Soon while the trouble is young, for most of it is a moment's; then often enough that nobody waits long. */
const TROUBLE_MS = [2_000, 5_000, 15_000, 30_000] as const;
const RATE_MS = 2_000;
const MOST_RATE_MS = 5 * 60_000;
/** Longer than this nobody is believed. */
const MOST_PATIENCE_MS = 15 * 60_000;

/** How long a hold lasts before one row tries again. `failures` counts from 1. */
export function probeInMs(concern: Hold["concern"], failures: number, retryAfterMs: number | null): number {
  if (concern === "account" || concern === "provider")
    return TROUBLE_MS[Math.min(failures, TROUBLE_MS.length) - 1] ?? MOST_RATE_MS;
  const backoffMs = Math.min(RATE_MS * 2 ** (failures - 1), MOST_RATE_MS);
  return Math.min(Math.max(backoffMs, retryAfterMs ?? 0), MOST_PATIENCE_MS);
}
