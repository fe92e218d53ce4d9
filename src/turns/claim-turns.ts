import { v7 as uuid } from "uuid";
import type { ChannelName } from "../contract/index.ts";
import type { Database } from "../database/database.ts";
import { Prisma } from "../database/generated/client.ts";
import { isFree } from "../jobs/process.ts";

/** A turn that this process has taken. */
export interface ClaimedTurn {
  readonly id: string;
  readonly conversationId: string;
  readonly channel: ChannelName;
  readonly threadKey: string;
  readonly engagement: number;
  readonly epoch: number;
  readonly upToSeq: number;
  /** The conversation's: what the customer wrote after it is unanswered. */
  readonly answeredSeq: number;
  /** How often a process has begun it, this time included. One that put it back at its orderly end does not count. */
  readonly runs: number;
  /** Begun just now: nothing is stored of it but its row. */
  readonly isNew: boolean;
  /** What the customer was shown of an unfinished answer. */
  readonly shown: string | null;
}

export interface TurnClaim {
  readonly channels: readonly ChannelName[];
  readonly processId: string;
  /** Ids of turns that run here. */
  readonly busy: readonly string[];
  readonly limit: number;
  readonly model: string;
}

/** Takes turns to run: `leftOvers` that a dead process left open, if asked for, and conversations whose turn is due. */
export async function claimTurns(database: Database, claim: TurnClaim, leftOvers: boolean): Promise<ClaimedTurn[]> {
  if (claim.channels.length === 0) return [];
  const resumed = leftOvers ? await resume(database, claim) : [];
  const begun =
    resumed.length < claim.limit ? await begin(database, { ...claim, limit: claim.limit - resumed.length }) : [];
  return [...resumed, ...begun];
}

const COLUMNS = Prisma.sql`t.id, t."conversationId", c.channel, c."threadKey", t.shown, t.engagement, t.epoch, t."upToSeq", t.runs, c."answeredSeq"`;

/** A run counts when its process died, not when that put the turn back. */
async function resume(database: Database, { channels, processId, busy, limit }: TurnClaim): Promise<ClaimedTurn[]> {
  return await database.outside.$queryRaw<ClaimedTurn[]>`
    WITH free AS (
      SELECT f.id FROM "Turn" f JOIN "Conversation" c ON c.id = f."conversationId"
      WHERE f."endedAt" IS NULL AND c.channel::text = ANY(${channels}::text[]) AND ${isFree(Prisma.raw("f"), processId, busy)}
      ORDER BY f."startedAt" LIMIT ${limit} FOR UPDATE OF f SKIP LOCKED),
    t AS (
      UPDATE "Turn" u SET "claimedBy" = ${processId}::uuid, runs = u.runs + (u."claimedBy" IS NOT NULL)::int
      FROM free WHERE u.id = free.id RETURNING u.*)
    SELECT ${COLUMNS}, FALSE AS "isNew" FROM t JOIN "Conversation" c ON c.id = t."conversationId"`;
}

/** One turn of a conversation at a time: the row lock and the unique index on open turns see to it, over all processes. */
async function begin(database: Database, { channels, processId, limit, model }: TurnClaim): Promise<ClaimedTurn[]> {
  const ids = Array.from({ length: limit }, () => uuid());
  return await database.outside.$queryRaw<ClaimedTurn[]>`
    WITH due AS (
      SELECT d.* FROM "Conversation" d
      WHERE d."turnDueAt" <= ${new Date()}::timestamptz AND d.owner = 'assistant' AND d.channel::text = ANY(${channels}::text[])
        AND NOT EXISTS (SELECT FROM "Turn" o WHERE o."conversationId" = d.id AND o."endedAt" IS NULL)
      ORDER BY d."turnDueAt" LIMIT ${limit} FOR NO KEY UPDATE SKIP LOCKED),
    c AS (
      UPDATE "Conversation" u SET "turnDueAt" = NULL, "unansweredSince" = NULL FROM due WHERE u.id = due.id RETURNING u.*),
    numbered AS (SELECT c.*, row_number() OVER () AS n FROM c),
    t AS (
      INSERT INTO "Turn" (id, "conversationId", engagement, epoch, "upToSeq", "claimedBy", model)
      SELECT (${ids}::uuid[])[n], id, engagement, epoch, "customerSeq", ${processId}::uuid, ${model} FROM numbered
      RETURNING *)
    SELECT ${COLUMNS}, TRUE AS "isNew" FROM t JOIN c ON c.id = t."conversationId"`;
}
