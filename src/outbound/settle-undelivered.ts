import { holdConversation, letGo } from "../conversation/held.ts";
import type { Database } from "../database/database.ts";
import type { ClaimedRow } from "./claim-outbox.ts";
import { type Settlement, settle } from "./settle.ts";
import { afterUndelivered, type HandOff } from "./undelivered.ts";

/** Settles a row that has failed for good, with all that follows from it, in one transaction. False: it was not ours any more. */
export async function settleUndelivered(
  row: ClaimedRow,
  settlement: Settlement,
  deps: { readonly database: Database; readonly processId: string; readonly handOff: HandOff },
): Promise<boolean> {
  return await deps.database.transaction(async (tx) => {
    const held = await holdConversation(tx, row.conversationId);
    if (!(await settle(tx, row.id, deps.processId, settlement))) return false;
    const now = await tx.outbox.findUnique({ where: { id: row.id }, select: { delivery: true } });
    // A receipt may have been quicker, and knows better.
    if (!held || now?.delivery !== "failed") return true;
    const { errorCode = "not_taken", error = "", concerns = "part" } = settlement;
    const part = { ...row, code: errorCode, why: error, concerns };
    if (await afterUndelivered(tx, held, part, deps)) await letGo(tx, held);
    return true;
  });
}
