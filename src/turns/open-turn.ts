import type Anthropic from "@anthropic-ai/sdk";
import { v7 as uuid } from "uuid";
import type { OpenTurn, Output, Spent, Step, ToolResult, Utterance, Voice } from "../agent/turn.ts";
import { stepMessages } from "../agent/wire.ts";
import type { Severity } from "../conversation/model.ts";
import type { Database } from "../database/database.ts";
import { type Message, Prisma, type TurnStep } from "../database/generated/client.ts";
import type { ClaimedTurn } from "./claim-turns.ts";
import { type Known, readKnown } from "./read-known.ts";

/** The segment that a turn's steps go to. */
export interface SegmentRef {
  readonly id: string;
  /** An open one that it takes the place of. */
  readonly replaces: string | null;
}

/** How many messages before a turn the model is told of when it starts a segment. */
const MOST_EARLIER = 40;
/** How many the rules look at: a sum may be spread over what was summed up long ago. */
const MOST_LOOKED_AT = 100;

export interface OpenAbout<Prompt> {
  /** The prompt to use, by the fingerprint of the open segment, if there is one, and by how severe the matter is known to be. */
  promptFor(segment: string | null, severity: Severity | null): Prompt;
  readonly voice: Voice;
  readonly patienceMs: number;
}

export interface Opened<Prompt> {
  readonly open: OpenTurn;
  readonly segment: SegmentRef;
  readonly spent: Spent;
  readonly prompt: Prompt;
}

/** A claimed turn as it stands in the database: begun just now, or left open by another process. */
export async function openTurn<Prompt extends { readonly fingerprint: string }>(
  turn: ClaimedTurn,
  about: OpenAbout<Prompt>,
  database: Database,
): Promise<Opened<Prompt>> {
  const client = database.outside;
  const [messages, known, segment, stored, calls] = await Promise.all([
    readMessages(turn, database),
    readKnown(turn, database),
    readSegment(turn, database),
    turn.isNew ? [] : client.turnStep.findMany({ where: { turnId: turn.id }, orderBy: { index: "asc" } }),
    turn.isNew ? [] : client.toolCall.findMany({ where: { turnId: turn.id } }),
  ]);
  // A turn in the middle goes on in its segment, even when the prompt has changed since; a fresh one starts another.
  const prompt = about.promptFor(segment?.fingerprint ?? null, known.customer.severity);
  const usable = segment && (stored.length > 0 || segment.fingerprint === prompt.fingerprint) ? segment : null;
  const open: OpenTurn = {
    id: turn.id,
    conversationId: turn.conversationId,
    upTo: turn.upToSeq,
    voice: about.voice,
    customer: known.customer,
    customerMessages: known.customerMessages,
    deadline: new Date(Date.now() + about.patienceMs),
    segment: (usable?.steps ?? []).filter(({ turnId }) => turnId !== turn.id).flatMap(toWire),
    replaysThinking: usable === null || usable.fingerprint === prompt.fingerprint,
    ...said(messages, known),
    steps: stored.map((step, index) => ({ ...toStep(step), startsSegment: isOther(step, stored[index - 1]) })),
    results: new Map(calls.map((call) => [call.toolUseId, toResult(call)])),
  };
  return {
    open,
    prompt,
    spent: known.spent,
    segment: usable ? { id: usable.id, replaces: null } : newSegment(segment?.id ?? null),
  };
}

/** What a summary holds need not be said again to the model. The subject of a letter is a part of what its first message says. */
function said(
  messages: readonly SaidRow[],
  { summary, subject }: Known,
): Pick<OpenTurn, "summary" | "older" | "earlier" | "unanswered"> {
  const from = summary?.upToSeq ?? 0;
  const before = messages.filter(({ isUnanswered }) => !isUnanswered);
  const earlier = before.filter(({ seq }) => seq > from).slice(-MOST_EARLIER);
  const older = before.slice(0, before.length - earlier.length);
  const unanswered = messages.filter(({ isUnanswered }) => isUnanswered);
  const isFirst = messages.length === unanswered.length && summary === null;
  const withSubject = (row: SaidRow, index: number): SaidRow =>
    isFirst && index === 0 && subject ? { ...row, text: `Subject: ${subject}\n\n${row.text}`.trim() } : row;
  return {
    summary: summary?.text ?? null,
    older: older.filter(({ author }) => author === "customer").map(toUtterance),
    earlier: earlier.map(toUtterance),
    unanswered: unanswered.map(withSubject).map(toUtterance),
  };
}

export function newSegment(replaces: string | null): SegmentRef {
  return { id: uuid(), replaces };
}

type SaidRow = Pick<Message, "author" | "text" | "at" | "seq"> & {
  readonly isUnanswered: boolean;
  /** Written before the last time that a human gave the conversation back. */
  readonly isHandled: boolean;
  readonly files: readonly string[] | null;
};

/**
 * What was said in this engagement: what nobody has answered, all of it, and the last of what came before. What never
 * reached the customer was not said. One statement in SQL, for every answer waits for it.
 */
async function readMessages(turn: ClaimedTurn, { outside }: Database): Promise<SaidRow[]> {
  const { conversationId, engagement, answeredSeq, upToSeq } = turn;
  // Whoever else takes part in the thread does not speak for the customer.
  const said = Prisma.sql`"conversationId" = ${conversationId}::uuid AND engagement = ${engagement}
    AND NOT internal AND seq <= ${upToSeq} AND (author <> 'customer' OR "wantsAnswer" OR "fromAddress" IS NULL)`;
  const isUnanswered = Prisma.sql`"wantsAnswer" AND seq > ${answeredSeq}`;
  return await outside.$queryRaw<SaidRow[]>`
    SELECT seq, author, text, at, "isUnanswered",
      seq < COALESCE((SELECT max(seq) FROM "Event" WHERE "conversationId" = ${conversationId}::uuid
        AND kind = 'released'), 0) AS "isHandled",
      (SELECT array_agg(filename ORDER BY index) FROM "Attachment" WHERE "messageId" = said.id) AS files FROM (
      (SELECT id, seq, author, text, at, TRUE AS "isUnanswered" FROM "Message" WHERE ${said} AND ${isUnanswered})
      UNION ALL
      (SELECT id, seq, author, text, at, FALSE FROM "Message"
        WHERE ${said} AND NOT (${isUnanswered}) AND delivery IS DISTINCT FROM 'failed'
        ORDER BY seq DESC LIMIT ${MOST_LOOKED_AT})) said
    ORDER BY seq`;
}

type SegmentStep = Pick<TurnStep, "turnId" | "input" | "notice" | "output" | "stopReason">;

/** The open segment with its steps in order, or null. */
async function readSegment({ conversationId, engagement }: ClaimedTurn, { outside }: Database) {
  const rows = await outside.$queryRaw<(Omit<SegmentStep, "turnId"> & Head & { turnId: string | null })[]>`
    SELECT s.id, s.fingerprint, t."turnId", t.input, t.notice, t.output, t."stopReason"
    FROM "Segment" s LEFT JOIN "TurnStep" t ON t."segmentId" = s.id
    WHERE s."conversationId" = ${conversationId}::uuid AND s.engagement = ${engagement} AND s."closedAt" IS NULL
    ORDER BY s."createdAt" DESC, s.id, t."createdAt", t.index`;
  const [first] = rows;
  if (!first) return null;
  const steps = rows.flatMap(({ id, turnId, ...step }) => (id === first.id && turnId ? [{ ...step, turnId }] : []));
  return { id: first.id, fingerprint: first.fingerprint, steps };
}

interface Head {
  readonly id: string;
  readonly fingerprint: string;
}

/** Files are named, so that the model can say that it cannot look into them. */
export function toUtterance({
  author,
  text,
  at,
  files,
  isHandled = false,
}: Pick<Message, "author" | "text" | "at"> & {
  readonly files?: readonly string[] | null;
  readonly isHandled?: boolean;
}): Utterance {
  const names = (files ?? []).map((name) => `[attached file: ${name}]`);
  return { author, text: [text, ...names].join("\n").trim(), at, ...(isHandled && { isHandled }) };
}

const isOther = (step: TurnStep, before: TurnStep | undefined): boolean =>
  before !== undefined && before.segmentId !== step.segmentId;

function toStep(step: TurnStep): Step {
  const { index, discarded, notice } = step;
  return { index, input: inputOf(step), output: outputOf(step), discarded, notice };
}

function toWire(step: SegmentStep): Anthropic.MessageParam[] {
  return stepMessages({ input: inputOf(step), notice: step.notice, output: outputOf(step) });
}

// These columns hold what the SDK gave us or was given, stored as it was.
const inputOf = ({ input }: SegmentStep) => input as unknown as Anthropic.ContentBlockParam[];

function outputOf({ output, stopReason }: SegmentStep): Output | null {
  if (output === null || stopReason === null) return null;
  return { content: output as unknown as Anthropic.ContentBlock[], stopReason: stopReason as Anthropic.StopReason };
}

export function toResult(call: { content: unknown; result: string; isError: boolean }): ToolResult {
  return { content: call.content as ToolResult["content"], summary: call.result, isError: call.isError };
}
