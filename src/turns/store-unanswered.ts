import type { Unanswered } from "../agent/unanswered.ts";
import type { Held } from "../conversation/held.ts";
import { SENSITIVE_DATA } from "../conversation/model.ts";
import type { Tx } from "../database/transactions.ts";
import type { ClaimedTurn } from "./claim-turns.ts";

const LONG_NUMBERS = /\d(?:[^\p{L}\d]{0,3}\d){3,}/gu;

/**
 * Keeps a question that no article answers, in the transaction that ends its turn: one that is superseded leaves none, and
 * one that is resumed leaves one.
 */
export async function storeUnanswered(
  tx: Tx,
  { id: turnId, conversationId }: ClaimedTurn,
  { flags }: Pick<Held, "flags">,
  unanswered: Unanswered | null,
): Promise<void> {
  if (!unanswered) return;
  const { found } = unanswered;
  // The turn has read the customer's words before what has come since showed that they have a part of a card in them.
  const text = flags.includes(SENSITIVE_DATA) ? unanswered.text.replaceAll(LONG_NUMBERS, "[number]") : unanswered.text;
  const data = { conversationId, turnId, text, found: [...found], at: new Date() };
  await tx.unansweredQuestion.createMany({ data: [data], skipDuplicates: true });
}
