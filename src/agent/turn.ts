import type Anthropic from "@anthropic-ai/sdk";
import type { Author, HandoffNote, OpenedTicket, Source, TicketRequest } from "../conversation/model.ts";

/** A message of the customer that this turn answers, or one that came before. */
export interface Utterance {
  readonly author: Author;
  readonly text: string;
  readonly at: Date;
}

/** One request to the model and its answer, as they are stored. */
export interface Step {
  /** From 0 within the turn. */
  readonly index: number;
  /** What we said: the content of a user message. */
  readonly input: Anthropic.ContentBlockParam[];
  /** What the model said, verbatim; null until it has. */
  readonly output: Output | null;
  /** Answers that could not be used. */
  readonly discarded: number;
}

export interface Output {
  readonly content: Anthropic.ContentBlock[];
  readonly stopReason: Anthropic.StopReason;
}

/** What came of a tool call, for the model and for people. */
export interface ToolResult {
  readonly content: Anthropic.ToolResultBlockParam["content"];
  readonly summary: string;
  readonly isError: boolean;
}

/** A turn as it stands when a process begins or resumes it. */
export interface OpenTurn {
  readonly id: string;
  readonly conversationId: string;
  /** The customer's messages up to then are `unanswered`. */
  readonly upTo: AbsorbedUpTo;
  /** The section of the voice guide. */
  readonly voice: string;
  /** The process that runs it must be done by then. */
  readonly deadline: Date;
  /** What was said before in this segment, exactly as it was sent; empty in a new one. */
  readonly segment: readonly Anthropic.MessageParam[];
  /** Whether thinking may be replayed: what came before it is byte for byte as it was. */
  readonly replaysThinking: boolean;
  /** What was said before in this engagement, in words. */
  readonly earlier: readonly Utterance[];
  /** What the customer wrote and nobody answered. */
  readonly unanswered: readonly Utterance[];
  readonly steps: readonly Step[];
  /** By tool use id. */
  readonly results: ReadonlyMap<string, ToolResult>;
}

/** One request to the model for the ledger, also when it failed. */
export interface ModelCall {
  readonly model: string;
  readonly requestId: string | null;
  readonly outcome: "ok" | "failed" | "aborted";
  readonly stopReason: string | null;
  /** A short code, no text of anybody. */
  readonly error: string | null;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cacheReadTokens: number;
  readonly cacheWriteTokens: number;
  readonly costMicros: number;
  readonly ms: number;
}

/** Somebody took the conversation over. Nothing of the turn may be written any more; that is no failure. */
export class Superseded extends Error {
  override readonly name = "Superseded";
}

/**
 * Where a turn is written down. Every write passes the epoch fence and throws `Superseded` when it does not hold.
 * Implemented over the database, outside of this folder.
 */
export interface TurnLog {
  /**
   * Stores what will be said next. `absorbed`: the customer's messages up to then are part of it.
   * `search`: the retrieval that came with it, for people to see.
   */
  saveInput(step: Pick<Step, "index" | "input">, absorbed: AbsorbedUpTo, search?: ToolRecord): Promise<void>;
  /** Stores an answer, before its tools run, with its line in the ledger. */
  saveOutput(index: number, output: Output, call: ModelCall): Promise<void>;
  /** The ledger's line of a call whose answer cannot be used; `discard`: an answer came, and counts against the step. */
  saveFailedCall(index: number, call: ModelCall, discard: boolean): Promise<void>;
  /** What the customer wrote since the last input was stored, and up to where that is. */
  unread(): Promise<{ readonly utterances: readonly Utterance[]; readonly upTo: AbsorbedUpTo }>;
  /** Stores the result of a tool without effects, unless there is one. Returns the one that counts. */
  saveResult(record: ToolRecord): Promise<ToolResult>;
  /**
   * Runs a tool with effects: they and its result are one transaction inside the fence, so a call whose result is not
   * stored had no effect. An error that `run` throws undoes the effects.
   */
  runEffect(use: ToolUse, run: (effects: Effects) => Promise<ToolResult>): Promise<ToolResult>;
  /** Whether a tool has ended the turn. */
  hasEnded(): boolean;
  /** Ends the turn with an answer to the customer. */
  reply(text: string, sources: readonly Source[]): Promise<void>;
  /** Ends the turn by giving the conversation to a human. */
  handOff(note: HandoffNote): Promise<void>;
}

/**
 * Shows the customer an answer while it is being written. Where a channel cannot do that, nothing happens. What is shown
 * passes the epoch fence like all that is said.
 */
export interface Telling {
  /** The next piece. Shown a moment later, with others. */
  text(piece: string): void;
  /** What was shown is not going to be the answer. Resolves when nothing of it counts as shown. */
  retract(): Promise<void>;
  /** The answer is whole. Resolves when all of it is shown. */
  finish(): Promise<void>;
}

/** A message number; opaque here. */
export type AbsorbedUpTo = number;

export interface ToolUse {
  readonly id: string;
  readonly tool: string;
  readonly input: unknown;
}

export interface ToolRecord extends ToolUse {
  readonly result: ToolResult;
  readonly ms: number;
}

/** What tools may do to the conversation they run for. Who that is comes from the server, never from the model. */
export interface Effects {
  openTicket(request: TicketRequest): Promise<OpenedTicket>;
  /** Ends the turn. */
  handOff(note: HandoffNote): Promise<void>;
}
