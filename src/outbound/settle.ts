import type { DeliveryStatus, FailureConcern } from "../contract/index.ts";
import { type OutboxState, Prisma } from "../database/generated/client.ts";
import type { Queries } from "../database/transactions.ts";

/** What became of a row that this process had taken. What is absent stays as it is. */
export interface Settlement {
  readonly state: OutboxState;
  readonly maybeSent?: boolean;
  readonly lookups?: number;
  /** The attempt does not count: it was not about this row. */
  readonly isFree?: boolean;
  readonly nextTryAt?: Date;
  readonly providerId?: string;
  readonly delivery?: DeliveryStatus;
  readonly errorCode?: string;
  readonly error?: string;
  /** Of a failure, how far it reaches: not of the row alone. */
  readonly concerns?: FailureConcern;
}

/**
 * What the rows changed by the CTE `part` make of their messages: a message is as far as its last part, and failed when
 * one of them is. The table still shows those rows as they were, so they are taken from the CTE.
 */
export const SHOW_ON_MESSAGE = Prisma.sql`
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

/** The same of a message none of whose parts has changed. */
export async function showOnMessage(client: Queries, messageId: string): Promise<void> {
  await client.$executeRaw`
    WITH part AS (SELECT * FROM "Outbox" WHERE "messageId" = ${messageId}::uuid), ${SHOW_ON_MESSAGE} SELECT`;
}

/**
 * Writes down what became of a row, and what that makes of its message, if the row is still ours. A receipt may have
 * been quicker than the provider's answer: delivery only moves up, in the order of the enum. Only that nobody knows is
 * said below it, of a row that no receipt has reached.
 */
export async function settle(
  client: Queries,
  rowId: string,
  processId: string,
  { state, maybeSent, lookups, isFree = false, nextTryAt, providerId, delivery, errorCode, error }: Settlement,
): Promise<boolean> {
  const sentAt = delivery === "sent" ? new Date() : null;
  // A receipt that came meanwhile proves that it went out, however the attempt ended: it must not go out again.
  const isTold = Prisma.sql`(delivery IN ('delivered', 'read') OR ("providerId" IS NOT NULL AND ${state} <> 'sent'))`;
  const [settled] = await client.$queryRaw<{ count: bigint }[]>`
    WITH part AS (
      UPDATE "Outbox" SET "claimedBy" = NULL,
        state = CASE WHEN ${isTold} THEN 'sent' ELSE ${state}::"OutboxState" END,
        "maybeSent" = coalesce(${maybeSent ?? null}::boolean, "maybeSent") AND "providerId" IS NULL,
        lookups = coalesce(${lookups ?? null}::int, lookups),
        attempts = attempts - CASE WHEN ${isFree} THEN 1 ELSE 0 END,
        -- Nothing can have gone out before the first attempt that counts.
        "attemptedAt" = CASE WHEN ${isFree} AND attempts = 1 THEN NULL ELSE "attemptedAt" END,
        "sentAt" = coalesce(${sentAt}::timestamptz, "sentAt"),
        "nextTryAt" = coalesce(${nextTryAt ?? null}::timestamptz, "nextTryAt"),
        "providerId" = coalesce(${providerId ?? null}::text, "providerId"),
        "errorCode" = CASE WHEN ${isTold} THEN "errorCode" ELSE coalesce(${errorCode ?? null}::text, "errorCode") END,
        error = CASE WHEN ${isTold} THEN error ELSE coalesce(${error ?? null}::text, error) END,
        delivery = CASE WHEN ${isTold} THEN delivery
          WHEN ${delivery ?? null}::text = 'unknown' AND delivery = 'queued' THEN 'unknown'
          ELSE greatest(delivery, ${delivery ?? null}::"DeliveryStatus") END
      WHERE id = ${rowId}::uuid AND state = 'sending' AND "claimedBy" = ${processId}::uuid RETURNING *),
    ${SHOW_ON_MESSAGE}
    SELECT count(*) FROM part`;
  return settled?.count === 1n;
}
