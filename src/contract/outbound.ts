import type { Address, ProviderId, ThreadKey } from "./ids.ts";
import type { FailureConcern } from "./inbound.ts";

/** A file that goes with what we say. */
export interface OutboundFile {
  /** Ours, a UUID. */
  readonly id: string;
  /** For people: no path, never empty. */
  readonly filename: string;
  /** Lowercased media type without parameters, as its first bytes tell. */
  readonly contentType: string;
  /** Bytes. */
  readonly size: number;
  /** Where whoever knows this address may fetch it for a time: a signed address of ours. */
  readonly url: string;
}

/** What is to be said, before it is fitted to the channel. */
export interface Said {
  readonly text: string;
  readonly author: OutboundPart["author"];
  readonly from: Address;
  readonly to: Address;
  readonly files: readonly OutboundFile[];
}

/** What `render` makes of it: the text of a part, and the ids of the files that go with it. */
export interface RenderedPart {
  readonly text: string;
  readonly files: readonly string[];
}

/** What makes the price of a part. */
export interface PartSize {
  /** By which it travels, such as `GSM-7`. */
  readonly encoding: string;
  /** How many messages of the network it takes: each has its price. */
  readonly segments: number;
  /** As the encoding counts: what people see as one character may be several. */
  readonly characters: number;
  /** Characters that the cheapest encoding does not have, each once; empty when it travels by that. */
  readonly foreign: readonly string[];
}

/** A file that goes with a part. Its `url` is for a provider that fetches it soon. */
export interface AttachedFile extends OutboundFile {
  /** The same for people, who may open it in days. */
  readonly lastingUrl: string;
  /** @throws {SendError} that `send` may pass on as it is: nothing has left. */
  read(): Promise<Uint8Array>;
}

/** One piece of a message, rendered to the channel's limits, ready to go. */
export interface OutboundPart {
  /** Ours, a UUID, the same at every attempt. */
  readonly id: string;
  readonly threadKey: ThreadKey;
  readonly from: Address;
  readonly to: Address;
  /** In the channel's `markup`. Empty only when files go with it. */
  readonly text: string;
  readonly files: readonly AttachedFile[];
  /** Who says it: a channel may have to mark what no human wrote. */
  readonly author: "assistant" | "operator" | "system";
  /** What a letter needs beside its text; null on channels without `envelope`. */
  readonly envelope: Envelope | null;
  /** When it was decided to say it. */
  readonly at: Date;
  /** When the first attempt began: `findSent` looks no further back. */
  readonly firstAttemptAt: Date;
}

export interface Envelope {
  /** The conversation's, as the customer wrote it. */
  readonly subject: string | null;
  readonly copies: readonly Address[];
  /** The message that it answers, by its name, and that one's ancestors, nearest first. */
  readonly answers: { readonly self: string; readonly ancestors: readonly string[] } | null;
  /** It begins a thread of its own: the subject is ours, and is no answer to anything. */
  readonly isFirst?: boolean;
}

/** What the provider said when it took a part. */
export interface Sent {
  readonly providerId: ProviderId;
}

/** The only error that `send` throws. It says whether the part went out, and whether another try makes sense. */
export class SendError extends Error {
  /** The provider's name and its code, snake_case, such as `twilio_21610`. */
  readonly code: string;
  /** A later attempt may succeed. */
  readonly retryable: boolean;
  /** It may have gone out all the same. Never tried again blindly: looked up first. */
  readonly maybeSent: boolean;
  /** How long the provider asked us to wait, ms. */
  readonly retryAfterMs: number | null;
  readonly concerns: FailureConcern;

  constructor(
    message: string,
    about: {
      readonly code: string;
      readonly retryable: boolean;
      readonly maybeSent: boolean;
      readonly retryAfterMs?: number | null;
      readonly concerns?: FailureConcern;
      readonly cause?: unknown;
    },
  ) {
    super(message, { cause: about.cause });
    this.name = "SendError";
    this.code = about.code;
    this.retryable = about.retryable;
    this.maybeSent = about.maybeSent;
    this.retryAfterMs = about.retryAfterMs ?? null;
    this.concerns = about.concerns ?? "part";
  }
}
