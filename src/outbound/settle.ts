import type { ChannelName, DeliveryStatus, Receipt } from "../contract/index.ts";
import { touch } from "../database/changes.ts";
import { type OutboxState, Prisma } from "../database/generated/client.ts";
import type { Queries, Tx } from "../database/transactions.ts";

/** What became of a row that this process had taken. What is absent stays as it is. */
export interface Settlement {
  readonly state: OutboxState;
  readonly maybeSent?: boolean;
  readonly lookups?: number;
  readonly nextTryAt?: Date;
  readonly providerId?: string;
  readonly delivery?: DeliveryStatus;
  readonly errorCode?: string;
  readonly error?: string;
}

/**
 * What the rows changed by the CTE `part` make of their messages: a message is as far as its last part, and failed when
 * one of them is. The table still shows those rows as they were, so they are taken from the CTE.
 */
const SHOW_ON_MESSAGE = Prisma.sql`
  shown AS (
    UPDATE "Message" m SET delivery = whole.delivery, "deliveryErrorCode" = whole.code, "deliveryError" = whole.error
    FROM (
      SELECT "messageId", CASE WHEN bool_or(delivery = 'failed') THEN 'failed' ELSE min(delivery) END AS delivery,
        (array_agg("errorCode" ORDER BY part) FILTER (WHERE "errorCode" IS NOT NULL))[1] AS code,
        (array_agg(error ORDER BY part) FILTER (WHERE "errorCode" IS NOT NULL))[1] AS error
      FROM (
        SELECT "messageId", part, delivery, "errorCode", error FROM part
        UNION ALL
        SELECT o."messageId", o.part, o.delivery, o."errorCode", o.error
        FROM "Outbox" o JOIN part p ON p."messageId" = o."messageId" AND p.id <> o.id) parts
      GROUP BY "messageId") whole
    WHERE m.id = whole."messageId")`;

/**
 * Writes down what became of a row, and what that makes of its message, if the row is still ours. A receipt may have
 * been quicker than the provider's answer: delivery only moves up, in the order of the enum. Only that nobody knows is
 * said below it, of a row that no receipt has reached.
 */
export async function settle(
  client: Queries,
  rowId: string,
  processId: string,
  { state, maybeSent, lookups, nextTryAt, providerId, delivery, errorCode, error }: Settlement,
): Promise<boolean> {
  const [settled] = await client.$queryRaw<{ count: bigint }[]>`
    WITH part AS (
      UPDATE "Outbox" SET "claimedBy" = NULL,
        -- A receipt that came meanwhile proves that it went out: it must not go out again.
        state = CASE WHEN ${state} = 'pending' AND "providerId" IS NOT NULL THEN 'sent' ELSE ${state}::"OutboxState" END,
        "maybeSent" = coalesce(${maybeSent ?? null}::boolean, "maybeSent") AND "providerId" IS NULL,
        lookups = coalesce(${lookups ?? null}::int, lookups),
        "nextTryAt" = coalesce(${nextTryAt ?? null}::timestamptz, "nextTryAt"),
        "providerId" = coalesce(${providerId ?? null}::text, "providerId"),
        "errorCode" = coalesce(${errorCode ?? null}::text, "errorCode"),
        error = coalesce(${error ?? null}::text, error),
        delivery = CASE WHEN ${delivery ?? null}::text = 'unknown' AND delivery = 'queued' THEN 'unknown'
          ELSE greatest(delivery, ${delivery ?? null}::"DeliveryStatus") END
      WHERE id = ${rowId}::uuid AND state = 'sending' AND "claimedBy" = ${processId}::uuid RETURNING *),
    ${SHOW_ON_MESSAGE}
    SELECT count(*) FROM part`;
  return settled?.count === 1n;
}

/**
 * Applies what a provider says became of a part of a message. It also proves that the part went out, whatever we thought
 * became of it. Of a message that is not ours, nothing happens.
 */
export async function applyReceipt(tx: Tx, channel: ChannelName, receipt: Receipt): Promise<void> {
  const { providerId, partId, status, error } = receipt;
  const reached = await tx.$queryRaw<{ conversationId: string }[]>`
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
        WHERE channel = ${channel}::"Channel" AND ("providerId" = ${providerId} OR id = ${partId}::uuid) LIMIT 1)
      RETURNING *),
    ${SHOW_ON_MESSAGE}
    SELECT "conversationId" FROM part`;
  for (const { conversationId } of reached) touch(tx, conversationId);
}
