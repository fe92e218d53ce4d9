import type { Settled } from "../agent/effects.ts";
import { saysSettled } from "../agent/tools/says-settled.ts";
import type { Held } from "../conversation/held.ts";
import type { Tx } from "../database/transactions.ts";

/**
 * Whether the customer has said that the matter is settled: all that is unanswered up to `upTo` says so, and somebody has
 * answered in this engagement before. Asked when the model wants to close, and again when it does, for by then the customer
 * may have written more.
 */
export async function isSettled(tx: Tx, held: Held, upTo: number): Promise<Settled> {
  const { id: conversationId, engagement, answeredSeq } = held;
  const unanswered = await tx.message.findMany({
    where: { conversationId, engagement, wantsAnswer: true, seq: { gt: answeredSeq, lte: upTo } },
    orderBy: { seq: "asc" },
    select: { text: true, _count: { select: { attachments: true } } },
  });
  const answers = await tx.message.findMany({
    where: {
      conversationId,
      engagement,
      author: { in: ["assistant", "operator"] },
      internal: false,
      seq: { lt: upTo },
      OR: [{ delivery: null }, { delivery: { not: "failed" } }],
    },
    select: { delivery: true },
  });
  // One that has not left yet would be called back by the closing, and nobody can be content with it.
  if (answers.length === 0 || answers.some(({ delivery }) => delivery === "queued")) return "nothing_answered";
  const isSaid = unanswered.every(({ text, _count }) => _count.attachments === 0 && saysSettled(text));
  return unanswered.length > 0 && isSaid ? "settled" : "not_confirmed";
}
