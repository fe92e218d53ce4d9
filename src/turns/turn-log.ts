import type { Logger } from "pino";
import type { Triage } from "../agent/triage/triage.ts";
import type { ModelCall, Output, Spent, ToolRecord, ToolResult, ToolUse, TurnLog } from "../agent/turn.ts";
import { Superseded } from "../agent/turn.ts";
import type { Unanswered } from "../agent/unanswered.ts";
import { changeOwner } from "../conversation/change-owner.ts";
import { type Held, holdInside, letGo } from "../conversation/held.ts";
import type { HandoffNote } from "../conversation/model.ts";
import type { Database } from "../database/database.ts";
import type { Prisma } from "../database/generated/client.ts";
import type { Queries, Tx } from "../database/transactions.ts";
import { type HandoffLines, handOff } from "../handoff/hand-off.ts";
import type { Meter } from "../meter.ts";
import { type Channels, say } from "../outbound/say.ts";
import { openTicket } from "../tickets/open-ticket.ts";
import type { CodeDeps } from "../verification/send-code.ts";
import type { ClaimedTurn } from "./claim-turns.ts";
import { isSettled } from "./is-settled.ts";
import { newSegment, type SegmentRef, toResult } from "./open-turn.ts";
import { storeTriage } from "./store-triage.ts";
import { storeUnanswered } from "./store-unanswered.ts";
import { toolCallRow } from "./tool-call-row.ts";
import { createEffects, createGate } from "./turn-effects.ts";
import { absorb, readUnread } from "./unread.ts";
import { type CallResult, type RunningTurn, takeBackOutput, writeCall, writeInput } from "./write-step.ts";

export interface TurnLogDeps {
  readonly database: Database;
  readonly processId: string;
  readonly channels: Channels;
  readonly lines: HandoffLines;
  readonly codes: CodeDeps;
  readonly meter: Meter;
  readonly log: Pick<Logger, "warn" | "error">;
  /** Of the prompt: what a new segment is bound to. */
  readonly fingerprint: string;
}

type TurnUpdate = Prisma.TurnUpdateManyMutationInput;

const endedWith = (outcome: "replied" | "closed" | "handed_off"): TurnUpdate => ({
  outcome,
  endedAt: new Date(),
  shown: null,
});

/** Writes a turn down in the database, every write inside the fence. `spent`: since the assistant has had the conversation. */
export function createTurnLog(turn: ClaimedTurn, segment: SegmentRef, spent: Spent, deps: TurnLogDeps): TurnLog {
  return new DatabaseTurnLog(turn, segment, spent, deps);
}

/** What the ticket that a rule opens is called among the turn's calls. */
const RULE_TICKET = "rule_ticket";

class DatabaseTurnLog implements TurnLog {
  readonly #turn: ClaimedTurn;
  readonly #deps: TurnLogDeps;
  #segment: SegmentRef;
  #upTo: number;
  #spent: Spent;
  #ended = false;

  constructor(turn: ClaimedTurn, segment: SegmentRef, spent: Spent, deps: TurnLogDeps) {
    this.#turn = turn;
    this.#spent = spent;
    this.#deps = deps;
    this.#segment = segment;
    this.#upTo = turn.upToSeq;
  }

  async saveInput(step: Parameters<TurnLog["saveInput"]>[0], upTo: number, search?: ToolRecord): Promise<void> {
    const { database, fingerprint } = this.#deps;
    const next = { step, segment: this.#segment, fingerprint, upTo, search };
    const write = async (client: Queries): Promise<void> => {
      if (!(await writeInput(client, this.#running(), next))) throw new Superseded();
    };
    if (upTo === this.#upTo) await write(database.outside);
    else
      await database.transaction(async (tx) => {
        await absorb(tx, this.#turn, upTo);
        await write(tx);
      });
    this.#upTo = upTo;
  }

  startSegment(why: Parameters<TurnLog["startSegment"]>[0]): void {
    const { id: turn, conversationId: conversation } = this.#turn;
    // Only a fault of ours changes what stands before replayed thinking, or puts something into a segment that is refused.
    if (why !== "context_too_long")
      this.#deps.log.error(
        { conversation, turn, why },
        "the API refused what was replayed: a segment was begun without it",
      );
    this.#segment = newSegment(this.#segment.id);
  }

  async saveOutput(index: number, output: Output, call: ModelCall): Promise<void> {
    await this.#saveCall(index, call, output);
  }

  async saveFailedCall(index: number, call: ModelCall, discard: boolean): Promise<void> {
    await this.#saveCall(index, call, discard ? "discard" : "none");
  }

  async unread(): ReturnType<TurnLog["unread"]> {
    return await readUnread(this.#deps.database.outside, this.#turn, this.#upTo);
  }

  async saveResult(record: ToolRecord): Promise<ToolResult> {
    const data = toolCallRow(this.#turn.id, record);
    const { turnId, toolUseId } = data;
    return await this.#deps.database.transaction(async (tx) => {
      await this.#touch(tx, {});
      const { count } = await tx.toolCall.createMany({ data: [data], skipDuplicates: true });
      if (count > 0) return record.result;
      // A connection that broke at its COMMIT: it had worked after all.
      return toResult(await tx.toolCall.findUniqueOrThrow({ where: { turnId_toolUseId: { turnId, toolUseId } } }));
    });
  }

  async runEffect(...[use, run]: Parameters<TurnLog["runEffect"]>): Promise<ToolResult> {
    const began = performance.now();
    let ended = false;
    const result = await this.#inside({}, async (tx, held) => {
      const acting = { turnId: this.#turn.id, upTo: this.#upTo, use };
      const handOff = async (note: HandoffNote, unanswered: Unanswered | null = null): Promise<void> => {
        await this.#touch(tx, endedWith("handed_off"));
        await this.#giveToHuman(tx, held, note);
        await storeUnanswered(tx, this.#turn, held, unanswered);
        // The question is dealt with: given back later, the assistant answers only what comes after it.
        held.answeredSeq = this.#upTo;
        ended = true;
      };
      const effects = { ...createEffects(tx, held, acting, this.#deps), handOff };
      const result = await run(effects, createGate(tx, held, acting));
      await tx.toolCall.create({
        data: toolCallRow(this.#turn.id, { ...use, result, ms: Math.round(performance.now() - began) }),
      });
      return result;
    });
    this.#ended = ended;
    return result;
  }

  spent(): Spent {
    return this.#spent;
  }

  hasEnded(): boolean {
    return this.#ended;
  }

  async reject(index: number, notice: string): Promise<void> {
    if (!(await takeBackOutput(this.#deps.database.outside, this.#running(), index, notice))) throw new Superseded();
  }

  async flag(flags: readonly string[]): Promise<void> {
    await this.#inside({}, async (_tx, held) => {
      held.flags = [...new Set([...held.flags, ...flags])];
    });
  }

  async saveTriage(triage: Triage): Promise<void> {
    await storeTriage(this.#deps.database, this.#turn, triage);
  }

  async saveSideCall(purpose: "triage" | "summary", call: ModelCall): Promise<void> {
    const { database, meter } = this.#deps;
    meter.modelCalled(call.model, call.outcome, call);
    this.#spent = { ...this.#spent, costMicros: this.#spent.costMicros + call.costMicros };
    await database.outside.modelCall.create({
      data: { conversationId: this.#turn.conversationId, turnId: this.#turn.id, purpose, ...call, at: new Date() },
    });
  }

  async reply(
    ...[text, sources, closes = false, unanswered = null]: Parameters<TurnLog["reply"]>
  ): ReturnType<TurnLog["reply"]> {
    const at = new Date();
    const end = await this.#inside(closes ? {} : endedWith("replied"), async (tx, held) => {
      // What the customer has written meanwhile is a new matter, or says that this one is not settled.
      const isLast = held.customerSeq <= this.#upTo;
      const settled = closes && isLast && (await isSettled(tx, held, this.#upTo)) === "settled";
      const end = settled ? "closed" : "replied";
      if (closes) await this.#touch(tx, endedWith(end));
      // First, for what is said carries the epoch of its time.
      if (settled) await changeOwner(tx, held, { kind: "settle" }, { by: null, at });
      await say(tx, held, { author: "assistant", text, sources, turnId: this.#turn.id, at }, this.#deps.channels);
      await storeUnanswered(tx, this.#turn, held, unanswered);
      held.answeredSeq = this.#upTo;
      return end;
    });
    this.#ended = true;
    return end;
  }

  async handOff(...[note, by, ticket, upTo = this.#upTo]: Parameters<TurnLog["handOff"]>): Promise<void> {
    // How far a rule has dealt with what was written is told from the turn, too (`answeredSeqOf`).
    const about = { ...endedWith("handed_off"), ...(by && { upToSeq: upTo }) };
    await this.#inside(about, async (tx, held) => {
      if (ticket) {
        const { number } = await openTicket(tx, held, ticket, new Date());
        const summary = `Ticket ${number} is open.`;
        const use = { id: RULE_TICKET, tool: "create_support_ticket", input: ticket };
        await this.#recordCall(tx, use, summary);
      }
      if (by) await this.#recordCall(tx, by, `Escalated to a human (${note.priority}).`);
      await this.#giveToHuman(tx, held, note);
      // A rule has dealt with the question; a turn that failed has not.
      if (by) held.answeredSeq = upTo;
    });
    this.#ended = true;
  }

  async #recordCall(tx: Tx, use: ToolUse, summary: string): Promise<void> {
    const result = { content: [], summary, isError: false };
    await tx.toolCall.create({ data: toolCallRow(this.#turn.id, { ...use, result, ms: 0 }) });
  }

  /** Runs inside the fence: nobody has taken the conversation over, and the turn is open and ours. */
  async #inside<T>(data: TurnUpdate, run: (tx: Tx, held: Held) => Promise<T>): Promise<T> {
    const { conversationId, epoch } = this.#turn;
    return await this.#deps.database.transaction(async (tx) => {
      const held = await holdInside(tx, { conversationId, epoch });
      if (!held) throw new Superseded();
      await this.#touch(tx, data);
      const result = await run(tx, held);
      await letGo(tx, held);
      return result;
    });
  }

  /** Changes the turn's row, if it is open and ours: a takeover ends it, and another process may have resumed it. */
  async #touch(tx: Tx, data: TurnUpdate): Promise<void> {
    const where = { id: this.#turn.id, claimedBy: this.#deps.processId, endedAt: null };
    const { count } = await tx.turn.updateMany({ where, data: { claimedBy: this.#deps.processId, ...data } });
    if (count === 0) throw new Superseded();
  }

  async #giveToHuman(tx: Tx, held: Held, note: HandoffNote): Promise<void> {
    await handOff(tx, held, { ...note, turnId: this.#turn.id, at: new Date() }, this.#deps);
  }

  async #saveCall(index: number, call: ModelCall, result: CallResult): Promise<void> {
    const { database, meter, log } = this.#deps;
    this.#spent = {
      outputTokens: this.#spent.outputTokens + call.outputTokens,
      costMicros: this.#spent.costMicros + call.costMicros,
    };
    meter.modelCalled(call.model, call.outcome, call);
    if (call.outcome === "failed") {
      const { id: turn, conversationId: conversation } = this.#turn;
      const { model, error, requestId, ms } = call;
      log.warn({ conversation, turn, model, error, requestId, ms }, "a request to the model failed");
    }
    if (!(await writeCall(database.outside, this.#running(), index, call, result))) throw new Superseded();
  }

  #running(): RunningTurn {
    return { turn: this.#turn, processId: this.#deps.processId };
  }
}
