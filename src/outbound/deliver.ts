import type { Logger } from "pino";
import {
  address,
  type Envelope,
  type OutboundPart,
  SendError,
  type SendingAdapter,
  type Sent,
  threadKey,
} from "../contract/index.ts";
import type { Database } from "../database/database.ts";
import type { DueWork } from "../jobs/due-worker.ts";
import type { Meter } from "../meter.ts";
import { callBack } from "./call-back.ts";
import { type ClaimedRow, claimOutbox } from "./claim-outbox.ts";
import { afterFailedLookup, afterFailure, afterLookup, beforeAttempt } from "./next-attempt.ts";
import { refuseConsent } from "./refused.ts";
import type { Channels } from "./say.ts";
import { type Settlement, settle } from "./settle.ts";

export interface DeliverDeps {
  readonly database: Database;
  readonly channels: Channels;
  readonly processId: string;
  readonly log: Logger;
  readonly meter: Meter;
  /** A turn of the assistant is due then. */
  wakeTurns(at: Date): void;
}

const AT_ONCE = 16;
const ATTEMPT_MS = 20_000;
/** A process is taken for dead after nine seconds without a sign of life. */
const STALE_MS = 5_000;

/** The worker that hands outbox rows to their channels. */
export function deliverWork(deps: DeliverDeps): DueWork<ClaimedRow> {
  const channels = [...deps.channels.values()].filter(({ live }) => live === undefined).map(({ channel }) => channel);
  return {
    name: "deliver",
    concurrency: AT_ONCE,
    pollMs: 500,
    claim: (limit, busy) => claimOutbox(deps.database, { channels, processId: deps.processId, limit, busy }),
    run: (row, signal) => deliver(row, signal, deps),
  };
}

async function deliver(row: ClaimedRow, signal: AbortSignal, deps: DeliverDeps): Promise<"look_again"> {
  const began = performance.now();
  const settlement = await attempt(row, AbortSignal.any([signal, AbortSignal.timeout(ATTEMPT_MS)]), deps);
  const ours =
    settlement.errorCode === "superseded"
      ? await callBack(row, settlement, deps)
      : await settle(deps.database.outside, row.id, deps.processId, settlement);
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
  // The next of its conversation may have waited for this one.
  return "look_again";
}

async function attempt(row: ClaimedRow, signal: AbortSignal, deps: DeliverDeps): Promise<Settlement> {
  const adapter = deps.channels.get(row.channel);
  if (!adapter?.send) throw new Error(`a row of the channel ${row.channel} was taken, which is not turned on`);
  const next = beforeAttempt(row);
  // This process was frozen in between. Others may have taken it for dead and be at it; is the row still ours, nobody was.
  if (Date.now() - row.askedAt.getTime() > STALE_MS) return { state: "pending", nextTryAt: inMs(0) };
  switch (next.kind) {
    case "cancel":
      return canceled(next.code);
    case "look_up":
      return await lookUp(row, adapter, signal, deps);
    case "send":
      return await send(row, adapter, signal, deps);
  }
}

async function send(
  row: ClaimedRow,
  adapter: SendingAdapter,
  signal: AbortSignal,
  deps: DeliverDeps,
): Promise<Settlement> {
  try {
    return sent(await adapter.send(toPart(row), signal));
  } catch (thrown) {
    const error = toSendError(thrown);
    if (error.concerns === "consent") await refuseConsent(deps.database, row, error.code);
    const next = afterFailure(error, row.attempts, adapter.findSent !== undefined, Math.random());
    const told = { errorCode: error.code, error: error.message };
    switch (next.kind) {
      case "retry":
        return { state: "pending", nextTryAt: inMs(next.inMs), ...told };
      case "look_up":
        return { state: "pending", maybeSent: true, lookups: 0, nextTryAt: inMs(next.inMs), ...told };
      case "unknown":
        return { state: "unknown", delivery: "unknown", ...told };
      case "give_up":
        return { state: "failed", delivery: "failed", ...told };
    }
  }
}

async function lookUp(
  row: ClaimedRow,
  adapter: SendingAdapter,
  signal: AbortSignal,
  deps: DeliverDeps,
): Promise<Settlement> {
  // Said once: an operator who has it sent again takes the risk that it arrives twice.
  if (!adapter.findSent) return { state: "unknown", maybeSent: false, delivery: "unknown", ...NOBODY_KNOWS };
  try {
    const found = await adapter.findSent(toPart(row), signal);
    if (found && !(await isOfAnother(row, found, deps.database))) return sent(found);
    const lookups = row.lookups + 1;
    return toSettlement(afterLookup(lookups, row.attempts, Math.random()), lookups);
  } catch (thrown) {
    deps.log.warn({ message: row.messageId, part: row.part, code: toSendError(thrown).code }, "could not look up");
    return toSettlement(afterFailedLookup(row.attempts, Math.random()), row.lookups);
  }
}

/** The same words a moment ago look the same to the provider, but that message is accounted for. */
async function isOfAnother(row: ClaimedRow, { providerId }: Sent, { outside }: Database): Promise<boolean> {
  const { channel, id } = row;
  return (await outside.outbox.count({ where: { channel, providerId, id: { not: id } } })) > 0;
}

/** An adapter that throws anything else has a bug; then nobody knows how far it came. */
function toSendError(thrown: unknown): SendError {
  if (thrown instanceof SendError) return thrown;
  const about = { code: "adapter_error", retryable: true, maybeSent: true, cause: thrown };
  return new SendError("The channel failed in a way it should not.", about);
}

function toSettlement(next: ReturnType<typeof afterLookup>, lookups: number): Settlement {
  switch (next.kind) {
    case "look_up":
      return { state: "pending", maybeSent: true, lookups, nextTryAt: inMs(next.inMs) };
    case "absent":
      return { state: "pending", maybeSent: false, lookups: 0, nextTryAt: inMs(next.inMs) };
    case "give_up":
      return { state: "failed", maybeSent: false, delivery: "failed", ...NEVER_TAKEN };
    case "unknown":
      return { state: "unknown", delivery: "unknown", ...NOBODY_KNOWS };
  }
}

const NOBODY_KNOWS = {
  errorCode: "not_known",
  error: "The connection broke while it was being sent, and the provider could not say whether it arrived.",
} as const;

const NEVER_TAKEN = {
  errorCode: "not_taken",
  error: "The provider failed each time it was sent, and never took it.",
} as const;

function sent({ providerId }: Sent): Settlement {
  return { state: "sent", maybeSent: false, delivery: "sent", providerId };
}

function canceled(code: "superseded" | "opted_out"): Settlement {
  const error =
    code === "superseded"
      ? "Not sent: the conversation changed hands before it left."
      : "Not sent: the customer has opted out of messages from this number.";
  return { state: "canceled", delivery: "failed", errorCode: code, error };
}

function toPart(row: ClaimedRow): OutboundPart {
  return {
    id: row.id,
    threadKey: threadKey(row.threadKey),
    from: address(row.fromAddress),
    to: address(row.toAddress),
    text: row.text,
    files: [],
    author: row.author === "customer" ? "system" : row.author,
    envelope: row.envelope as Envelope | null,
    at: row.createdAt,
    firstAttemptAt: row.attemptedAt ?? row.createdAt,
  };
}

const inMs = (ms: number): Date => new Date(Date.now() + ms);
