import type { Triage } from "../agent/triage/triage.ts";
import { touch } from "../database/changes.ts";
import type { Database } from "../database/database.ts";
import type { ClaimedTurn } from "./claim-turns.ts";

/**
 * Stores what triage says, whatever has become of the turn meanwhile: it informs, and decides nothing. What a ticket says
 * of the matter counts for more.
 */
export async function storeTriage(database: Database, turn: ClaimedTurn, triage: Triage): Promise<void> {
  const { category, severity, intent, sentiment, language } = triage;
  await database.transaction(async (tx) => {
    // First: a ticket that is being opened now must be seen below.
    await tx.$executeRaw`SELECT FROM "Conversation" WHERE id = ${turn.conversationId}::uuid FOR NO KEY UPDATE`;
    await tx.$executeRaw`
      UPDATE "Conversation" c SET language = ${language}, intent = ${intent}, sentiment = ${sentiment},
        category = CASE WHEN k.known THEN c.category ELSE ${category}::"Category" END,
        severity = CASE WHEN k.known THEN c.severity ELSE ${severity}::"Severity" END
      FROM (SELECT EXISTS (SELECT FROM "Ticket" WHERE "conversationId" = ${turn.conversationId}::uuid
        AND matter LIKE ${`${turn.engagement}:%`}) AS known) k
      WHERE c.id = ${turn.conversationId}::uuid AND c.engagement = ${turn.engagement}`;
    await tx.turn.updateMany({ where: { id: turn.id }, data: { triage: { ...triage } } });
    touch(tx, turn.conversationId);
  });
}
