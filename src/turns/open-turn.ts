import type Anthropic from "@anthropic-ai/sdk";
import { v7 as uuid } from "uuid";
import type { OpenTurn, Output, Step, ToolResult, Utterance } from "../agent/turn.ts";
import type { Database } from "../database/database.ts";
import type { Message, TurnStep } from "../database/generated/client.ts";
import type { ClaimedTurn } from "./claim-turns.ts";

/** The segment that a turn's steps go to. */
export interface SegmentRef {
  readonly id: string;
  /** An open one that it takes the place of. */
  readonly replaces: string | null;
}

/** How many messages before a turn the model is told of when it starts a segment. */
const MOST_EARLIER = 40;

/** A claimed turn as it stands in the database: begun just now, or left open by another process. */
export async function openTurn(
  turn: ClaimedTurn,
  about: { readonly fingerprint: string; readonly voice: string; readonly patienceMs: number },
  database: Database,
): Promise<{ readonly open: OpenTurn; readonly segment: SegmentRef }> {
  const client = database.outside;
  const [messages, segment, stored, calls] = await Promise.all([
    readMessages(turn, database),
    client.segment.findFirst({
      where: { conversationId: turn.conversationId, engagement: turn.engagement, closedAt: null },
      include: { steps: { orderBy: [{ createdAt: "asc" }, { index: "asc" }] } },
      orderBy: { createdAt: "desc" },
    }),
    turn.isNew ? [] : client.turnStep.findMany({ where: { turnId: turn.id }, orderBy: { index: "asc" } }),
    turn.isNew ? [] : client.toolCall.findMany({ where: { turnId: turn.id } }),
  ]);
  // A turn in the middle goes on in its segment, even when the prompt has changed since; a fresh one starts another.
  const usable = segment && (stored.length > 0 || segment.fingerprint === about.fingerprint) ? segment : null;
  const open: OpenTurn = {
    id: turn.id,
    conversationId: turn.conversationId,
    upTo: turn.upToSeq,
    voice: about.voice,
    deadline: new Date(Date.now() + about.patienceMs),
    segment: (usable?.steps ?? []).filter(({ turnId }) => turnId !== turn.id).flatMap(toWire),
    replaysThinking: usable === null || usable.fingerprint === about.fingerprint,
    ...messages,
    steps: stored.map(toStep),
    results: new Map(calls.map((call) => [call.toolUseId, toResult(call)])),
  };
  return {
    open,
    segment: usable ? { id: usable.id, replaces: null } : newSegment(segment?.id ?? null),
  };
}

export function newSegment(replaces: string | null): SegmentRef {
  return { id: uuid(), replaces };
}

/** What was said in this engagement: what nobody has answered, all of it, and the last of what came before. */
async function readMessages(turn: ClaimedTurn, { outside: client }: Database) {
  const { conversationId, engagement, answeredSeq, upToSeq } = turn;
  const said = { conversationId, engagement, internal: false, seq: { lte: upToSeq } };
  const isUnanswered = { wantsAnswer: true, seq: { gt: answeredSeq } };
  const [unanswered, earlier] = await Promise.all([
    client.message.findMany({ where: { AND: [said, isUnanswered] }, orderBy: { seq: "asc" } }),
    client.message.findMany({
      where: { AND: [said, { NOT: isUnanswered }] },
      orderBy: { seq: "desc" },
      take: MOST_EARLIER,
    }),
  ]);
  return {
    unanswered: unanswered.map(toUtterance),
    // What never reached the customer was not said.
    earlier: earlier
      .reverse()
      .filter(({ delivery }) => delivery !== "failed")
      .map(toUtterance),
  };
}

export function toUtterance({ author, text, at }: Message): Utterance {
  return { author, text, at };
}

function toStep(step: TurnStep): Step {
  return { index: step.index, input: inputOf(step), output: outputOf(step), discarded: step.discarded };
}

function toWire(step: TurnStep): Anthropic.MessageParam[] {
  const output = outputOf(step);
  return [
    { role: "user", content: inputOf(step) },
    ...(output ? [{ role: "assistant" as const, content: output.content }] : []),
  ];
}

// These columns hold what the SDK gave us or was given, stored as it was.
const inputOf = ({ input }: TurnStep) => input as unknown as Anthropic.ContentBlockParam[];

function outputOf({ output, stopReason }: TurnStep): Output | null {
  if (output === null || stopReason === null) return null;
  return { content: output as unknown as Anthropic.ContentBlock[], stopReason: stopReason as Anthropic.StopReason };
}

export function toResult(call: { content: unknown; result: string; isError: boolean }): ToolResult {
  return { content: call.content as ToolResult["content"], summary: call.result, isError: call.isError };
}
