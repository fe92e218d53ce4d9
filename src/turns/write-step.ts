import { v7 as uuid } from "uuid";
import type { ModelCall, Output, Step, ToolRecord } from "../agent/turn.ts";
import { Prisma } from "../database/generated/client.ts";
import type { Queries } from "../database/transactions.ts";
import type { ClaimedTurn } from "./claim-turns.ts";
import type { SegmentRef } from "./open-turn.ts";

/** A turn as one process runs it. */
export interface RunningTurn {
  readonly turn: ClaimedTurn;
  readonly processId: string;
}

export interface NextInput {
  readonly step: Pick<Step, "index" | "input">;
  readonly segment: SegmentRef;
  readonly fingerprint: string;
  /** The customer's messages up to then are part of it. */
  readonly upTo: number;
  readonly search: ToolRecord | undefined;
}

/**
 * Stores what is said to the model next, and its segment when it is the first there. False, and nothing stored: the turn
 * is over, or another process has it. One statement, for every answer waits for it.
 */
export async function writeInput(client: Queries, running: RunningTurn, next: NextInput): Promise<boolean> {
  const { turn, processId } = running;
  const { step, segment, fingerprint, upTo, search } = next;
  const count = await client.$executeRaw`
    WITH turn AS (
      UPDATE "Turn" SET "upToSeq" = ${upTo}::int
      WHERE id = ${turn.id}::uuid AND "claimedBy" = ${processId}::uuid AND "endedAt" IS NULL RETURNING id),
    replaced AS (
      UPDATE "Segment" s SET "closedAt" = now() FROM turn
      WHERE s.id = ${segment.replaces}::uuid AND s."closedAt" IS NULL),
    segment AS (
      INSERT INTO "Segment" (id, "conversationId", engagement, fingerprint)
      SELECT ${segment.id}::uuid, ${turn.conversationId}::uuid, ${turn.engagement}::int, ${fingerprint}::text FROM turn
      ON CONFLICT (id) DO NOTHING),
    ${search ? Prisma.sql`search AS (${insertToolCall(search)} FROM turn),` : Prisma.empty}
    step AS (
      INSERT INTO "TurnStep" (id, "turnId", "segmentId", index, input)
      SELECT ${uuid()}::uuid, id, ${segment.id}::uuid, ${step.index}::int, ${JSON.stringify(step.input)}::json FROM turn)
    SELECT FROM turn`;
  return count > 0;
}

/** What came of a call: an answer, one that cannot be used and counts against its step, or none. */
export type CallResult = Output | "discard" | "none";

/**
 * Adds a call to the ledger and to the turn's sums, whoever has the turn by now: it was paid for. What came of it is stored
 * only if the turn is open and ours. Returns whether it is.
 */
export async function writeCall(
  client: Queries,
  { turn, processId }: RunningTurn,
  index: number,
  call: ModelCall,
  result: CallResult,
): Promise<boolean> {
  const rows = await client.$queryRaw<{ ours: boolean }[]>`
    WITH turn AS (
      UPDATE "Turn" SET calls = calls + 1, "inputTokens" = "inputTokens" + ${call.inputTokens}::int,
        "outputTokens" = "outputTokens" + ${call.outputTokens}::int,
        "cacheReadTokens" = "cacheReadTokens" + ${call.cacheReadTokens}::int,
        "cacheWriteTokens" = "cacheWriteTokens" + ${call.cacheWriteTokens}::int,
        "costMicros" = "costMicros" + ${call.costMicros}::int
      WHERE id = ${turn.id}::uuid
      RETURNING id, "claimedBy" IS NOT DISTINCT FROM ${processId}::uuid AND "endedAt" IS NULL AS ours),
    step AS (${updateStep(index, result)}),
    call AS (
      INSERT INTO "ModelCall" (id, "conversationId", "turnId", purpose, model, "requestId", outcome, "stopReason", error,
        "inputTokens", "outputTokens", "cacheReadTokens", "cacheWriteTokens", "costMicros", ms, at)
      VALUES (${uuid()}::uuid, ${turn.conversationId}::uuid, ${turn.id}::uuid, 'reply', ${call.model}, ${call.requestId},
        ${call.outcome}::"CallOutcome", ${call.stopReason}, ${call.error}, ${call.inputTokens}, ${call.outputTokens},
        ${call.cacheReadTokens}, ${call.cacheWriteTokens}, ${call.costMicros}, ${call.ms}, now()))
    SELECT ours FROM turn`;
  return rows[0]?.ours ?? false;
}

/** Takes back an answer that must not be said. False: the turn is over, or another process has it. */
export async function takeBackOutput(
  client: Queries,
  { turn, processId }: RunningTurn,
  index: number,
  notice: string,
): Promise<boolean> {
  const count = await client.$executeRaw`
    UPDATE "TurnStep" s SET output = NULL, "stopReason" = NULL, "answeredAt" = NULL, notice = ${notice},
      discarded = s.discarded + 1
    FROM "Turn" t WHERE t.id = ${turn.id}::uuid AND t."claimedBy" = ${processId}::uuid AND t."endedAt" IS NULL
      AND s."turnId" = t.id AND s.index = ${index}::int`;
  return count > 0;
}

function updateStep(index: number, result: CallResult): Prisma.Sql {
  const ours = Prisma.sql`FROM turn WHERE turn.ours AND s."turnId" = turn.id AND s.index = ${index}::int`;
  if (result === "none") return Prisma.sql`SELECT`;
  if (result === "discard") return Prisma.sql`UPDATE "TurnStep" s SET discarded = s.discarded + 1 ${ours}`;
  return Prisma.sql`
    UPDATE "TurnStep" s SET output = ${JSON.stringify(result.content)}::json, "stopReason" = ${result.stopReason},
      "answeredAt" = now() ${ours}`;
}

/** A tool call's row, for `FROM turn` to follow: one that has `id`. */
function insertToolCall({ id, tool, input, result, ms }: ToolRecord): Prisma.Sql {
  return Prisma.sql`
    INSERT INTO "ToolCall" (id, "turnId", "toolUseId", tool, input, result, content, "isError", ms)
    SELECT ${uuid()}::uuid, id, ${id}, ${tool}, ${JSON.stringify(input)}::json, ${result.summary},
      ${JSON.stringify(result.content)}::json, ${result.isError}::boolean, ${ms}::int`;
}
