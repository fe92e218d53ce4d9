import type { Database } from "../database/database.ts";
import { changeOwner } from "./change-owner.ts";
import { holdConversation, letGo } from "./held.ts";

/** A conversation in which nobody has written for so long is over, if it is the assistant's. */
export const SILENCE_MS = 72 * 60 * 60 * 1_000;
const AT_ONCE = 100;

/** Closes what is over at `now`. Returns how many. Several processes may do it at once. */
export async function closeSilent(database: Database, now: Date): Promise<number> {
  const before = new Date(now.getTime() - SILENCE_MS);
  // What is unanswered is not over, however long it takes, nor is an answer that has not left: it waits for a provider or
  // a model that is down.
  const silent = await database.outside.$queryRaw<{ id: string }[]>`
    SELECT c.id FROM "Conversation" c
    WHERE c.owner = 'assistant' AND c."lastMessageAt" < ${before} AND c."customerSeq" <= c."answeredSeq"
      AND NOT EXISTS (SELECT FROM "Turn" t WHERE t."conversationId" = c.id AND t."endedAt" IS NULL)
      AND NOT EXISTS (SELECT FROM "Outbox" o WHERE o."conversationId" = c.id AND o.state IN ('pending', 'sending'))
    ORDER BY c."lastMessageAt" LIMIT ${AT_ONCE}`;
  let closed = 0;
  for (const { id } of silent) if (await close(id, before, now, database)) closed += 1;
  return closed;
}

async function close(id: string, before: Date, at: Date, database: Database): Promise<boolean> {
  return await database.transaction(async (tx) => {
    const held = await holdConversation(tx, id);
    // It may have been given back to the assistant meanwhile, for what nobody has answered.
    if (!held || held.lastMessageAt >= before || held.customerSeq > held.answeredSeq) return false;
    const about = { by: null, at, data: { reason: "silence" } };
    const decision = await changeOwner(tx, held, { kind: "fall_silent" }, about);
    if (decision.kind !== "changed") return false;
    await letGo(tx, held);
    return true;
  });
}
