import type { Address, ChannelName, ExternalId, ProviderId, ThreadKey } from "./ids.ts";

/** What a provider handed us, as the adapter gives it to `host.accept`: nothing is read from it yet but its id. */
export interface RawInbound {
  /** Unique within the channel: the same thing delivered twice has the same id, two things never share one. */
  readonly externalId: ExternalId;
  /** The media type of `body`, such as `application/x-www-form-urlencoded`. */
  readonly contentType: string;
  /** Byte for byte as it came. */
  readonly body: Uint8Array;
  /** What came beside the body and is needed to interpret it, such as the URL. No secrets, no signatures. */
  readonly meta: Readonly<Record<string, string>>;
}

/** The same once it is stored: what `interpret` gets, at once or years later. */
export interface StoredRaw extends RawInbound {
  readonly channel: ChannelName;
  readonly receivedAt: Date;
  /** What `authenticate` found out, when the channel has it. */
  readonly proof: unknown;
}

/** What a raw row says. All three may be empty: then there is nothing to do. */
export interface Interpretation {
  readonly messages: readonly InboundMessage[];
  readonly receipts: readonly Receipt[];
  readonly consents: readonly ConsentNews[];
}

/** Why a message is (not) written by a person for us to answer. Words as in RFC 3834 and RFC 6522 where they have one. */
export type MessageClass =
  | "human"
  | "auto_reply"
  | "auto_generated"
  | "list"
  | "bounce"
  | "complaint"
  | "own_loop"
  | "opt_out"
  | "opt_in"
  | "help";

export interface InboundMessage {
  readonly externalId: ExternalId;
  /** The thread it belongs to; with `references`, the one it begins when it belongs to none that is known. */
  readonly threadKey: ThreadKey;
  /** How messages name each other on this channel. Null where the thread key says it all. */
  readonly references: References | null;
  /**
   * The same for the same message that comes a second time under another id, such as a mail that was moved, and for no
   * other. Null where the raw row's id says it all.
   */
  readonly fingerprint: string | null;
  readonly from: Sender;
  /** Which of our addresses it was written to; an answer comes from there. */
  readonly to: Address;
  /** Where its author wants answers; null: at `from`. Says nothing about who he is. */
  readonly replyTo: Address | null;
  /** Whom else it was written to, our own addresses left out: an operator's answer goes to them too. */
  readonly copies: readonly Address[];
  readonly subject: string | null;
  /** What the author wrote now: no quoted history, no signature. May be empty. */
  readonly text: string;
  /** Everything, nothing removed. */
  readonly fullText: string;
  /** Sanitised, or null for a channel of plain text. */
  readonly html: string | null;
  readonly class: MessageClass;
  /** Why it gets no automatic answer, in words for operators; null when it may get one. */
  readonly suppressed: string | null;
  readonly attachments: readonly InboundAttachment[];
  /** The provider's time, or null where it gives none: then it is the time of arrival. */
  readonly at: Date | null;
}

export interface Sender {
  readonly address: Address;
  readonly name: string | null;
  /** How the channel proved that the address is the sender's, such as `twilio_signature`; null: it is only claimed. */
  readonly proof: string | null;
  /**
   * The channel made the address up for one visitor and gives it to nobody else. It tells one from another and says
   * nothing of who it is, so it is no proof.
   */
  readonly issued: boolean;
  /** Further addresses that are proven to be the same person's: the contacts behind them are joined. */
  readonly aliases: readonly Alias[];
}

export interface Alias {
  readonly channel: ChannelName;
  readonly address: Address;
  readonly proof: string;
}

/** What a message calls itself and what it refers to, by names that are valid within `scope`, such as a mailbox. */
export interface References {
  readonly scope: string;
  /** Its own name, such as a Message-ID; null when it has none. */
  readonly self: string | null;
  /** Parts of ours that it answers: each an `OutboundPart.id` out of a name that only we can have made. */
  readonly parts: readonly string[];
  /** Names of the messages it answers or descends from, nearest first. Anybody can write anything there. */
  readonly ancestors: readonly string[];
}

export interface InboundAttachment {
  /** For people: no path, never empty. */
  readonly filename: string;
  /** Lowercased media type without parameters. What the sender says it is. */
  readonly contentType: string;
  /** Null: it was not kept; `size` then tells how large it was, where that is known. */
  readonly content: Uint8Array | null;
  readonly size: number | null;
  /** By which the HTML of the message refers to it (`cid:`), without brackets. */
  readonly contentId: string | null;
  /** By which the channel's own `fetchMedia` gets the content, later; null: what there is of it is here. */
  readonly reference: string | null;
}

/** The order is the rank: a receipt only ever moves a message up. Proof of arrival outranks a report of failure. */
export const DELIVERY_STATUSES = ["unknown", "queued", "sent", "failed", "delivered", "read"] as const;
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];

/** What became of something we sent. */
export interface Receipt {
  readonly providerId: ProviderId;
  /** Our `OutboundPart.id`, when the provider gave it back. It finds the part even before `send` has returned. */
  readonly partId: string | null;
  readonly status: DeliveryStatus;
  readonly error: ReceiptError | null;
}

export interface ReceiptError {
  readonly code: string;
  /** The cause, and what an operator can do, in words without the customer's. */
  readonly message: string;
  readonly concerns: FailureConcern;
  /**
   * It did not arrive, and later it may: how long to wait before it is sent once more, ms; the second entry is for when that
   * fails too, and so on. Empty: never.
   */
  readonly againAfterMs: readonly number[];
}

/** How far a failure reaches, beyond the one part that it happened to. */
export type FailureConcern =
  /** Nowhere. */
  | "part"
  /** The recipient refuses messages from this sender. */
  | "consent"
  /** Nothing reaches this address by this channel. */
  | "address"
  /** Nothing leaves until somebody mends our account or settings: all that waits is held, and loses no attempt. */
  | "account"
  /** Nobody is reached there: all that waits fares the same, is held, and loses no attempt. */
  | "provider"
  /** Too much at once: all that waits is to wait a little. */
  | "rate"
  /** Too much at once from the address of ours that it was to leave by: what waits for that one is to wait a little. */
  | "sender";

/** Somebody allowed or forbade one of our senders to write to them. */
export interface ConsentNews {
  readonly ourSender: Address;
  readonly theirAddress: Address;
  readonly optedOut: boolean;
}
