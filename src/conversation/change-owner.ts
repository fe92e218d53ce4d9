import type { Prisma } from "../database/generated/client.ts";
import type { Tx } from "../database/transactions.ts";
import { answeredSeqOf } from "./answered-seq.ts";
import type { Held } from "./held.ts";
import { type Act, type Decision, decide } from "./ownership.ts";
import { recordEvent } from "./record-event.ts";
import { silenceAssistant } from "./silence-assistant.ts";

/**
 * Carries out an act on the ownership: the one place where the epoch rises. With it, and in the same transaction, goes
 * all that the assistant had under way: what it said and is not attempted yet, its open turn, its segment.
 * `by` is the name for the timeline.
 */
export async function changeOwner(
  tx: Tx,
  held: Held,
  act: Act,
  about: { readonly by: string | null; readonly at: Date; readonly data?: Prisma.InputJsonObject },
): Promise<Decision> {
  const decision = decide(held, act, about.at);
  if (decision.kind !== "changed") return decision;
  Object.assign(held, decision.next);
  if (held.owner !== "assistant") {
    held.turnDueAt = null;
    held.unansweredSince = null;
  }
  const unsaid = await silenceAssistant(tx, held, about.at);
  if (unsaid > 0) held.answeredSeq = Math.min(held.answeredSeq, await answeredSeqOf(tx, held.id));
  // Whoever closes has seen what was not answered; an operator who reopens and releases does not bring it back.
  if (held.owner === "closed") held.answeredSeq = held.customerSeq;
  if (decision.event) {
    const { by, at, data } = about;
    await recordEvent(tx, held, { kind: decision.event, by, at, ...(data && { data }) });
  }
  return decision;
}
