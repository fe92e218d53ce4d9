import type { Logger } from "pino";
import type { Budget } from "../agent/budget.ts";
import type { Guard } from "../agent/guard/guard.ts";
import { failureNote } from "../agent/handoff-notes.ts";
import type { Model } from "../agent/model.ts";
import { choosePrompt, type Prompt } from "../agent/prompt.ts";
import { runTurn } from "../agent/run-turn.ts";
import { tailOf } from "../agent/tail-of.ts";
import type { AnyTool } from "../agent/tools/define-tool.ts";
import type { CheapModel } from "../agent/triage/cheap-model.ts";
import { NO_TRIAGE, startTriage } from "../agent/triage/start-triage.ts";
import { Superseded, type Voice } from "../agent/turn.ts";
import type { TurnNotes } from "../agent/turn-deps.ts";
import type { Capabilities } from "../contract/index.ts";
import type { Severity } from "../conversation/model.ts";
import type { Database } from "../database/database.ts";
import type { HandoffLines } from "../handoff/hand-off.ts";
import { coalesce } from "../jobs/coalesce.ts";
import type { DueWork } from "../jobs/due-worker.ts";
import type { SideWork } from "../jobs/side-work.ts";
import type { Meter } from "../meter.ts";
import type { Channels } from "../outbound/say.ts";
import type { CodeDeps } from "../verification/send-code.ts";
import { type ClaimedTurn, claimTurns } from "./claim-turns.ts";
import { closeGrownSegment } from "./close-grown-segment.ts";
import { type ArticleReadings, conversationReadings } from "./conversation-readings.ts";
import { newSegment, openTurn } from "./open-turn.ts";
import { sumUpHandoff } from "./sum-up-handoff.ts";
import { createTelling, type TurnAudience, UNTOLD } from "./telling.ts";
import { createTurnLog } from "./turn-log.ts";

export interface TurnWorkDeps {
  readonly database: Database;
  readonly processId: string;
  readonly channels: Channels;
  readonly log: Logger;
  readonly meter: Meter;
  readonly model: Model;
  /** As it is now. */
  prompt(): Prompt;
  readonly tools: readonly AnyTool[];
  readonly readings: ArticleReadings;
  readonly lines: HandoffLines;
  readonly codes: CodeDeps;
  /** As the policy has them now. */
  rules(): TurnRules;
  /** For what only informs: triage, summaries. */
  readonly cheap: CheapModel;
  /** Owns what goes on when a turn has ended. */
  readonly beside: SideWork;
  readonly audience: TurnAudience;
  /** Something was said: the outbox has a row. */
  wakeDelivery(): void;
}

/** What a turn is held to, whatever the model says. */
export interface TurnRules {
  readonly guard: Guard;
  readonly budget: Budget;
  readonly maxToolRounds: number;
  /** BCP 47, of the articles. */
  readonly language: string;
  readonly hasTriage: boolean;
  /** Below letters. */
  readonly signature: string;
}

export interface TurnWork extends DueWork<ClaimedTurn> {
  /** An operator has acted on a conversation: breaks its turn off if he has ended it. Other processes notice by the change. */
  interrupt(conversationId: string): void;
  /** A conversation has changed, perhaps by a step of its own turn: the same, a moment later. */
  changed(conversationId: string): void;
  /** Breaks off the turns that ended elsewhere, a moment later. */
  lookForEnded(): void;
}

/** Turns wait for the model, not for us: a process runs many at once. */
const AT_ONCE = 256;
/** A turn that breaks off this often breaks off because of what is in it. */
const MAX_RUNS = 3;
/** How often to look for turns that a dead process left open. */
const LEFT_OVERS_MS = 900;
/** How long after a look for takeovers comes the next, however many hints there are. */
const LOOKS_APART_MS = 25;
/** What is kept of a channel's patience for the burst before the turn and the handoff after it. */
const MARGIN_MS = 15_000;

export function turnWork(deps: TurnWorkDeps): TurnWork {
  const channels = [...deps.channels.values()].map(({ channel }) => channel);
  let lookedForLeftOvers = Number.NEGATIVE_INFINITY;
  const running = new Map<string, { readonly conversationId: string; readonly controller: AbortController }>();
  const breakOffEnded = async (): Promise<void> => {
    if (running.size === 0) return;
    const ended = await deps.database.outside.turn.findMany({
      where: { id: { in: [...running.keys()] }, endedAt: { not: null } },
      select: { id: true },
    });
    for (const { id } of ended) running.get(id)?.controller.abort(new Superseded());
  };
  const notLooked = (error: Error): void => deps.log.warn({ err: error }, "could not look for takeovers");
  const lookForEnded = coalesce(() => breakOffEnded().catch(notLooked), LOOKS_APART_MS);
  const runs = (id: string): boolean => [...running.values()].some(({ conversationId }) => conversationId === id);
  return {
    name: "turns",
    concurrency: AT_ONCE,
    // Nothing keeps the loop as busy as turns do.
    atLeast: 1,
    pollMs: 1_000,
    async claim(limit, busy) {
      const claim = { channels, processId: deps.processId, busy, limit, model: deps.prompt().model };
      const isTime = performance.now() - lookedForLeftOvers > LEFT_OVERS_MS;
      if (isTime) lookedForLeftOvers = performance.now();
      return await claimTurns(deps.database, claim, isTime);
    },
    async run(turn, shutdown) {
      const controller = new AbortController();
      running.set(turn.id, { conversationId: turn.conversationId, controller });
      try {
        await run(turn, AbortSignal.any([shutdown, controller.signal]), deps);
      } finally {
        running.delete(turn.id);
      }
      // What the customer wrote while it ran was hidden behind it.
      return "look_again";
    },
    // Whoever calls may have changed nothing, or be late: the turn that runs now may be the one that came of it.
    interrupt(conversationId) {
      if (runs(conversationId)) breakOffEnded().catch(notLooked);
    },
    changed(conversationId) {
      if (runs(conversationId)) lookForEnded();
    },
    lookForEnded,
  };
}

async function run(turn: ClaimedTurn, signal: AbortSignal, deps: TurnWorkDeps): Promise<void> {
  const began = performance.now();
  const about = { conversation: turn.conversationId, turn: turn.id, channel: turn.channel, run: turn.runs };
  const ended = (outcome: string): void => {
    const ms = performance.now() - began;
    deps.meter.turnEnded(turn.channel, outcome, ms / 1_000);
    deps.log.info({ ...about, outcome, ms: Math.round(ms) }, "turn ended");
  };
  try {
    ended(await runClaimed(turn, signal, deps));
    deps.wakeDelivery();
  } catch (error) {
    if (error instanceof Superseded) return ended("superseded");
    if (!signal.aborted) throw error;
    await putBack(turn, deps);
    ended("put_back");
  }
}

async function runClaimed(turn: ClaimedTurn, signal: AbortSignal, deps: TurnWorkDeps): Promise<string> {
  const { capabilities } = deps.channels.get(turn.channel) ?? {};
  if (!capabilities) throw new Error(`the channel ${turn.channel} is not turned on`);
  const usual = deps.prompt();
  if (turn.runs > MAX_RUNS) {
    // Before anything of it is read: that may be what it breaks off at.
    const log = createTurnLog(turn, newSegment(null), NOTHING_SPENT, { ...deps, fingerprint: usual.fingerprint });
    await log.handOff(failureNote("crashed"));
    if (turn.shown !== null) deps.audience.retract(turn);
    return "handed_off";
  }
  const rules = deps.rules();
  const voice = voiceOf(capabilities, rules.signature);
  const promptFor = (segment: string | null, severity: Severity | null) => choosePrompt(usual, segment, severity);
  const about = { promptFor, voice, patienceMs: capabilities.patienceMs - MARGIN_MS };
  const { open, segment, spent, prompt } = await openTurn(turn, about, deps.database);
  const log = createTurnLog(turn, segment, spent, { ...deps, fingerprint: prompt.fingerprint });
  const telling = capabilities.live ? createTelling(turn, deps) : UNTOLD;
  const ran = runTurn(open, {
    ...deps,
    ...rules,
    telling,
    prompt: { ...prompt, tail: tailOf(capabilities) },
    log,
    startTriage: (open) =>
      rules.hasTriage ? startTriage(open, { ...triageDeps(deps), ...rules, turnLog: log }) : NO_TRIAGE,
    signal,
    now: () => new Date(),
    readings: {
      ...conversationReadings(turn.conversationId, deps.readings, deps.database),
      hasLibrary: prompt.library !== null,
    },
    unexpected: (error, tool) => deps.log.error({ turn: turn.id, tool, err: error }, "a tool failed"),
    notes: notesOf(turn, deps),
    refused(tool, reason) {
      const { conversationId: conversation, id } = turn;
      deps.log.warn({ security: true, conversation, turn: id, tool, reason }, "a tool call was refused");
      deps.meter.toolRefused(tool, reason);
    },
  });
  const end = await ran.finally(() => telling.stop());
  // The customer has his answer.
  if (end === "handed_off")
    deps.beside.keep(sumUpHandoff(open, { ...triageDeps(deps), database: deps.database, turnLog: log }));
  if (end === "replied") deps.beside.keep(closeGrownSegment(turn, { ...triageDeps(deps), ...deps, turnLog: log }));
  return end;
}

/** For whoever writes the articles, and whoever wonders about the guard. */
function notesOf({ id, conversationId, channel }: ClaimedTurn, { log, meter }: TurnWorkDeps): TurnNotes {
  const about = { conversation: conversationId, turn: id, channel };
  return {
    unanswered() {
      log.info(about, "no article answers a question");
      meter.knowledgeGap(channel);
    },
    rejected(kinds) {
      log.info({ ...about, kinds }, "an answer was not let pass");
      for (const kind of kinds) meter.answerRejected(channel, kind);
    },
  };
}

const triageDeps = ({ cheap, log, beside: { signal, keep } }: TurnWorkDeps) => ({ cheap, log, signal, keep });

const NOTHING_SPENT = { outputTokens: 0, costMicros: 0 };

export function voiceOf({ voice, markup, maxAnswerLength, envelope }: Capabilities, signature: string): Voice {
  return { section: voice, markup, maxLength: maxAnswerLength, signature: envelope ? signature : null };
}

/** An orderly end of the process: the next one goes on at once, and it does not count as a crash. */
async function putBack(turn: ClaimedTurn, { database, processId }: TurnWorkDeps): Promise<void> {
  await database.outside.turn.updateMany({
    where: { id: turn.id, claimedBy: processId, endedAt: null },
    data: { claimedBy: null },
  });
}
