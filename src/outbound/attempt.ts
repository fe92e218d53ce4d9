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
import type { ClaimedRow } from "./claim-outbox.ts";
import { MOST_HELD_MS } from "./expire-held.ts";
import { type Attempt, type Refusal, reachesOthers } from "./hold-channel.ts";
import { type HoldDeps, holdOthers, letOthersGo } from "./keep-hold.ts";
import { afterFailedLookup, afterFailure, afterLookup, beforeAttempt } from "./next-attempt.ts";
import { type FileAccess, outboundFiles } from "./outbound-files.ts";
import { refuseConsent } from "./refused.ts";
import type { Channels } from "./say.ts";
import type { Settlement } from "./settle.ts";
import { afterLooking, afterSend, canceled, held, later, left, putBack, sent, unknowable } from "./settlements.ts";

export interface AttemptDeps extends HoldDeps {
  readonly database: Database;
  readonly channels: Channels;
  readonly files: FileAccess;
}

/** A process is taken for dead after nine seconds without a sign of life. */
const STALE_MS = 5_000;

/** Does with a row what can be done now, and says what that makes of it. */
export async function attempt(row: ClaimedRow, signal: AbortSignal, deps: AttemptDeps): Promise<Settlement> {
  const adapter = deps.channels.get(row.channel);
  if (!adapter?.send) throw new Error(`a row of the channel ${row.channel} was taken, which is not turned on`);
  const next = beforeAttempt(row);
  // This process was frozen in between. Others may have taken it for dead and be at it; is the row still ours, nobody was.
  if (Date.now() - row.askedAt.getTime() > STALE_MS) return putBack();
  switch (next.kind) {
    case "cancel":
      return canceled(next.code);
    case "leave":
      return left(row);
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
  deps: AttemptDeps,
): Promise<Settlement> {
  const tried = begun(row);
  try {
    const taken = await adapter.send(await toPart(row, deps), signal);
    await letOthersGo(tried, deps);
    return sent(taken);
  } catch (thrown) {
    const error = toSendError(thrown);
    const free = reachesOthers(error) && !error.maybeSent && (await heldBack(row, tried, error, deps));
    if (free) return free;
    // It is about this one, so the others may go.
    if (!error.retryable) await letOthersGo(tried, deps);
    if (error.concerns === "consent") {
      const ours = address(row.fromAddress);
      await refuseConsent(deps.database, row, error.code, adapter.consentSenders?.(ours) ?? [ours]);
    }
    return afterSend(afterFailure(error, row.attempts, adapter.findSent !== undefined, Math.random()), error);
  }
}

async function lookUp(
  row: ClaimedRow,
  adapter: SendingAdapter,
  signal: AbortSignal,
  deps: AttemptDeps,
): Promise<Settlement> {
  if (!adapter.findSent) return unknowable();
  const tried = begun(row);
  try {
    const found = await adapter.findSent(await toPart(row, deps), signal);
    await letOthersGo(tried, deps);
    if (found && !(await isOfAnother(row, found, deps.database))) return sent(found);
    const lookups = row.lookups + 1;
    return afterLooking(afterLookup(lookups, row.attempts, Math.random()), lookups);
  } catch (thrown) {
    const error = toSendError(thrown);
    deps.log.warn({ message: row.messageId, part: row.part, code: error.code }, "could not look up");
    const free = reachesOthers(error) && (await heldBack(row, tried, error, deps));
    if (free) return { ...free, maybeSent: true };
    return afterLooking(afterFailedLookup(row.attempts, Math.random()), row.lookups);
  }
}

/** Null: the refusal is about this one alone, and counts. */
async function heldBack(
  row: ClaimedRow,
  tried: Attempt,
  error: SendError & Refusal,
  deps: AttemptDeps,
): Promise<Settlement | null> {
  const refused = await holdOthers(tried, error, deps);
  if (refused.kind === "held") return held(error);
  return refused.counts || Date.now() - row.createdAt.getTime() > MOST_HELD_MS ? null : later(error);
}

function begun({ channel, id, fromAddress, toAddress }: ClaimedRow): Attempt {
  return { channel, id, sender: fromAddress, recipient: toAddress, beganAt: performance.now() };
}

/** The same words a moment ago look the same to the provider, but that message is accounted for. */
async function isOfAnother(row: ClaimedRow, { providerId }: Sent, { outside }: Database): Promise<boolean> {
  const { channel, id, conversationId } = row;
  if (row.formerIds.includes(providerId)) return true;
  if ((await outside.outbox.count({ where: { channel, providerId, id: { not: id } } })) > 0) return true;
  // By its messages, which have an index.
  const message = { conversationId };
  return (await outside.outbox.count({ where: { message, resends: { gt: 0 }, formerIds: { has: providerId } } })) > 0;
}

/** An adapter that throws anything else has a bug; then nobody knows how far it came. */
function toSendError(thrown: unknown): SendError {
  if (thrown instanceof SendError) return thrown;
  const about = { code: "adapter_error", retryable: true, maybeSent: true, cause: thrown };
  return new SendError("The channel failed in a way it should not.", about);
}

async function toPart(row: ClaimedRow, { database, files }: AttemptDeps): Promise<OutboundPart> {
  return {
    id: row.id,
    threadKey: threadKey(row.threadKey),
    from: address(row.fromAddress),
    to: address(row.toAddress),
    text: row.text,
    files: await outboundFiles(row.files, database.outside, files),
    author: row.author === "customer" ? "system" : row.author,
    envelope: row.envelope as Envelope | null,
    at: row.createdAt,
    firstAttemptAt: row.attemptedAt ?? row.createdAt,
  };
}
