import type { Budget } from "./budget.ts";
import type { Finding, Guard } from "./guard/guard.ts";
import type { Model } from "./model.ts";
import type { Prompt } from "./prompt.ts";
import type { ToolDeps } from "./run-tools.ts";
import type { AnyTool, Readings } from "./tools/define-tool.ts";
import type { RunningTriage } from "./triage/triage.ts";
import type { OpenTurn, Telling, TurnLog } from "./turn.ts";

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
  /** An answer went out, or a colleague was called, and no article answered the question. */
  unanswered(): void;
  /** A draft was not sent, for what is wrong with it. */
  rejected(kinds: readonly Finding["kind"][]): void;
}
