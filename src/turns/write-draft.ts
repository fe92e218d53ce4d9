import { v7 as uuid } from "uuid";
import { choosePrompt } from "../agent/prompt.ts";
import { runTurn } from "../agent/run-turn.ts";
import { NO_TRIAGE } from "../agent/triage/start-triage.ts";
import type { OpenTurn } from "../agent/turn.ts";
import type { Drafted } from "../conversation/model.ts";
import type { Database } from "../database/database.ts";
import type { Conversation } from "../database/generated/client.ts";
import type { ClaimedTurn } from "./claim-turns.ts";
import { conversationReadings } from "./conversation-readings.ts";
import { DraftLog } from "./draft-log.ts";
import { openTurn } from "./open-turn.ts";
import { UNTOLD } from "./telling.ts";
import { type TurnWorkDeps, voiceOf } from "./turn-worker.ts";

export type DraftDeps = Pick<
  TurnWorkDeps,
  "database" | "channels" | "log" | "meter" | "model" | "prompt" | "tools" | "readings" | "rules" | "beside"
>;

/** How long an operator waits for a draft. */
const PATIENCE_MS = 60_000;

/**
 * Has the assistant write the next message to a customer for an operator: the loop of a turn, with its search, its tools and
 * its guard, but nothing is sent, shown or changed. Whoever has the conversation keeps it; several may ask at once.
 * @throws the reason of `signal`, or that the process ends.
 */
export async function writeDraft(
  conversationId: string,
  instruction: string | null,
  signal: AbortSignal,
  deps: DraftDeps,
): Promise<Drafted> {
  const { database, tools, meter, log } = deps;
  const conversation = await database.outside.conversation.findUnique({ where: { id: conversationId } });
  if (!conversation) return { kind: "missing" };
  if (conversation.owner === "closed") return { kind: "closed" };
  const { capabilities } = deps.channels.get(conversation.channel) ?? {};
  if (!capabilities) return { kind: "failed", reason: "The channel of this conversation is not turned on here." };

  const rules = deps.rules();
  const voice = voiceOf(capabilities, rules.signature);
  const usual = deps.prompt();
  const turn = await asTurn(conversation, database);
  const about = {
    promptFor: (_segment: string | null, severity: OpenTurn["customer"]["severity"]) =>
      choosePrompt(usual, null, severity),
    voice,
    patienceMs: PATIENCE_MS,
  };
  const { open, prompt } = await openTurn(turn, about, database);
  const draftLog = new DraftLog({ conversationId, database, meter, tools });
  // What was said is told in words: the assistant's own segment is not to have a draft in it.
  const draft: OpenTurn = { ...open, segment: [], replaysThinking: true, draftFor: { instruction } };
  const ran = runTurn(draft, {
    ...deps,
    ...rules,
    prompt,
    guard: draftLog.guard(rules.guard),
    log: draftLog,
    telling: UNTOLD,
    startTriage: () => NO_TRIAGE,
    signal: AbortSignal.any([signal, deps.beside.signal]),
    now: () => new Date(),
    readings: conversationReadings(conversationId, deps.readings, database),
    unexpected: (error, tool) => log.error({ conversation: conversationId, tool, err: error }, "a tool failed"),
    refused(tool, reason) {
      log.warn({ security: true, conversation: conversationId, tool, reason }, "a tool call was refused");
      meter.toolRefused(tool, reason);
    },
  });
  try {
    await ran;
  } catch (error) {
    if (!deps.beside.signal.aborted) throw error;
    return { kind: "failed", reason: "The server is stopping." };
  }
  return draftLog.outcome();
}

/** The conversation as it stands, as a turn that nobody has claimed: to be answered is what nobody has answered in words. */
async function asTurn(conversation: Conversation, { outside }: Database): Promise<ClaimedTurn> {
  const { id: conversationId, channel, threadKey, engagement, epoch, seq } = conversation;
  const answer = await outside.message.findFirst({
    where: { conversationId, engagement, internal: false, author: { in: ["assistant", "operator"] } },
    orderBy: { seq: "desc" },
    select: { seq: true },
  });
  const place = { conversationId, channel, threadKey, engagement, epoch };
  return { id: uuid(), ...place, upToSeq: seq, answeredSeq: answer?.seq ?? 0, runs: 1, isNew: true, shown: null };
}
