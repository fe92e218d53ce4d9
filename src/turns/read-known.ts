import type { CustomerContext, Spent } from "../agent/turn.ts";
import { ticketNumber } from "../conversation/model.ts";
import type { Database } from "../database/database.ts";
import type { ClaimedTurn } from "./claim-turns.ts";

/** What is known of a conversation beside its messages, when a turn begins. */
export interface Known {
  readonly customer: CustomerContext;
  readonly customerMessages: number;
  /** Since the assistant has had the conversation; the money also by the cheap model. */
  readonly spent: Spent;
  readonly subject: string | null;
  /** What was said in this engagement up to a seq; null: nothing was summed up. */
  readonly summary: { readonly text: string; readonly upToSeq: number } | null;
}

interface Row extends Omit<CustomerContext, "tickets"> {
  readonly subject: string | null;
  readonly summary: string | null;
  readonly summarySeq: number;
  readonly firstSeq: number | null;
  readonly customerMessages: number;
  readonly outputTokens: number;
  readonly costMicros: number;
  readonly tickets: readonly number[] | null;
}

/** One statement, for every answer waits for it. */
export async function readKnown(turn: ClaimedTurn, { outside }: Database): Promise<Known> {
  const { conversationId, engagement, epoch, upToSeq } = turn;
  const [row] = await outside.$queryRaw<Row[]>`
    SELECT c.identity, c.language, c.category, c.severity, c.subject, c.summary, c."summarySeq", k.name,
      m."firstSeq", m."customerMessages", t."outputTokens", t."costMicros",
      (SELECT array_agg(number ORDER BY number) FROM "Ticket"
        WHERE "conversationId" = c.id AND status = 'open') AS tickets
    FROM "Conversation" c JOIN "Contact" k ON k.id = c."contactId",
      LATERAL (SELECT min(seq) AS "firstSeq", (count(*) FILTER (WHERE author = 'customer' AND class = 'human'
          AND ("wantsAnswer" OR "fromAddress" IS NULL)))::int AS "customerMessages"
        FROM "Message" WHERE "conversationId" = c.id AND engagement = ${engagement} AND seq <= ${upToSeq}) m,
      LATERAL (SELECT COALESCE(sum("outputTokens"), 0)::int AS "outputTokens",
          (COALESCE(sum("costMicros"), 0) + COALESCE((SELECT sum(s."costMicros")
            FROM "ModelCall" s JOIN "Turn" of ON of.id = s."turnId"
            WHERE s."conversationId" = c.id AND s.purpose <> 'reply' AND of.epoch = ${epoch}), 0))::int AS "costMicros"
        FROM "Turn" WHERE "conversationId" = c.id AND epoch = ${epoch}) t
    WHERE c.id = ${conversationId}::uuid`;
  if (!row) throw new Error("a turn without a conversation");
  const { name, identity, language, category, severity, customerMessages, outputTokens, costMicros, subject } = row;
  const tickets = (row.tickets ?? []).map(ticketNumber);
  // What an earlier engagement was about is none of this one's.
  const isOurs = row.summary !== null && row.summarySeq >= (row.firstSeq ?? 0);
  return {
    customer: { name, identity, language, category, severity, tickets },
    customerMessages,
    spent: { outputTokens, costMicros },
    subject,
    summary: isOurs && row.summary !== null ? { text: row.summary, upToSeq: row.summarySeq } : null,
  };
}
