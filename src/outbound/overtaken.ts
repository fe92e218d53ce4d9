import { Prisma } from "../database/generated/client.ts";

/**
 * SQL: something was said to the customer after the row `alias`, which has a conversation and a seq. Notes, and what was
 * taken back before it left, were not said.
 */
export function isOvertaken(alias: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`EXISTS (
    SELECT FROM "Message" m WHERE m."conversationId" = ${alias}."conversationId" AND m.seq > ${alias}.seq AND NOT m.internal
      AND m.author <> 'customer' AND m."deliveryErrorCode" IS DISTINCT FROM 'superseded')`;
}
