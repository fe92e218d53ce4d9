import type Anthropic from "@anthropic-ai/sdk";
import type {
  Author,
  Category,
  HandoffNote,
  Identity,
  Severity,
  Source,
  TicketRequest,
} from "../conversation/model.ts";
import type { Effects, Gate } from "./effects.ts";
import type { Triage } from "./triage/triage.ts";
import type { Unanswered } from "./unanswered.ts";

/** A message of the customer that this turn answers, or one that came before. */
export interface Utterance {
  readonly author: Author;
  readonly text: string;
  readonly at: Date;
  /** A human has had the conversation since, and has given it back. */
  readonly isHandled?: boolean;
}

/** One request to the model and its answer, as they are stored. */
export interface Step {
  /** From 0 within the turn. */
  readonly index: number;
  /** What we said: the content of a user message. Empty: an answer that paused is sent back as it is. */
  readonly input: Anthropic.ContentBlockParam[];
  /** What the model said, verbatim; null until it has. */
  readonly output: Output | null;
  /** Answers that could not be used. */
  readonly discarded: number;
  /** What the model is told of an answer that was not said, by the system, behind `input`. */
  readonly notice: string | null;
  /** It begins a segment in the middle of the turn: what came before is not sent any more. */
  readonly startsSegment?: boolean;
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
  readonly voice: Voice;
  readonly customer: CustomerContext;
  /** How many messages the customer has written in this engagement. */
  readonly customerMessages: number;
  /** The process that runs it must be done by then. */
  readonly deadline: Date;
  /** What was said before in this segment, exactly as it was sent; empty in a new one. */
  readonly segment: readonly Anthropic.MessageParam[];
  /** Whether thinking may be replayed: what came before it is byte for byte as it was. */
  readonly replaysThinking: boolean;
  /** What was said in this engagement before `earlier`, summed up; null: nothing. */
  readonly summary: string | null;
  /** What the customer wrote before `earlier`: for the rules and for operators, not for the model. */
  readonly older: readonly Utterance[];
  /** What was said before in this engagement, in words. */
  readonly earlier: readonly Utterance[];
  /** What the customer wrote and nobody answered. */
  readonly unanswered: readonly Utterance[];
  /** Set: nothing is said to the customer. A colleague asks for a draft, perhaps with a wish of his. */
  readonly draftFor?: { readonly instruction: string | null };
  readonly steps: readonly Step[];
  /** By tool use id. */
  readonly results: ReadonlyMap<string, ToolResult>;
}

/** How to write on the channel. The core knows no channel, only what its adapter says of it. */
export interface Voice {
  /** The section of the voice guide. */
  readonly section: string;
  readonly markup: "plain" | "markdown";
  /** Of an answer, in UTF-16 units, after formatting; null: no limit. */
  readonly maxLength: number | null;
  /** Messages are letters: they begin with a greeting, and this stands below. Null: they are not. */
  readonly signature: string | null;
}

/** Who is asking. From the server, never from the model. */
export interface CustomerContext {
  readonly name: string | null;
  /** Whether the customer's last message came with a proof that it is his. */
  readonly identity: Identity;
  /** BCP 47, of the last substantive message, where it is known. */
  readonly language: string | null;
  readonly category: Category | null;
  readonly severity: Severity | null;
  /** Numbers of the open ones of this conversation. */
  readonly tickets: readonly string[];
}

export interface Spent {
  /** Of the model that answers. */
  readonly outputTokens: number;
  /** Also by the cheap model. */
  readonly costMicros: number;
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
  /** What is said next begins a segment, for the API does not take this one any more. */
  startSegment(why: SegmentCause): void;
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
  runEffect(use: ToolUse, run: (effects: Effects, gate: Gate) => Promise<ToolResult>): Promise<ToolResult>;
  /** What was used up since the assistant has had the conversation, the calls of this turn included. */
  spent(): Spent;
  /** Whether a tool has ended the turn. */
  hasEnded(): boolean;
  /**
   * Takes back an answer that was stored and must not be said. It counts as one that could not be used, and the next
   * request of the step ends with `notice`.
   */
  reject(index: number, notice: string): Promise<void>;
  /** Adds to the conversation's flags. */
  flag(flags: readonly string[]): Promise<void>;
  /** What the cheap model made of the customer's messages. A turn that has ended meanwhile changes nothing about it. */
  saveTriage(triage: Triage): Promise<void>;
  /** A line for the ledger of a call that is no step of the turn. */
  saveSideCall(purpose: "triage" | "summary", call: ModelCall): Promise<void>;
  /**
   * Ends the turn with an answer to the customer; `closes`: and the conversation with it, unless the customer has written
   * meanwhile. Returns which it was. `unanswered`: what it does not answer, for whoever writes the articles.
   */
  reply(
    text: string,
    sources: readonly Source[],
    closes?: boolean,
    unanswered?: Unanswered | null,
  ): Promise<"replied" | "closed">;
  /**
   * Ends the turn by giving the conversation to a human. `by`: the call that code made in the model's place, for people to
   * see; `ticket`: opened before; `upTo`: the customer's messages that this deals with, else those that are part of the turn.
   */
  handOff(note: HandoffNote, by?: ToolUse, ticket?: TicketRequest, upTo?: AbsorbedUpTo): Promise<void>;
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

/** Why the API does not take a segment any more. */
export type SegmentCause = "context_too_long" | "thinking_refused" | "model_refuses_request";

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
