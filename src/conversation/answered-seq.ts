import type { Tx } from "../database/transactions.ts";

/**
 * Up to which seq the customer's messages are dealt with, told from what is stored: by an answer of the assistant, by a
 * handoff that was no failure, by an operator's answer or by a close. An answer that was called back before it left does
 * not count, so that its question is open again.
 */
export async function answeredSeqOf(tx: Tx, conversationId: string): Promise<number> {
  const [row] = await tx.$queryRaw<{ answered: number | null }[]>`
    SELECT greatest(
      (SELECT max(m.seq) FROM "Message" m
        WHERE m."conversationId" = ${conversationId}::uuid AND m.author = 'operator' AND NOT m.internal),
      (SELECT max(e.seq) FROM "Event" e WHERE e."conversationId" = ${conversationId}::uuid AND e.kind = 'closed'),
      (SELECT max(t."upToSeq") FROM "Turn" t WHERE t."conversationId" = ${conversationId}::uuid AND CASE t.outcome
        WHEN 'replied' THEN NOT EXISTS (
          SELECT FROM "Message" m WHERE m."conversationId" = t."conversationId" AND m."turnId" = t.id
            AND m."deliveryErrorCode" = 'superseded')
        WHEN 'handed_off' THEN EXISTS (
          SELECT FROM "Handoff" h WHERE h."conversationId" = t."conversationId" AND h."turnId" = t.id
            AND h.trigger <> 'failure')
        ELSE false END)) AS answered`;
  return row?.answered ?? 0;
}
