import { answeredSeqOf } from "../conversation/answered-seq.ts";
import { holdConversation, letGo } from "../conversation/held.ts";
import { silenceAssistant } from "../conversation/silence-assistant.ts";
import { wantTurn } from "../conversation/want-turn.ts";
import type { Database } from "../database/database.ts";
import type { ClaimedRow } from "./claim-outbox.ts";
import { type Settlement, settle } from "./settle.ts";

/**
 * Settles an answer of the assistant that somebody took over and that turns out not to have left. Nobody has heard it, so
 * its question is open again. Has the conversation been given back meanwhile, the assistant takes back what it has said
 * since, which waits behind this one, and what it is about to say: both build on an answer that nobody got. Then it
 * answers everything anew.
 */
export async function callBack(
  row: ClaimedRow,
  settlement: Settlement,
  deps: { readonly database: Database; readonly processId: string; wakeTurns(at: Date): void },
): Promise<boolean> {
  const at = new Date();
  const { ours, isWanted } = await deps.database.transaction(async (tx) => {
    const held = await holdConversation(tx, row.conversationId);
    const ours = await settle(tx, row.id, deps.processId, settlement);
    if (!held || !ours) return { ours, isWanted: false };
    if (held.owner === "assistant") await silenceAssistant(tx, held, at);
    held.answeredSeq = Math.min(held.answeredSeq, await answeredSeqOf(tx, held.id));
    const isWanted = wantTurn(held, at);
    await letGo(tx, held);
    return { ours, isWanted };
  });
  if (isWanted) deps.wakeTurns(at);
  return ours;
}
