import { setTimeout as sleep } from "node:timers/promises";
import { type ChannelHost, SendError } from "../../src/contract/index.ts";
import type { AccountTrouble } from "./account-trouble.ts";
import type { AskTwilio } from "./ask-twilio.ts";
import { type ReconcileParts, reconcileNumber } from "./reconcile-number.ts";
import type { Happened } from "./reconcile-place.ts";
import { isNotPermitted } from "./to-send-error.ts";

export interface ReconcileTiming {
  readonly everyMs: number;
  /** For how long a webhook is left to bring it. */
  readonly settleMs: number;
  /**
   * The same for texts from before we could be reached: Twilio is done with their webhooks after 15 s, retries included.
   * What became of ours is left its minute, for what a dead process had sent is still to be found by its next owner.
   */
  readonly missedMs: number;
  /** The first and the longest pause after a failure. */
  readonly pauseMs: { readonly least: number; readonly most: number };
}

/** Two requests for each number every two minutes. Twilio gives up on a webhook, retries included, within a minute. */
export const RECONCILE_TIMING: ReconcileTiming = {
  everyMs: 120_000,
  settleMs: 60_000,
  missedMs: 15_000,
  pauseMs: { least: 10_000, most: 600_000 },
};

export interface Reconciler {
  /** Begins in the background. Never fails, and waits for nobody. */
  start(): void;
  /** Resolves when nothing is being read or stored any more. Safe to call twice. */
  stop(): Promise<void>;
}

interface Parts {
  readonly phoneNumbers: readonly string[];
  readonly ask: AskTwilio;
  readonly host: Pick<ChannelHost, "acceptAll" | "alone" | "memory" | "log">;
  readonly trouble: Pick<AccountTrouble, "watchList" | "leaveList">;
  readonly timing: ReconcileTiming;
}

/**
 * Reads Twilio's list at the start and every now and then, in one process of all at a time, for what webhooks should
 * have told us and did not: we were down, or could not be reached.
 */
export function createReconciler({ phoneNumbers, ask, host, trouble, timing }: Parts): Reconciler {
  const stopping = new AbortController();
  let running: Promise<void> | null = null;
  let startedAt = 0;

  /** Until `signal` is aborted. */
  async function keepReconciling(signal: AbortSignal): Promise<void> {
    const isSettled = ({ what, at }: Happened, now: Date): boolean => {
      const isMissed = what === "text" && at.getTime() < startedAt;
      return now.getTime() - at.getTime() >= (isMissed ? timing.missedMs : timing.settleMs);
    };
    const parts: ReconcileParts = { host, ask, trouble, isSettled, stored: new Map() };
    let failures = 0;
    for (let round = 0; !signal.aborted; round += 1) {
      const error = await readAll(parts, signal);
      if (signal.aborted) return;
      failures = error === null ? 0 : failures + 1;
      if (error !== null) host.log.warn({ failures, cause: causeOf(error) }, "Twilio's list of texts is not read");
      await pause(pauseAfter(error, failures, round, timing), signal);
    }
  }

  /** One number's trouble is not another's. Returns the last trouble. */
  async function readAll(parts: ReconcileParts, signal: AbortSignal): Promise<unknown> {
    let last: unknown = null;
    for (const number of phoneNumbers) {
      if (signal.aborted) return last;
      await reconcileNumber(number, new Date(), parts, signal).catch((error: unknown) => {
        last = error;
      });
    }
    return last;
  }

  async function run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await host.alone("reconcile", keepReconciling, signal).catch((error: unknown) => {
        if (!signal.aborted) host.log.warn({ cause: causeOf(error) }, "nobody could be let in to read Twilio's list");
      });
      trouble.leaveList();
      // Another process has it now, or the database is away.
      await pause(timing.pauseMs.least, signal);
    }
  }

  return {
    start() {
      if (running || stopping.signal.aborted) return;
      startedAt = Date.now();
      running = run(stopping.signal);
    },
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

/** Ms. What was too young at the start is not left waiting for long: least of all what came just before it. */
export function pauseAfter(error: unknown, failures: number, round: number, timing: ReconcileTiming): number {
  const { everyMs, settleMs, missedMs, pauseMs } = timing;
  const soon = [missedMs, settleMs][round] ?? everyMs;
  if (failures === 0) return Math.min(soon, everyMs);
  const asked = error instanceof SendError ? (error.retryAfterMs ?? 0) : 0;
  // Until it is read again the channel counts as not working.
  const most = isAboutUs(error) ? Math.min(everyMs, pauseMs.most) : pauseMs.most;
  return Math.min(Math.max(asked, pauseMs.least * 2 ** Math.min(failures - 1, 20)), most);
}

const isAboutUs = (error: unknown): boolean =>
  error instanceof SendError && error.concerns === "account" && !isNotPermitted(error);

/** Without words that could be a customer's. */
function causeOf(error: unknown): string {
  if (error instanceof SendError) return error.code;
  return error instanceof Error ? error.name : "unknown";
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => {});
}
