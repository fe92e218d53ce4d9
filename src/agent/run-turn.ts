import { type Answered, askModel } from "./ask-model.ts";
import { allowance, type Budget } from "./budget.ts";
import { shorten } from "./dress/shorten.ts";
import { dress } from "./dress.ts";
import { evidenceOf, succeededNow } from "./evidence.ts";
import type { Escalation, Evidence, Finding, Guard } from "./guard/guard.ts";
import { noticeOf, TOO_LONG } from "./guard/notice.ts";
import { gateTelling } from "./guard/sentence-gate.ts";
import { escalationNote, escalationTicket, failureNote } from "./handoff-notes.ts";
import { packOf } from "./handoff-pack.ts";
import { isKnowledgeGap } from "./knowledge-gap.ts";
import { namedSources } from "./library.ts";
import type { Model } from "./model.ts";
import { type Failure, type Move, nextMove, startedSegment } from "./next-move.ts";
import { type Prompt, systemBlocks, toRequest } from "./prompt.ts";
import { reopeningInput } from "./reopening-input.ts";
import { inRunningOrder, runTool, type ToolDeps } from "./run-tools.ts";
import { said } from "./said.ts";
import { searchFor } from "./search.ts";
import { citedSources, searchSummary } from "./search-blocks.ts";
import type { AnyTool, Readings } from "./tools/define-tool.ts";
import { escalateToHuman } from "./tools/escalate-to-human.ts";
import { lookupKnowledgeBase } from "./tools/lookup-knowledge-base.ts";
import { RESOLVE } from "./tools/registry.ts";
import type { RunningTriage } from "./triage/triage.ts";
import type { AbsorbedUpTo, OpenTurn, Step, Telling, ToolResult, TurnLog } from "./turn.ts";
import { openingInput, resultsInput, retrievalQuery, wireMessages } from "./wire.ts";

export interface TurnDeps {
  readonly model: Model;
  readonly prompt: Prompt;
  readonly tools: readonly AnyTool[];
  readonly readings: Readings;
  readonly guard: Guard;
  readonly budget: Budget;
  readonly maxToolRounds: number;
  /** BCP 47, of the articles. */
  readonly language: string;
  readonly log: TurnLog;
  readonly telling: Telling;
  /** Begins to sort what the customer wrote, beside the answer. */
  startTriage(turn: OpenTurn): RunningTriage;
  /** Aborted with `Superseded` by a takeover, with any other reason by a shutdown. */
  readonly signal: AbortSignal;
  readonly now: () => Date;
  readonly unexpected: ToolDeps["unexpected"];
  readonly refused: ToolDeps["refused"];
  /** Told what is worth a line in a log, without a word of anybody. Absent: nobody keeps one. */
  readonly notes?: TurnNotes;
}

export interface TurnNotes {
  /** An answer went out, or a colleague was called, and the help centre had nothing on the question. */
  foundNothing(): void;
  /** A draft was not sent, for what is wrong with it. */
  rejected(kinds: readonly Finding["kind"][]): void;
}

export type TurnEnd = "replied" | "closed" | "handed_off";

/** The ids of what code does in the model's place: as tool calls of the turn, people see them. */
const RETRIEVAL = "retrieval";
const RULE = "rule";

/**
 * Runs a turn to its end: an answer to the customer, or a handoff. What it decides it decides from what is stored, so it
 * may be begun by one process and ended by another. Every way to fail ends with a human.
 * @throws {Superseded} when somebody took the conversation over; the signal's reason when it was broken off.
 */
export async function runTurn(turn: OpenTurn, deps: TurnDeps): Promise<TurnEnd> {
  return await new RunningTurn(turn, deps).run();
}

class RunningTurn {
  #turn: OpenTurn;
  #upTo: AbsorbedUpTo;
  readonly #deps: TurnDeps;
  readonly #telling: Telling;
  readonly #steps: Step[];
  readonly #results: Map<string, ToolResult>;
  #known: { readonly version: string; readonly evidence: Evidence } | undefined;

  constructor(turn: OpenTurn, deps: TurnDeps) {
    this.#turn = turn;
    this.#upTo = turn.upTo;
    this.#deps = deps;
    this.#steps = [...turn.steps];
    this.#results = new Map(turn.results);
    this.#telling = gateTelling(deps.telling, (draft) => deps.guard.after(draft, this.#evidence()).length === 0);
  }

  async run(): Promise<TurnEnd> {
    for (;;) {
      this.#deps.signal.throwIfAborted();
      const move = nextMove(this.#steps, this.#results, this.#deps.maxToolRounds);
      // Words before a tool call, or before a failure, are not the answer.
      if (move.kind !== "reply") await this.#telling.retract();
      const end = await this.#make(move);
      if (end) return end;
    }
  }

  /** Null: the turn goes on. */
  async #make(move: Move): Promise<TurnEnd | null> {
    switch (move.kind) {
      case "open":
        return await this.#open();
      case "ask":
        return await this.#ask(move);
      case "run_tools":
        return await this.#runTools(move);
      case "say_results":
        return await this.#sayResults(move);
      case "go_on":
        return await this.#say([]);
      case "start_segment":
        return await this.#startSegment("context_too_long");
      case "reply":
        return await this.#reply(move.text);
      case "give_up":
        return await this.#giveUp(move.failure);
    }
  }

  /** Searches before the first request of every turn: in code, because asked for in a prompt it is sometimes left out. */
  async #open(): Promise<TurnEnd | null> {
    const { guard, log, prompt, startTriage, now } = this.#deps;
    const turn = this.#turn;
    const must = guard.before(said(turn, turn.unanswered));
    if (must.flags.length > 0) await log.flag(must.flags);
    if (must.escalation) return await this.#escalate(must.escalation);

    const triage = startTriage(turn);
    const began = performance.now();
    if (prompt.library) return await this.#say(openingInput(turn, null, now()));
    const query = retrievalQuery(turn);
    const passages = await searchFor(query, triage, this.#deps);
    const step = { index: 0, input: openingInput(turn, passages, now()), notice: null };
    // What it found is in the input, and nobody reads it twice.
    const result = { content: [], summary: searchSummary(passages), isError: false };
    const search = { id: RETRIEVAL, tool: lookupKnowledgeBase.name, input: { query }, result };
    await log.saveInput(step, turn.upTo, { ...search, ms: Math.round(performance.now() - began) });
    this.#steps.push({ ...step, output: null, discarded: 0 });
    return null;
  }

  async #ask(move: Extract<Move, { kind: "ask" }>): Promise<TurnEnd | null> {
    const { prompt, budget, log } = this.#deps;
    const messages = wireMessages(this.#turn, this.#steps);
    const maxTokens = allowance(move.maxTokens, log.spent(), { prompt, messages }, budget);
    if (maxTokens === null) return await this.#giveUp("over_budget");
    const request = toRequest(prompt, messages, { ...move, maxTokens, userId: this.#turn.conversationId });
    const { deadline } = this.#turn;
    const answer = await askModel(request, this.#last().index, { ...this.#deps, telling: this.#telling, deadline });
    if (answer.kind === "failed") return await this.#afterFailure(answer.failure);
    this.#steps.push(withAnswer(this.#steps.pop(), answer));
    return null;
  }

  /** What the API does not take as it stands it may take in a segment of its own, once. */
  async #afterFailure(failure: Failure): Promise<TurnEnd | null> {
    if (startedSegment(this.#steps)) return await this.#giveUp(failure);
    switch (failure) {
      case "context_too_long":
      case "thinking_refused":
        return await this.#startSegment(failure);
      case "model_refuses_request":
        // What is refused may be anything that is replayed, such as a block that is newer than we are.
        if (this.#turn.segment.length > 0 || this.#steps.length > 1) return await this.#startSegment(failure);
        return await this.#giveUp(failure);
      default:
        return await this.#giveUp(failure);
    }
  }

  async #startSegment(why: Parameters<TurnLog["startSegment"]>[0]): Promise<null> {
    const { log, now } = this.#deps;
    const input = reopeningInput(this.#turn, this.#steps, this.#results, now());
    log.startSegment(why);
    this.#turn = { ...this.#turn, segment: [], replaysThinking: true };
    return await this.#say(input, { startsSegment: true });
  }

  /** Stores what is said next. */
  async #say(input: Step["input"], more: Pick<Step, "startsSegment"> = {}): Promise<null> {
    const step = { index: this.#steps.length, input, notice: null };
    await this.#deps.log.saveInput(step, this.#upTo);
    this.#steps.push({ ...step, ...more, output: null, discarded: 0 });
    return null;
  }

  async #runTools({ uses }: Extract<Move, { kind: "run_tools" }>): Promise<TurnEnd | null> {
    const { tools, log } = this.#deps;
    for (const use of inRunningOrder(uses, tools)) {
      this.#results.set(use.id, await runTool(use, { ...this.#deps, pack: () => this.#pack(null) }));
      if (log.hasEnded()) {
        this.#noteGap();
        return "handed_off";
      }
    }
    return null;
  }

  async #sayResults({ uses }: Extract<Move, { kind: "say_results" }>): Promise<TurnEnd | null> {
    const { log, guard } = this.#deps;
    const { utterances, upTo } = await log.unread();
    if (utterances.length > 0) {
      const unanswered = [...this.#turn.unanswered, ...utterances];
      const must = guard.before(said(this.#turn, unanswered));
      if (must.flags.length > 0) await log.flag(must.flags);
      if (must.escalation) return await this.#escalate(must.escalation, unanswered, upTo);
    }
    this.#upTo = upTo;
    return await this.#say(resultsInput(uses, this.#results, utterances));
  }

  async #reply(text: string): Promise<TurnEnd | null> {
    const { guard, log, prompt } = this.#deps;
    const answer = dress(text, this.#turn.voice, this.#turn.customer);
    const findings = guard.after(text, this.#evidence());
    const maxLength = this.#turn.voice.maxLength ?? Number.POSITIVE_INFINITY;
    const isTooLong = answer.length > maxLength;
    // One that goes on from a pause has nothing of ours that a notice could stand behind.
    const isFirst = this.#last().notice === null && this.#last().input.length > 0;
    if (findings.length > 0) this.#deps.notes?.rejected(findings.map(({ kind }) => kind));
    if (findings.length > 0 && !isFirst) return await this.#giveUp("ungrounded", answer);
    if (findings.length > 0 || (isTooLong && isFirst)) {
      await this.#reject(findings.length > 0 ? noticeOf(findings) : TOO_LONG);
      return null;
    }
    const closes = succeededNow(this.#steps, this.#results).includes(RESOLVE);
    await this.#telling.finish();
    await log.reply(
      isTooLong ? shorten(answer, maxLength) : answer,
      prompt.library ? namedSources(text, prompt.library) : citedSources(this.#last().output?.content ?? []),
      closes,
    );
    if (!closes) this.#noteGap();
    return closes ? "closed" : "replied";
  }

  #noteGap(): void {
    const { prompt, notes } = this.#deps;
    // All articles were in the prompt: nothing was searched for.
    if (!prompt.library && isKnowledgeGap(this.#turn, this.#steps)) notes?.foundNothing();
  }

  /** What was written is asked for once more, with the reason why. */
  async #reject(notice: string): Promise<void> {
    await this.#telling.retract();
    const last = this.#last();
    await this.#deps.log.reject(last.index, notice);
    this.#steps[last.index] = { ...last, output: null, discarded: last.discarded + 1, notice };
  }

  async #escalate(
    escalation: Escalation,
    unanswered: OpenTurn["unanswered"] = this.#turn.unanswered,
    upTo: AbsorbedUpTo = this.#turn.upTo,
  ): Promise<TurnEnd> {
    const turn = { ...this.#turn, unanswered };
    const note = escalationNote(escalation, turn, this.#pack(null));
    const use = { id: RULE, tool: escalateToHuman.name, input: { reason: note.reason, priority: note.priority } };
    await this.#deps.log.handOff(note, use, escalationTicket(escalation, turn), upTo);
    return "handed_off";
  }

  async #giveUp(failure: Failure, draft: string | null = null): Promise<TurnEnd> {
    await this.#telling.retract();
    await this.#deps.log.handOff({ ...failureNote(failure), pack: this.#pack(draft) });
    return "handed_off";
  }

  #evidence(): Evidence {
    const version = `${this.#steps.length} ${this.#results.size}`;
    // Asked for at the end of every sentence, and the same all the while: the guard knows it again.
    if (this.#known?.version !== version) {
      const system = systemBlocks(this.#deps.prompt).map(({ text }) => text);
      const evidence = evidenceOf(this.#turn, this.#steps, this.#results, system);
      this.#known = { version, evidence };
    }
    return this.#known.evidence;
  }

  #pack(draft: string | null) {
    const turn = this.#turn;
    // A rule ends a turn before anything is looked up; whoever takes over is spared that.
    const passages = this.#steps.length > 0 ? [] : this.#deps.readings.searchKnowledge(retrievalQuery(turn));
    return packOf({ turn, steps: this.#steps, results: this.#results, draft, passages });
  }

  #last(): Step {
    const last = this.#steps.at(-1);
    if (!last) throw new Error("a turn without a step");
    return last;
  }
}

function withAnswer(step: Step | undefined, answer: Answered): Step {
  if (!step) throw new Error("an answer without a step");
  return answer.kind === "saved" ? { ...step, output: answer.output } : { ...step, discarded: step.discarded + 1 };
}
