import type {
  ChannelAdapter,
  ChannelHost,
  ChannelName,
  Interpretation,
  OutboundPart,
  SendError,
  StoredRaw,
} from "../../src/contract/index.ts";

/** What the suite needs to know of a channel to hold it to the contract. */
export interface ChannelCase {
  readonly channel: ChannelName;
  /** Payloads as a provider once sent them, scrubbed. Each is a different thing. */
  readonly recorded: readonly Recorded[];
  /** A fresh adapter, not started, with a provider of its kind to talk to. The suite closes what it opens. */
  open(host: ChannelHost): Promise<Bench>;
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

export interface Bench {
  readonly adapter: ChannelAdapter;
  readonly provider: ProviderBench;
  /**
   * Tokens, signatures used so far, and texts and addresses in use here, written so that they are found in any
   * encoding, such as a number without its plus. None of them may show in logs or errors.
   */
  readonly secrets: () => readonly string[];
  /** The provider hands over a recorded payload. */
  readonly handOver: (recorded: Recorded) => Promise<Handover>;
  /** Somebody who is not the provider does. */
  readonly forgeries: readonly { readonly name: string; readonly handOver: Bench["handOver"] }[];
  /** The same payload as the provider may send it next year, with something in it that nobody knows yet. */
  readonly withNews: (raw: StoredRaw) => StoredRaw;
  /** A part that the provider would take, with an id of its own. */
  readonly part: (text?: string) => OutboundPart;
  readonly close: () => Promise<void>;
}

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
  /** The next lookup fails. */
  readonly failNextLookup: () => void;
  /** Keeps the next `send` waiting. */
  readonly holdNext: () => { readonly arrived: Promise<void>; readonly release: () => void };
  /** Resolves when no receipt is on its way any more. */
  readonly settled: () => Promise<void>;
}

export interface SendFailure {
  readonly name: string;
  readonly arrange: () => void;
  readonly expected: Pick<SendError, "retryable" | "maybeSent"> &
    Partial<Pick<SendError, "code" | "optedOut" | "retryAfterMs">>;
}
