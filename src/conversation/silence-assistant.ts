import type { Tx } from "../database/transactions.ts";

/**
 * Takes back all that the assistant has under way: what it said and is not attempted yet, its open turn, its segment.
 * Returns how many answers stay unsaid. Rows that may have gone out already stay: only their channel can tell, and it is
 * asked.
 */
export async function silenceAssistant(tx: Tx, conversationId: string, at: Date): Promise<number> {
  const unsaid = await tx.$executeRaw`
    WITH canceled AS (
      UPDATE "Outbox" SET state = 'canceled', delivery = 'failed', "claimedBy" = NULL,
        "errorCode" = 'superseded', error = 'Not sent: the conversation changed hands before it left.'
      WHERE "conversationId" = ${conversationId}::uuid AND author = 'assistant' AND state = 'pending' AND NOT "maybeSent"
      RETURNING "messageId")
    UPDATE "Message" SET delivery = 'failed', "deliveryErrorCode" = 'superseded',
      "deliveryError" = 'Not sent: the conversation changed hands before it left.'
    WHERE id IN (SELECT "messageId" FROM canceled)`;
  await tx.turn.updateMany({
    where: { conversationId, endedAt: null },
    data: { outcome: "superseded", endedAt: at, claimedBy: null },
  });
  await tx.segment.updateMany({ where: { conversationId, closedAt: null }, data: { closedAt: at } });
  return unsaid;
}
