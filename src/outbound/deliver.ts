import type { Logger } from "pino";
import type { ChannelName } from "../contract/index.ts";
import type { Database } from "../database/database.ts";
import type { DueWork } from "../jobs/due-worker.ts";
import type { Meter } from "../meter.ts";
import { type AttemptDeps, attempt } from "./attempt.ts";
import { callBack } from "./call-back.ts";
import { type ClaimedRow, claimOutbox } from "./claim-outbox.ts";
import { Holds, type Probe } from "./hold-channel.ts";
import type { FileAccess } from "./outbound-files.ts";
import type { Channels } from "./say.ts";
import { type Settlement, settle } from "./settle.ts";
import { settleUndelivered } from "./settle-undelivered.ts";
import type { HandOff } from "./undelivered.ts";

export interface DeliverDeps {
  readonly database: Database;
  readonly channels: Channels;
  readonly processId: string;
  readonly log: Logger;
  readonly meter: Meter;
  readonly files: FileAccess;
  /** For an answer of the assistant that has finally failed. */
  readonly handOff: HandOff;
  /** A turn of the assistant is due then. */
  wakeTurns(at: Date): void;
}

const AT_ONCE = 16;
const ATTEMPT_MS = 20_000;
/** With files: 25 MB, as letters may have, over a line of 2 Mbit/s. */
const ATTEMPT_WITH_FILES_MS = 120_000;
type WorkDeps = DeliverDeps & AttemptDeps;

/** The worker that hands outbox rows to their channels. */
export function deliverWork(given: DeliverDeps): DueWork<ClaimedRow> {
  const deps: WorkDeps = { ...given, holds: new Holds() };
  return {
    name: "deliver",
    concurrency: AT_ONCE,
    atLeast: 2,
    pollMs: 500,
    claim: (limit, busy) => claim(limit, busy, deps),
    run: (row, signal) => deliver(row, signal, deps),
  };
}

/** Of what is open all that there is room for; of what is held a single row, now and then. */
async function claim(limit: number, busy: readonly string[], deps: WorkDeps): Promise<ClaimedRow[]> {
  const { database, processId, holds } = deps;
  const sending = [...deps.channels.values()].filter(({ live }) => live === undefined);
  const gaps = new Map(sending.map(({ channel, capabilities }) => [channel, capabilities.partGapMs]));
  const way = (channel: ChannelName) => ({ channel, gapMs: gaps.get(channel) ?? 0 });
  const { open, heldSenders, probes } = holds.ways([...gaps.keys()]);
  // First: the open ones may have more than there is room for, and no end of it.
  const tries: { readonly probe: Probe; readonly row: ClaimedRow | undefined }[] = [];
  for (const probe of probes.slice(0, limit)) {
    const { channel, sender, except } = probe;
    const [row] = await claimOutbox(database, { channels: [way(channel)], sender, except, processId, limit: 1, busy });
    tries.push({ probe, row });
  }
  const probing = tries.flatMap(({ row }) => row ?? []);
  const rows = await claimOutbox(database, {
    channels: open.map(way),
    exceptSenders: heldSenders,
    processId,
    limit: limit - probing.length,
    busy,
  });
  // Not before all that is taken is sure to be run: what is not would be waited for without end.
  for (const { probe, row } of tries) holds.probing(probe, row?.id ?? null);
  return [...probing, ...rows];
}

async function deliver(row: ClaimedRow, signal: AbortSignal, deps: WorkDeps): Promise<"look_again"> {
  try {
    await attemptAndSettle(row, signal, deps);
  } finally {
    deps.holds.released(row.id);
  }
  // The next of its conversation may have waited for this one.
  return "look_again";
}

async function attemptAndSettle(row: ClaimedRow, signal: AbortSignal, deps: WorkDeps): Promise<void> {
  const began = performance.now();
  const enough = AbortSignal.timeout(row.files.length > 0 ? ATTEMPT_WITH_FILES_MS : ATTEMPT_MS);
  const settlement = await attempt(row, AbortSignal.any([signal, enough]), deps);
  const ours = await settleRow(row, settlement, deps);
  if (ours) deps.meter.delivered(row.channel, settlement.state);
  deps.database.changes.announce(row.conversationId);
  deps.log.info(
    {
      conversation: row.conversationId,
      message: row.messageId,
      part: row.part,
      channel: row.channel,
      attempt: row.attempts,
      state: ours ? settlement.state : "lost",
      ...(settlement.errorCode && { code: settlement.errorCode }),
      ms: Math.round(performance.now() - began),
    },
    "delivery attempted",
  );
}

async function settleRow(row: ClaimedRow, settlement: Settlement, deps: WorkDeps): Promise<boolean> {
  if (settlement.errorCode === "superseded") return await callBack(row, settlement, deps);
  // Called back, but for one that is refused for an opt-out: whoever asked may still want the answer.
  const isForGood = settlement.delivery === "failed";
  if (isForGood) return await settleUndelivered(row, settlement, deps);
  return await settle(deps.database.outside, row.id, deps.processId, settlement);
}
