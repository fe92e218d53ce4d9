import type { HandoffPack, Source } from "../conversation/model.ts";
import { sourcesOf } from "./answer-sources.ts";
import { askModel, withAnswer } from "./ask-model.ts";
import { allowance } from "./budget.ts";
import { evidenceOf, succeededNow } from "./evidence.ts";
import { firstInput } from "./first-input.ts";
import type { Escalation, Evidence } from "./guard/guard.ts";
import { gateTelling } from "./guard/sentence-gate.ts";
import { escalationNote, escalationTicket, failureNote } from "./handoff-notes.ts";
import { packOf } from "./handoff-pack.ts";
import { judgeAnswer } from "./judge-answer.ts";
import { unansweredQuestion } from "./knowledge-gap.ts";
import { answerOf, type Failure, type Move, nextMove } from "./next-move.ts";
import { systemBlocks, toRequest } from "./prompt.ts";
import { reopeningInput } from "./reopening-input.ts";
import { inRunningOrder, runTool } from "./run-tools.ts";
import { said, withUnread } from "./said.ts";
import { segmentCause } from "./segment-cause.ts";
import type { Passage } from "./tools/define-tool.ts";
import { escalateToHuman } from "./tools/escalate-to-human.ts";
import { RESOLVE } from "./tools/registry.ts";
import type { AbsorbedUpTo, OpenTurn, SegmentCause, Step, Telling, ToolRecord, ToolResult } from "./turn.ts";
import type { TurnDeps } from "./turn-deps.ts";
import type { Unanswered } from "./unanswered.ts";
import { resultsInput, retrievalQuery, wireMessages } from "./wire.ts";

export type TurnEnd = "replied" | "closed" | "handed_off";

/** What code does in the model's place: as a tool call of the turn, people see it. */
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

  async #open(): Promise<TurnEnd | null> {
    const { guard, log, startTriage } = this.#deps;
    const turn = this.#turn;
    const must = guard.before(said(turn));
    if (must.flags.length > 0) await log.flag(must.flags);
    if (must.escalation) return await this.#escalate(must.escalation);

    const { input, search } = await firstInput(turn, startTriage(turn), this.#deps);
    return await this.#say(input, {}, search);
  }

  async #ask(move: Extract<Move, { kind: "ask" }>): Promise<TurnEnd | null> {
    const { prompt, budget, log } = this.#deps;
    const messages = wireMessages(this.#turn, this.#steps);
    const maxTokens = allowance(move.maxTokens, log.spent(), { prompt, messages }, budget);
    if (maxTokens === null) return await this.#giveUp("over_budget");
    const request = toRequest(prompt, messages, { ...move, maxTokens, userId: this.#turn.conversationId });
    const { deadline } = this.#turn;
    const asked = { index: this.#last().index, begun: answerOf(this.#steps) };
    const answer = await askModel(request, asked, { ...this.#deps, telling: this.#telling, deadline });
    if (answer.kind === "failed") return await this.#afterFailure(answer.failure);
    this.#steps.push(withAnswer(this.#steps.pop(), answer));
    return null;
  }

  /** What the API does not take as it stands it may take in a segment of its own, once. */
  async #afterFailure(failure: Failure): Promise<TurnEnd | null> {
    const cause = segmentCause(failure, this.#turn, this.#steps);
    return cause === null ? await this.#giveUp(failure) : await this.#startSegment(cause);
  }

  async #startSegment(why: SegmentCause): Promise<null> {
    const { log, now } = this.#deps;
    const input = reopeningInput(this.#turn, this.#steps, this.#results, now());
    log.startSegment(why);
    this.#turn = { ...this.#turn, segment: [], replaysThinking: true };
    return await this.#say(input, { startsSegment: true });
  }

  /** Stores what is said next. */
  async #say(input: Step["input"], more: Pick<Step, "startsSegment"> = {}, search?: ToolRecord): Promise<null> {
    const step = { index: this.#steps.length, input, notice: null };
    await this.#deps.log.saveInput(step, this.#upTo, search);
    this.#steps.push({ ...step, ...more, output: null, discarded: 0 });
    return null;
  }

  async #runTools({ uses }: Extract<Move, { kind: "run_tools" }>): Promise<TurnEnd | null> {
    const { tools, log, notes } = this.#deps;
    let gap: Unanswered | null = null;
    const unanswered = (reason: string): Unanswered | null => {
      gap = this.#unanswered(reason);
      return gap;
    };
    for (const use of inRunningOrder(uses, tools)) {
      this.#results.set(use.id, await runTool(use, { ...this.#deps, pack: () => this.#pack(null), unanswered }));
      if (log.hasEnded()) {
        if (gap) notes?.unanswered();
        return "handed_off";
      }
    }
    return null;
  }

  async #sayResults({ uses }: Extract<Move, { kind: "say_results" }>): Promise<TurnEnd | null> {
    const { log, guard } = this.#deps;
    const { utterances, upTo } = await log.unread();
    if (utterances.length > 0) {
      this.#turn = withUnread(this.#turn, utterances);
      const must = guard.before(said(this.#turn));
      if (must.flags.length > 0) await log.flag(must.flags);
      if (must.escalation) return await this.#escalate(must.escalation, upTo);
    }
    this.#upTo = upTo;
    return await this.#say(resultsInput(uses, this.#results, utterances));
  }

  async #reply(text: string): Promise<TurnEnd | null> {
    const findings = this.#deps.guard.after(text, this.#evidence());
    if (findings.length > 0) this.#deps.notes?.rejected(findings.map(({ kind }) => kind));
    const sources = this.#sourcesOf(text);
    const judged = judgeAnswer(text, findings, this.#steps, sources, this.#turn);
    switch (judged.kind) {
      case "hold_back":
        return await this.#giveUp("ungrounded", judged.draft);
      case "send_back":
        return await this.#reject(judged.notice);
      case "say":
        return await this.#tell(judged.text, sources);
    }
  }

  #sourcesOf(answer: string): Source[] {
    const { prompt, readings } = this.#deps;
    const sources = sourcesOf(answer, this.#steps, prompt.library);
    return sources.filter((source) => readings.isPublic?.(source) ?? true);
  }

  async #tell(answer: string, sources: readonly Source[]): Promise<TurnEnd> {
    const { log, notes } = this.#deps;
    const closes = succeededNow(this.#steps, this.#results).includes(RESOLVE);
    const gap = this.#unanswered(answer, sources.length > 0);
    await this.#telling.finish();
    const end = await log.reply(answer, sources, closes, gap);
    if (gap) notes?.unanswered();
    return end;
  }

  #unanswered(said: string, isSourced = false): Unanswered | null {
    const [turn, steps, results] = [this.#turn, this.#steps, this.#results];
    return unansweredQuestion({ turn, steps, results, said, isSourced });
  }

  /** What was written is asked for once more, with the reason why. */
  async #reject(notice: string): Promise<null> {
    await this.#telling.retract();
    const last = this.#last();
    await this.#deps.log.reject(last.index, notice);
    this.#steps[last.index] = { ...last, output: null, discarded: last.discarded + 1, notice };
    return null;
  }

  async #escalate(escalation: Escalation, upTo: AbsorbedUpTo = this.#upTo): Promise<TurnEnd> {
    const turn = this.#turn;
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

  #pack(draft: string | null): HandoffPack {
    const turn = this.#turn;
    // A rule ends a turn before anything is looked up; whoever takes over is spared that.
    const passages = this.#steps.length > 0 ? [] : this.#skim();
    return packOf({ turn, steps: this.#steps, results: this.#results, draft, passages });
  }

  #skim(): readonly Passage[] {
    const { text, before } = retrievalQuery(this.#turn);
    return this.#deps.readings.searchByWords(text, before);
  }

  #last(): Step {
    const last = this.#steps.at(-1);
    if (!last) throw new Error("a turn without a step");
    return last;
  }
}
