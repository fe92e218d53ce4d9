import { holdConversation, letGo } from "../conversation/held.ts";
import { recordEvent } from "../conversation/record-event.ts";
import type { Database } from "../database/database.ts";
import { Problem } from "../http/problem.ts";
import type { Operator } from "./operators.ts";

/**
 * What the provider gave us, byte for byte, by the id of the message it became or of the dead letter it is. For admins: it
 * holds what the desk hides. Of a message it is written down on the timeline; a dead letter has none but the log. @throws {Problem}
 */
export async function readRaw(id: string, by: Operator, database: Database): Promise<Uint8Array> {
  if (!by.isAdmin) throw new Problem(403, "Only an administrator may see what the provider sent.");
  return await database.transaction(async (tx) => {
    const message = await tx.message.findUnique({ where: { id } });
    const where = message?.rawId ? { id: message.rawId } : { id, state: "dead" as const };
    const raw = await tx.rawInbound.findUnique({ where });
    if (!raw) throw new Problem(404, "There is nothing of a provider behind this id.");
    if (raw.purgedAt)
      throw new Problem(404, "It was deleted because it had been kept as long as RAW_RETENTION_DAYS says.");
    if (!message) return raw.body;
    const held = await holdConversation(tx, message.conversationId);
    if (!held) throw new Problem(404, "There is no such conversation.");
    await recordEvent(tx, held, { kind: "raw_downloaded", by: by.name, data: { messageId: id }, at: new Date() });
    await letGo(tx, held);
    return raw.body;
  });
}
