import type { Tx } from "../database/transactions.ts";
import { appendMessage } from "./append-message.ts";
import type { Held } from "./held.ts";

const INTERRUPTED = {
  code: "interrupted",
  message: "Cut off: the conversation changed hands while this was being written. The customer saw this much.",
} as const;

/**
 * Takes back all that the assistant has under way: what it said and is not attempted yet, its open turn, its segment.
 * Returns how many answers stay unsaid. Rows that may have gone out already stay: only their channel can tell, and it is
 * asked. What the customer saw of an unfinished answer was said: it becomes a message, as far as it was shown.
 */
export async function silenceAssistant(tx: Tx, held: Held, at: Date): Promise<number> {
  const conversationId = held.id;
  const unsaid = await tx.$executeRaw`
    WITH canceled AS (
      UPDATE "Outbox" SET state = 'canceled', delivery = 'failed', "claimedBy" = NULL,
        "errorCode" = 'superseded', error = 'Not sent: the conversation changed hands before it left.'
      WHERE "conversationId" = ${conversationId}::uuid AND author = 'assistant' AND state = 'pending' AND NOT "maybeSent"
      RETURNING "messageId")
    UPDATE "Message" SET delivery = 'failed', "deliveryErrorCode" = 'superseded',
      "deliveryError" = 'Not sent: the conversation changed hands before it left.'
    WHERE id IN (SELECT "messageId" FROM canceled)`;
  const ended = await tx.turn.updateManyAndReturn({
    where: { conversationId, endedAt: null },
    data: { outcome: "superseded", endedAt: at, claimedBy: null },
    select: { id: true, shown: true },
  });
  for (const { id: turnId, shown } of ended)
    if (shown !== null)
      await appendMessage(tx, held, {
        author: "assistant",
        text: shown,
        turnId,
        delivery: "sent",
        deliveryError: INTERRUPTED,
        at,
      });
  await tx.segment.updateMany({ where: { conversationId, closedAt: null }, data: { closedAt: at } });
  return unsaid;
}
