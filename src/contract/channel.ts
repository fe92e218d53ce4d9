import type { Address, ChannelName } from "./ids.ts";
import type { Interpretation, RawInbound, StoredRaw } from "./inbound.ts";
import type { LiveAudience, LiveHost } from "./live.ts";
import type { OutboundPart, PartSize, RenderedPart, Said, Sent } from "./outbound.ts";
import type { WebhookRoute } from "./webhook.ts";

/** What a channel can do and how much, as plain data. */
export interface Capabilities {
  /** The longest text that `send` takes, in UTF-16 units. A channel where messages are longer than that has `render`. */
  readonly maxTextLength: number;
  /** How long an answer of the assistant should be at most, in UTF-16 units; null: as long as it takes. */
  readonly maxAnswerLength: number | null;
  /** What the text of a message may contain. */
  readonly markup: "plain" | "markdown";
  /** How the assistant should write here: a name of a section in the voice guide. */
  readonly voice: ChannelName;
  /** How long a burst of messages is waited for before it is answered, ms. */
  readonly burst: { readonly quietMs: number; readonly atMostMs: number };
  /** How long after one part of a message the next may follow, ms: sooner, and the provider may swap them. */
  readonly partGapMs: number;
  /** How long a customer waits here before a silent assistant means a human, ms, from the first unanswered message. */
  readonly patienceMs: number;
  /**
   * How old a message may be for the assistant to answer it, ms: one that comes in later is for a human, who sees what is
   * still wanted. Null: however old.
   */
  readonly answersWithinMs: number | null;
  /** Messages have a subject, copies and references: parts come with an `envelope`. */
  readonly envelope: boolean;
  /**
   * What is stored is delivered: the other side reads our own store, so there is nothing to send and nothing that could be
   * called back. Has `live` in place of `send`.
   */
  readonly live: boolean;
  /**
   * Nothing in a message tells whether a person or a machine wrote it, so the host goes by how they talk: whoever repeats
   * himself without end is not answered.
   */
  readonly hidesMachines: boolean;
  /** Has `findSent`. */
  readonly findsSent: boolean;
  /** Has `authenticate`. */
  readonly authenticates: boolean;
  /** Has `fetchMedia`. */
  readonly fetchesMedia: boolean;
  /** Has `render`. Without it a message is one part, and its files go with it. */
  readonly renders: boolean;
  /** Has `measure`: the length of a text makes its price. */
  readonly measures: boolean;
}

/** The content of a file that came as a reference. */
export interface FetchedMedia {
  readonly content: Uint8Array;
  /** Lowercased media type without parameters, as its first bytes tell, else as the provider says. */
  readonly contentType: string;
  /** Of files of this type, lowercased, without dot. */
  readonly extension: string;
}

interface Adapter {
  readonly channel: ChannelName;
  readonly capabilities: Capabilities;
  /** Mounted by the host before `start`. */
  readonly routes: readonly WebhookRoute[];

  /** Begins to receive. Called once, when the host is ready to accept. Does not wait for a provider that is down. */
  start(): Promise<void>;
  /** Stops receiving. `send` may still be called after it: what is under way is delivered. Safe to call twice. */
  stop(): Promise<void>;

  /**
   * What a raw row says. Pure: no clock, no randomness, no network. Called after the row is stored, perhaps again,
   * perhaps years later, and then says the same. A promise only because parsers are asynchronous.
   * @throws {PayloadError} when the bytes are not what the provider documents.
   */
  interpret(raw: StoredRaw): Interpretation | Promise<Interpretation>;

  /** Proofs that need the network or the clock. Run once; the answer is stored beside the raw row. */
  authenticate?(raw: StoredRaw, signal: AbortSignal): Promise<unknown>;

  /**
   * Gets the content of an attachment by its `reference`, within limits of the channel's own.
   * @throws {MediaError} and nothing else.
   */
  fetchMedia?(reference: string, signal: AbortSignal): Promise<FetchedMedia>;
  /**
   * Has the provider delete its copy of what `fetchMedia` got; one that is gone already is deleted. Absent: the copy stays.
   * @throws {MediaError} and nothing else.
   */
  deleteMedia?(reference: string, signal: AbortSignal): Promise<void>;

  /**
   * Fits what is to be said to the channel: one part or several, in the order in which they are sent; none when there is
   * nothing to say. Pure: the same parts for the same words.
   */
  render?(said: Said): readonly RenderedPart[];
  /** What makes the price of the text of one such part. Pure. */
  measure?(text: string): PartSize;

  /** Whether the channel can work now, and if not, why, in words without secrets. */
  health(): ChannelHealth;
  /**
   * Codes of failures, of `SendError` and of receipts, that an administrator is to hear of: some of what is said fails like
   * that until somebody does something, though the channel works. Absent: none.
   */
  readonly remarkCodes?: readonly string[];
}

/** A channel with a provider that takes what we say. */
export interface SendingAdapter extends Adapter {
  /**
   * Hands one part to the provider. Called for one part of a conversation at a time, in order.
   * @throws {SendError} and nothing else.
   */
  send(part: OutboundPart, signal: AbortSignal): Promise<Sent>;

  /**
   * Whether an ambiguous attempt arrived: what the provider knows of this very part, or null when it knows nothing.
   * @throws {SendError} when it cannot be asked now.
   */
  findSent?(part: OutboundPart, signal: AbortSignal): Promise<Sent | null>;

  /**
   * The addresses of ours that nobody may write from who may not from this one, itself included. Absent: each is by itself.
   */
  consentSenders?(ours: Address): readonly Address[];

  readonly live?: undefined;
}

/** A channel whose other side reads our own store: told what happens while it happens, and never sent anything. */
export interface LiveAdapter extends Adapter {
  readonly live: LiveAudience;
  readonly send?: undefined;
  readonly findSent?: undefined;
}

/**
 * The code of one channel. Made by a factory from its configuration and a `ChannelHost`. It translates and talks to its
 * provider; it never decides what becomes of a message. Optional methods are there exactly when `capabilities` says so.
 */
export type ChannelAdapter = SendingAdapter | LiveAdapter;

export type ChannelHealth =
  | { readonly ok: true }
  /** `isReady`: it still receives, and whether it can send is not known for sure: no reason to take work from this process. */
  | { readonly ok: false; readonly why: string; readonly isReady?: boolean };

/** What the product offers its adapters. */
export interface ChannelHost {
  /**
   * Stores what a provider handed us. Resolves only when it is on disk: only then may it be acknowledged.
   * `duplicate`: it was there already, which is as good. Rejects when it is not stored, so that the provider tries again.
   */
  accept(raw: RawInbound): Promise<"stored" | "duplicate">;
  /**
   * For channels that fetch: stores what was read and the place up to which it was, all in one transaction. What is there
   * already is skipped. Returns how many were new.
   */
  acceptAll(raws: readonly RawInbound[], place: { readonly key: string; readonly value: Json }): Promise<number>;
  /** The channel's own small memory. */
  readonly memory: ChannelMemory;
  /**
   * Waits until this process is the only one, of all on this database, that has `name`, and runs `work` while it is. The
   * signal is aborted when that is lost, or when `signal` is. Resolves when `work` has ended; rejects with what it threw.
   */
  alone(name: string, work: (signal: AbortSignal) => Promise<void>, signal: AbortSignal): Promise<void>;
  /** For channels that are live. */
  readonly live: LiveHost;
  readonly log: ChannelLog;
}

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** By key, of this channel alone, the same for all processes. No customer text. */
export interface ChannelMemory {
  /** Null: nothing was kept, or it has expired. */
  get(key: string): Promise<Json>;
  /** `expiresAt` null: kept for ever. */
  set(key: string, value: Json, expiresAt: Date | null): Promise<void>;
  remove(key: string): Promise<void>;
}

/** Ids and counts only: no customer text, no addresses, no secrets. */
export interface ChannelLog {
  info(about: Readonly<Record<string, string | number | boolean>>, message: string): void;
  warn(about: Readonly<Record<string, string | number | boolean>>, message: string): void;
}
