import { z } from "zod";
import { CHANNELS } from "../contract/index.ts";
import { type ConversationView, SHOWN_WITH, toConversationView } from "../conversation/view.ts";
import type { Database } from "../database/database.ts";
import { Prisma } from "../database/generated/client.ts";
import { Problem } from "../http/problem.ts";
import { PAGE, readCursor, writeCursor } from "./cursor.ts";

export const LIST_QUERY = z.object({
  state: z.enum(["assistant", "queued", "operator", "closed"]).optional(),
  channel: z.enum(CHANNELS).optional(),
  /** An operator's name. */
  assignee: z.string().max(320).optional(),
  q: z.string().trim().max(200).optional(),
  ...PAGE,
});
export type ListQuery = z.output<typeof LIST_QUERY>;

/** A page of conversations, newest activity first; of the queue, those that wait longest first. */
export async function listConversations(
  query: ListQuery,
  database: Database,
): Promise<{ items: ConversationView[]; next: string | null }> {
  const isQueue = query.state === "queued";
  const order = isQueue ? Prisma.sql`c."waitingSince" ASC, c.id ASC` : Prisma.sql`c."lastMessageAt" DESC, c.id DESC`;
  const found = await database.outside.$queryRaw<{ id: string; at: Date }[]>`
    SELECT c.id, ${isQueue ? Prisma.sql`c."waitingSince"` : Prisma.sql`c."lastMessageAt"`} AS at FROM "Conversation" c
    WHERE ${Prisma.join(conditions(query, isQueue), " AND ")} ORDER BY ${order} LIMIT ${query.limit + 1}`;
  const page = found.slice(0, query.limit);
  const rows = await database.outside.conversation.findMany({
    where: { id: { in: page.map(({ id }) => id) } },
    include: SHOWN_WITH,
  });
  const byId = new Map(rows.map((row) => [row.id, row]));
  const items = page.flatMap(({ id }) => byId.get(id) ?? []).map(toConversationView);
  const last = page.at(-1);
  return { items, next: found.length > query.limit && last ? writeCursor(isQueue ? "waiting" : "recent", last) : null };
}

function conditions(query: ListQuery, isQueue: boolean): Prisma.Sql[] {
  const { state, channel, assignee, q, cursor } = query;
  return [
    Prisma.sql`TRUE`,
    // The queue's own index holds only the queue: the planner must see that in the statement itself.
    ...(state === "queued" ? [Prisma.sql`c.owner = 'queued'`] : []),
    ...(state && state !== "queued" ? [Prisma.sql`c.owner = ${state}::"Owner"`] : []),
    ...(channel ? [Prisma.sql`c.channel = ${channel}::"Channel"`] : []),
    ...(assignee
      ? [Prisma.sql`c."assigneeId" = (SELECT id FROM "Operator" WHERE email = ${assignee.toLowerCase()})`]
      : []),
    ...(q ? [matches(q)] : []),
    ...(cursor ? [after(cursor, isQueue)] : []),
  ];
}

/** Words anywhere in the messages, or a part of an address, a name, a subject, or a ticket's number. */
function matches(q: string): Prisma.Sql {
  const part = `%${q.replaceAll(/[\\%_]/g, "\\$&")}%`;
  const ticket = Number(/^(?:TKT-)?(\d{1,9})$/i.exec(q)?.[1] ?? -1);
  return Prisma.sql`(
    c."theirAddress" ILIKE ${part} OR c.subject ILIKE ${part}
    OR EXISTS (SELECT FROM "Contact" p WHERE p.id = c."contactId" AND p.name ILIKE ${part})
    OR EXISTS (SELECT FROM "Ticket" t WHERE t."conversationId" = c.id AND t.number = ${ticket})
    OR c.id IN (SELECT m."conversationId" FROM "Message" m WHERE m.search @@ websearch_to_tsquery('simple', ${q})))`;
}

function after(text: string, isQueue: boolean): Prisma.Sql {
  const cursor = readCursor(isQueue ? "waiting" : "recent", text);
  if (!cursor) throw new Problem(400, "The cursor is not one of ours.");
  return isQueue
    ? Prisma.sql`(c."waitingSince", c.id) > (${cursor.at}, ${cursor.id}::uuid)`
    : Prisma.sql`(c."lastMessageAt", c.id) < (${cursor.at}, ${cursor.id}::uuid)`;
}
