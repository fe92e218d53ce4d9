import type {
  ChannelHost,
  ChannelName,
  Interpretation,
  LiveAdapter,
  OutboundPart,
  SendError,
  SendingAdapter,
  ShownMessage,
  StoredRaw,
  ThreadKey,
} from "../../src/contract/index.ts";

/** What the suite needs to know of a channel to hold it to the contract. */
export interface ChannelCase<B extends Bench = Bench> {
  readonly channel: ChannelName;
  /** Payloads as a provider once sent them, scrubbed. Each is a different thing. */
  readonly recorded: readonly Recorded[];
  /** A fresh adapter, not started, with a provider of its kind to talk to. The suite closes what it opens. */
  open(host: ChannelHost): Promise<B>;
}

export interface Recorded {
  /** For the trouble it shows. */
  readonly name: string;
  /** What it says, or null when it says nothing that the channel knows and `interpret` has to refuse it. */
  readonly says: Interpretation | null;
  /** What `authenticate` once found out about it, for channels that have it. */
  readonly proof?: unknown;
}

/**
 * What the provider knows after it handed something over: it is `taken`, it was `refused` and is not tried again, or
 * it is `not_taken` and comes again.
 */
export type Handover = "taken" | "refused" | "not_taken";

export type Bench = SendingBench | LiveBench;

interface AnyBench {
  /**
   * Tokens, signatures used so far, and texts and addresses in use here, written so that they are found in any
   * encoding, such as a number without its plus. None of them may show in logs or errors.
   */
  readonly secrets: () => readonly string[];
  /** The provider hands over a recorded payload. */
  readonly handOver: (recorded: Recorded) => Promise<Handover>;
  /** The provider hands over once more what it has handed over before, as if it had never heard that it was taken. */
  readonly handOverAgain: (recorded: Recorded) => Promise<Handover>;
  /** Somebody who is not the provider does. None where we go and fetch from the provider ourselves. */
  readonly forgeries: readonly { readonly name: string; readonly handOver: AnyBench["handOver"] }[];
  /** The same payload as the provider may send it next year, with something in it that nobody knows yet. */
  readonly withNews: (raw: StoredRaw) => StoredRaw;
  readonly close: () => Promise<void>;
}

export interface SendingBench extends AnyBench {
  readonly adapter: SendingAdapter;
  readonly provider: ProviderBench;
  /** For channels whose adapter has `fetchMedia`. */
  readonly media?: MediaBench;
  /** A part that the provider would take, with an id of its own. */
  readonly part: (text?: string) => OutboundPart;
}

export interface LiveBench extends AnyBench {
  readonly adapter: LiveAdapter;
  /** Somebody comes for the first time and stays connected. The adapter is started by then. */
  readonly visit: () => Promise<Visitor>;
}

/** The customer's side of a live channel. */
export interface Visitor {
  /** Null: he has said nothing yet, and the channel has not named his thread. */
  readonly thread: () => ThreadKey | null;
  /** `id` is his own and makes saying it twice one message. Resolves with the acknowledgement; rejects when there is none. */
  readonly say: (text: string, id: string) => Promise<Pick<ShownMessage, "id" | "seq" | "text">>;
  /** The messages he was shown, in the order in which they came, repetitions included. */
  readonly shown: () => readonly Pick<ShownMessage, "id" | "seq" | "text">[];
  /** What he was shown of the answer that is being written, in the order in which it came. */
  readonly heard: () => readonly Heard[];
  /** His connection is lost. */
  readonly drop: () => Promise<void>;
  /** He comes back, knowing what he was shown. */
  readonly comeBack: () => Promise<void>;
}

export type Heard =
  | { readonly kind: "delta"; readonly turnId: string; readonly offset: number; readonly text: string }
  | { readonly kind: "retract"; readonly turnId: string }
  | { readonly kind: "typing"; readonly author: "assistant" | "operator"; readonly on: boolean };

/** The provider's side, which the suite can set up and look at. */
export interface ProviderBench {
  /** The ids of what reached the customer, oldest first. */
  readonly arrived: () => readonly string[];
  /** Ways for the next `send` to fail, and what the adapter has to say of each. */
  readonly failures: readonly SendFailure[];
  /** The next message is made, and the adapter never hears so. */
  readonly loseNextAnswer: () => void;
  /** The next message is lost on its way. */
  readonly loseNextRequest: () => void;
  /** The next lookup fails. Nothing where there is none. */
  readonly failNextLookup: () => void;
  /** Keeps the next `send` waiting, at a point from which it may go out all the same. */
  readonly holdNext: () => { readonly arrived: Promise<void>; readonly release: () => void };
  /**
   * Resolves when all news of what was sent are handed over. A provider that tells only of failures tells of one for
   * each.
   */
  readonly settled: () => Promise<void>;
}

/** Files that the provider keeps for us. */
export interface MediaBench {
  /** A customer sends a file, and the provider hands the message over. Resolves with what was sent. */
  readonly sendFile: () => Promise<{ readonly content: Uint8Array; readonly contentType: string }>;
  /** References that the provider would never make, also to servers of the bench's own. */
  readonly foreign: readonly string[];
  /** How often one of these servers was asked. */
  readonly askedElsewhere: () => number;
  /** Ways for the next fetch to fail. */
  readonly failures: readonly { readonly name: string; readonly arrange: () => void; readonly retryable: boolean }[];
  /** Keeps the next fetch waiting. */
  readonly holdNext: () => { readonly arrived: Promise<void>; readonly release: () => void };
}

export interface SendFailure {
  readonly name: string;
  readonly arrange: () => void;
  readonly expected: Pick<SendError, "retryable" | "maybeSent"> &
    Partial<Pick<SendError, "code" | "concerns" | "retryAfterMs">>;
}
