import { changeOwner } from "../conversation/change-owner.ts";
import { type Held, holdConversation, letGo } from "../conversation/held.ts";
import type { Decision } from "../conversation/ownership.ts";
import { wantTurn } from "../conversation/want-turn.ts";
import type { Database } from "../database/database.ts";
import type { Tx } from "../database/transactions.ts";
import { Problem } from "../http/problem.ts";
import type { Operator } from "./operators.ts";

export type DeskAct = "claim" | "release" | "close" | "reopen";

/** What follows a change of ownership, after the commit. Only hints: the rows are the truth. */
export interface DeskWakes {
  /** The assistant may be in the middle of a turn that is over now. */
  interruptTurn(conversationId: string): void;
  wakeTurns(): void;
  wakeDelivery(): void;
}

/**
 * Carries out what an operator decides about a conversation: compare and set, so of two who act at once one wins and the
 * other is told who. @throws {Problem} 404, 409 with the assignee
 */
export async function act(
  kind: DeskAct,
  conversationId: string,
  by: Operator,
  deps: { readonly database: Database; readonly wakes: DeskWakes },
): Promise<void> {
  const wakesAssistant = await deps.database.transaction(async (tx) => {
    const held = await holdConversation(tx, conversationId);
    if (!held) throw new Problem(404, "There is no conversation with this id.");
    const at = new Date();
    const decision = await changeOwner(tx, held, { kind, by }, { by: by.name, at });
    if (decision.kind === "refused") throw await refusal(tx, held, decision);
    if (decision.kind === "unchanged") return false;
    const isWanted = wantTurn(held, at);
    await letGo(tx, held);
    return isWanted;
  });
  deps.wakes.interruptTurn(conversationId);
  if (wakesAssistant) deps.wakes.wakeTurns();
}

/** The problem document of a refused act: who has it, so that the loser of a race is told. */
export async function refusal(tx: Tx, held: Held, { because }: Decision & { kind: "refused" }): Promise<Problem> {
  if (because === "closed") return new Problem(409, "The conversation is closed. Reopen it first.", { assignee: null });
  const assignee = held.assigneeId ? await tx.operator.findUnique({ where: { id: held.assigneeId } }) : null;
  return new Problem(409, "Another operator has this conversation.", { assignee: assignee?.email ?? null });
}
