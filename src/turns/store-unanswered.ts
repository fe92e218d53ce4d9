import type { Unanswered } from "../agent/turn.ts";
import type { Tx } from "../database/transactions.ts";
import type { ClaimedTurn } from "./claim-turns.ts";

/**
 * Keeps a question that no article answers, in the transaction that ends its turn: one that is superseded leaves none, and
 * one that is resumed leaves one.
 */
export async function storeUnanswered(
  tx: Tx,
  { id: turnId, conversationId }: ClaimedTurn,
  unanswered: Unanswered | null,
): Promise<void> {
  if (!unanswered) return;
  const { text, found } = unanswered;
  const data = { conversationId, turnId, text, found: [...found], at: new Date() };
  await tx.unansweredQuestion.createMany({ data: [data], skipDuplicates: true });
}
