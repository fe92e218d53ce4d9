import type { ChannelName, Receipt } from "../contract/index.ts";
import { type Held, holdConversation, letGo } from "../conversation/held.ts";
import { markReachable } from "../conversation/unreachable.ts";
import { touch } from "../database/changes.ts";
import { type Outbox, Prisma } from "../database/generated/client.ts";
import type { Tx } from "../database/transactions.ts";
import { isOvertaken } from "./overtaken.ts";
import { announcing, sendAgainInMs } from "./send-again.ts";
import { SHOW_ON_MESSAGE } from "./settle.ts";
import { afterUndelivered, type HandOff } from "./undelivered.ts";

export interface ReceiptDeps {
  readonly handOff: HandOff;
}

type Failure = Receipt & { readonly error: NonNullable<Receipt["error"]> };

/**
 * Applies what a provider says became of our messages: late, twice and out of order, so only upwards. What it took and
 * could not deliver is sent once more, or stays undelivered with what follows from that.
 */
export async function takeReceipts(
  tx: Tx,
  channel: ChannelName,
  receipts: readonly Receipt[],
  deps: ReceiptDeps,
): Promise<void> {
  const held = await holdConversations(tx, channel, receipts.filter(isFailure));
  await holdParts(tx, channel, receipts);
  const changed = new Set<Held>();
  for (const receipt of receipts) {
    if (isFailure(receipt)) await takeFailure(tx, channel, receipt, { ...deps, held, changed });
    else await applyReceipt(tx, channel, receipt);
  }
  for (const one of changed) await letGo(tx, one);
}

function isFailure(receipt: Receipt): receipt is Failure {
  return receipt.status === "failed" && receipt.error !== null;
}

/** By id, in order: two transactions with the same conversations must not wait for each other. Before any row is touched. */
async function holdConversations(
  tx: Tx,
  channel: ChannelName,
  failures: readonly Failure[],
): Promise<Map<string, Held>> {
  const ids = new Set<string>();
  for (const failure of failures) {
    const row = await tx.outbox.findFirst({ where: partOf(channel, failure), select: { conversationId: true } });
    if (row) ids.add(row.conversationId);
  }
  const held = new Map<string, Held>();
  for (const id of [...ids].sort()) {
    const one = await holdConversation(tx, id);
    if (one) held.set(id, one);
  }
  return held;
}

/**
 * Holds the parts, and with the first part of each message all of it: a message shows what has become of all its parts,
 * and who looks while another changes one would not see that. In order, and before a message is touched, for that is the
 * order of whoever settles a part.
 */
async function holdParts(tx: Tx, channel: ChannelName, receipts: readonly Receipt[]): Promise<void> {
  const providerIds = receipts.map(({ providerId }) => providerId);
  const partIds = receipts.flatMap(({ partId }) => partId ?? []);
  await tx.$queryRaw`
    WITH told AS (
      SELECT id, "messageId" FROM "Outbox"
      WHERE channel = ${channel}::"Channel" AND ("providerId" = ANY(${providerIds}::text[]) OR id = ANY(${partIds}::uuid[])))
    SELECT FROM "Outbox" WHERE "messageId" IN (SELECT "messageId" FROM told) AND (part = 0 OR id IN (SELECT id FROM told))
    ORDER BY "messageId", part FOR NO KEY UPDATE OF "Outbox"`;
}

function partOf(channel: ChannelName, { providerId, partId }: Receipt): Prisma.OutboxWhereInput {
  return { channel, OR: [{ providerId }, ...(partId === null ? [] : [{ id: partId }])] };
}

interface FailureDeps extends ReceiptDeps {
  readonly held: ReadonlyMap<string, Held>;
  readonly changed: Set<Held>;
}

async function takeFailure(tx: Tx, channel: ChannelName, failure: Failure, deps: FailureDeps): Promise<void> {
  const row = await holdPart(tx, channel, failure);
  const held = row && deps.held.get(row.conversationId);
  // Proof of arrival outranks it, and so does an attempt after the one that failed.
  if (!row || !held || isOfAnotherAttempt(row, failure)) return;
  if (row.delivery === "delivered" || row.delivery === "read") return;
  const { error } = failure;
  const inMs = sendAgainInMs({ ...row, currentEpoch: held.epoch, ...(await situation(tx, row)) }, error);
  if (inMs !== null) return await sendAgain(tx, row, failure, new Date(Date.now() + inMs));
  const wasFailed = row.delivery === "failed" && row.state !== "pending";
  await applyReceipt(tx, channel, failure);
  if (wasFailed) return;
  const part = { ...row, code: error.code, why: error.message, concerns: error.concerns };
  if (await afterUndelivered(tx, held, part, deps)) deps.changed.add(held);
}

/** A lookup may have missed one that was taken after all: then the provider has two of the same part. */
function isOfAnotherAttempt(row: Outbox, { providerId }: Failure): boolean {
  return row.formerIds.includes(providerId) || (row.providerId !== null && row.providerId !== providerId);
}

/** Held, for its sender may be about to settle it. */
async function holdPart(tx: Tx, channel: ChannelName, { providerId, partId }: Receipt): Promise<Outbox | null> {
  const [row] = await tx.$queryRaw<Outbox[]>`
    SELECT * FROM "Outbox" WHERE channel = ${channel}::"Channel" AND ("providerId" = ${providerId} OR id = ${partId}::uuid)
    ORDER BY "providerId" = ${providerId} DESC NULLS LAST LIMIT 1 FOR NO KEY UPDATE`;
  return row ?? null;
}

async function situation(tx: Tx, row: Outbox): Promise<{ readonly optedOut: boolean; readonly isOvertaken: boolean }> {
  const { channel, fromAddress: ourSender, toAddress: theirAddress } = row;
  const key = { channel_ourSender_theirAddress: { channel, ourSender, theirAddress } };
  const consent = await tx.consent.findUnique({ where: key });
  const [found] = await tx.$queryRaw<
    { isOvertaken: boolean }[]
  >`SELECT ${isOvertaken(Prisma.raw('"row"'))} AS "isOvertaken"
    FROM (SELECT ${row.conversationId}::uuid AS "conversationId", ${row.seq}::int AS seq) AS "row"`;
  return { optedOut: consent?.optedOut ?? false, isOvertaken: found?.isOvertaken ?? true };
}

/** Undelivered as it is, it waits as if it had never been taken. Its id is kept: what is still to come of it tells nothing new but that it arrived. */
async function sendAgain(tx: Tx, row: Outbox, { providerId, error }: Failure, at: Date): Promise<void> {
  await tx.$executeRaw`
    WITH part AS (
      UPDATE "Outbox" SET state = 'pending', "nextTryAt" = ${at}::timestamptz, resends = resends + 1,
        "formerIds" = array_append("formerIds", ${providerId}), "providerId" = NULL, "maybeSent" = false, lookups = 0,
        attempts = 0, "attemptedAt" = NULL, "sentAt" = NULL, "claimedBy" = NULL, delivery = 'failed',
        "errorCode" = ${error.code}, error = ${announcing(error.message, at)}
      WHERE id = ${row.id}::uuid RETURNING *),
    ${SHOW_ON_MESSAGE} SELECT`;
  touch(tx, row.conversationId);
}

/**
 * Applies what a provider says became of a part of a message. It also proves that the part went out, whatever we thought
 * became of it, and when it arrived, it does not go out again. Of a message that is not ours, nothing happens.
 */
async function applyReceipt(tx: Tx, channel: ChannelName, receipt: Receipt): Promise<void> {
  const { providerId, partId, status, error } = receipt;
  const reached = await tx.$queryRaw<{ conversationId: string; toAddress: string }[]>`
    WITH part AS (
      UPDATE "Outbox" SET "providerId" = coalesce("providerId", ${providerId}::text),
        delivery = CASE WHEN state = 'failed' THEN ${status}::"DeliveryStatus"
          ELSE greatest(delivery, ${status}::"DeliveryStatus") END,
        "errorCode" = CASE WHEN ${status}::"DeliveryStatus" > delivery OR state = 'failed' THEN ${error?.code ?? null}::text
          ELSE "errorCode" END,
        error = CASE WHEN ${status}::"DeliveryStatus" > delivery OR state = 'failed' THEN ${error?.message ?? null}::text
          ELSE error END,
        -- Also of one that we gave up, or are about to send again: the provider has it.
        state = CASE WHEN state IN ('pending', 'unknown', 'failed') THEN 'sent' ELSE state END,
        "maybeSent" = "maybeSent" AND state = 'sending'
      WHERE id = (
        SELECT id FROM "Outbox"
        WHERE channel = ${channel}::"Channel" AND ("providerId" = ${providerId} OR id = ${partId}::uuid)
        ORDER BY "providerId" = ${providerId} DESC NULLS LAST LIMIT 1)
        -- Of another attempt than the last one nothing counts but that it arrived.
        AND (${status} IN ('delivered', 'read')
          OR (NOT ${providerId} = ANY("formerIds") AND coalesce("providerId" = ${providerId}, TRUE)))
      RETURNING *),
    ${SHOW_ON_MESSAGE}
    SELECT "conversationId", "toAddress" FROM part`;
  for (const { conversationId, toAddress } of reached) {
    touch(tx, conversationId);
    if (status === "delivered" || status === "read") await markReachable(tx, channel, toAddress);
  }
}
