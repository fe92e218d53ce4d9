import { z } from "zod";
import { touch } from "../database/changes.ts";
import type { Database } from "../database/database.ts";
import { Prisma } from "../database/generated/client.ts";
import { Problem } from "../http/problem.ts";
import { PAGE, readCursor, writeCursor } from "./cursor.ts";

export const DEAD_LETTER_QUERY = z.object(PAGE);

export interface DeadLetter {
  id: string;
  direction: "inbound" | "outbound";
  channel: string;
  error: string;
  attempts: number;
  at: string;
}

type Row = Omit<DeadLetter, "at"> & { at: Date };

/** What could not be handled, newest first: raw rows that nobody understood, messages that did not get out. */
export async function listDeadLetters(
  { cursor, limit }: z.output<typeof DEAD_LETTER_QUERY>,
  database: Database,
): Promise<{ items: DeadLetter[]; next: string | null }> {
  const from = cursor === undefined ? null : readCursor("dead", cursor);
  if (cursor !== undefined && !from) throw new Problem(400, "The cursor is not one of ours.");
  const before = from ? Prisma.sql`AND (at, id) < (${from.at}, ${from.id}::uuid)` : Prisma.empty;
  const rows = await database.outside.$queryRaw<Row[]>`
    SELECT * FROM (
      SELECT id, 'inbound' AS direction, channel::text, coalesce(error, '') AS error, attempts, "receivedAt" AS at
      FROM "RawInbound" WHERE state = 'dead'
      UNION ALL
      SELECT id, 'outbound', channel::text, coalesce(error, ''), attempts, "createdAt"
      FROM "Outbox" WHERE state IN ('failed', 'unknown')) dead
    WHERE TRUE ${before} ORDER BY at DESC, id DESC LIMIT ${limit + 1}`;
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map((row) => ({ ...row, at: row.at.toISOString() })),
    next: rows.length > limit && last ? writeCursor("dead", last) : null,
  };
}

/**
 * Handles one again, from the first attempt.
 * @throws {Problem} 404, 409 when its bytes are gone, or the assistant may not say it any more
 */
export async function retryDeadLetter(id: string, database: Database): Promise<"inbound" | "outbound"> {
  const again = { state: "pending", attempts: 0, nextTryAt: new Date() } as const;
  const raw = await database.outside.rawInbound.updateMany({
    where: { id, state: "dead", purgedAt: null },
    data: again,
  });
  if (raw.count > 0) return "inbound";
  await database.transaction(async (tx) => {
    if (await tx.rawInbound.findFirst({ where: { id, state: "dead" } }))
      throw new Problem(409, "It was deleted because it had been kept as long as RAW_RETENTION_DAYS says.");
    const isDead = { id, state: { in: ["failed" as const, "unknown" as const] } };
    const row = await tx.outbox.findFirst({
      where: isDead,
      include: { conversation: { select: { epoch: true } } },
    });
    if (!row) throw new Problem(404, "There is no dead letter with this id.");
    if (row.author === "assistant" && row.epoch !== row.conversation.epoch)
      throw new Problem(409, "The assistant wrote this before somebody took the conversation over. Answer yourself.");
    // What may have gone out is asked for before it is sent again.
    const data = { ...again, delivery: "queued" as const, lookups: 0, providerId: null, resends: 0 };
    const { count } = await tx.outbox.updateMany({ where: isDead, data });
    // Two who ask at once are one: the row may be on its way again by now.
    if (count === 0) return;
    await tx.message.update({
      where: { id: row.messageId },
      data: { delivery: "queued", deliveryErrorCode: null, deliveryError: null },
    });
    touch(tx, row.conversationId);
  });
  return "outbound";
}
