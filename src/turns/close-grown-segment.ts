import type { Logger } from "pino";
import { type SummedUp, sumUp } from "../agent/summary/sum-up.ts";
import type { CheapModel } from "../agent/triage/cheap-model.ts";
import type { TurnLog } from "../agent/turn.ts";
import { holdInside } from "../conversation/held.ts";
import { ticketNumber } from "../conversation/model.ts";
import type { Database } from "../database/database.ts";
import type { ClaimedTurn } from "./claim-turns.ts";
import { toUtterance } from "./open-turn.ts";

export interface GrownDeps {
  readonly database: Database;
  /** Null: nobody sums up; the last messages alone are told. */
  readonly cheap: CheapModel | null;
  readonly turnLog: Pick<TurnLog, "saveSideCall">;
  readonly log: Pick<Logger, "warn" | "info">;
  /** Aborted when the process ends. */
  readonly signal: AbortSignal;
}

/** Of a segment: what is replayed with every call. Beyond that a summary and the last messages say as much for less. */
const MOST_MESSAGES = 40;
/** About 9,000 tokens of JSON with English text in it. */
const MOST_BYTES = 30_000;
/** The last six questions and answers are told word for word. */
const KEPT = 12;

/**
 * After an answer: closes a segment that has grown, with what was said summed up by the cheap model, so that the next turn
 * begins another one. Nobody waits for it, and what fails costs nothing but the summary. Nothing is changed when the
 * conversation has changed hands meanwhile or its next turn has begun. Never rejects.
 */
export async function closeGrownSegment(turn: ClaimedTurn, deps: GrownDeps): Promise<void> {
  const { conversationId: conversation } = turn;
  try {
    const segment = await grownSegment(turn, deps.database);
    if (segment === null) return;
    const stretch = await readStretch(turn, deps.database);
    const summed = stretch && deps.cheap ? await sumUp(stretch, deps.cheap, deps.signal) : NOT_SUMMED;
    if (summed.call) await deps.turnLog.saveSideCall("summary", summed.call);
    if (deps.signal.aborted) return;
    const summary = stretch && summed.text !== null ? { text: summed.text, upToSeq: stretch.upToSeq } : null;
    const isClosed = await close(turn, segment, summary, deps.database);
    deps.log.info({ conversation, turn: turn.id, isClosed, isSummed: summary !== null }, "a segment has grown");
  } catch (error) {
    deps.log.warn({ conversation, turn: turn.id, err: error }, "a segment that has grown could not be closed");
  }
}

const NOT_SUMMED: SummedUp = { text: null, call: null };

/** The id of the open segment, if it has grown. */
async function grownSegment(
  { conversationId, engagement }: ClaimedTurn,
  { outside }: Database,
): Promise<string | null> {
  const [row] = await outside.$queryRaw<{ id: string; messages: number; bytes: number }[]>`
    SELECT s.id, (count(*) + count(t.output))::int AS messages,
      sum(octet_length(t.input::text) + COALESCE(octet_length(t.output::text), 0))::int AS bytes
    FROM "Segment" s JOIN "TurnStep" t ON t."segmentId" = s.id
    WHERE s."conversationId" = ${conversationId}::uuid AND s.engagement = ${engagement} AND s."closedAt" IS NULL
    GROUP BY s.id ORDER BY s."createdAt" DESC LIMIT 1`;
  return row && (row.messages > MOST_MESSAGES || row.bytes > MOST_BYTES) ? row.id : null;
}

/** What is to be summed up, and up to where; null: all of it is told word for word anyway. */
async function readStretch({ conversationId, engagement }: ClaimedTurn, { outside }: Database) {
  const { summary, summarySeq, tickets } = await outside.conversation.findUniqueOrThrow({
    where: { id: conversationId },
    select: { summary: true, summarySeq: true, tickets: { where: { status: "open" }, select: { number: true } } },
  });
  // What an earlier engagement was about is none of this one's.
  const isOurs = (await outside.message.count({ where: { conversationId, engagement, seq: { lte: summarySeq } } })) > 0;
  const said = await outside.message.findMany({
    where: {
      conversationId,
      engagement,
      internal: false,
      seq: { gt: summarySeq },
      OR: [{ author: { not: "customer" } }, { wantsAnswer: true }, { fromAddress: null }],
    },
    orderBy: { seq: "asc" },
    select: { seq: true, author: true, text: true, at: true },
  });
  const stretch = said.slice(0, -KEPT);
  const last = stretch.at(-1);
  if (!last) return null;
  return {
    conversationId,
    before: isOurs ? summary : null,
    said: stretch.map(toUtterance),
    tickets: tickets.map(({ number }) => ticketNumber(number)),
    upToSeq: last.seq,
  };
}

/** False: it is none of ours any more. A turn begins under the same lock, so none begins in between. */
async function close(
  { conversationId, epoch }: ClaimedTurn,
  segmentId: string,
  summary: { readonly text: string; readonly upToSeq: number } | null,
  database: Database,
): Promise<boolean> {
  return await database.transaction(async (tx) => {
    if (!(await holdInside(tx, { conversationId, epoch }))) return false;
    if ((await tx.turn.count({ where: { conversationId, endedAt: null } })) > 0) return false;
    const { count } = await tx.segment.updateMany({
      where: { id: segmentId, closedAt: null },
      data: { closedAt: new Date() },
    });
    if (count === 0) return false;
    if (summary) {
      const data = { summary: summary.text, summarySeq: summary.upToSeq };
      await tx.conversation.updateMany({ where: { id: conversationId }, data });
    }
    return true;
  });
}
