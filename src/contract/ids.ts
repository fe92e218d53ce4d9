/** The media a customer can write on. */
export const CHANNELS = ["sms", "email", "widget"] as const;
export type ChannelName = (typeof CHANNELS)[number];

/**
 * A string that only the adapter that made it may take apart.
 * The name keeps one kind from being passed for another.
 */
type Opaque<Name extends string> = string & { readonly [opaque]: Name };
declare const opaque: unique symbol;

/** The provider's id of one thing it handed us, unique within the channel. Comes from the payload, never from a clock. */
export type ExternalId = Opaque<"ExternalId">;
/** The channel's own name for a thread: all messages with the same key belong to one conversation. */
export type ThreadKey = Opaque<"ThreadKey">;
/** One way to reach somebody, in the channel's normal form: E.164 for a phone number, lowercased for a mailbox. */
export type Address = Opaque<"Address">;
/** The provider's id of something we sent. */
export type ProviderId = Opaque<"ProviderId">;

export const externalId = (id: string): ExternalId => id as ExternalId;
export const threadKey = (key: string): ThreadKey => key as ThreadKey;
export const address = (text: string): Address => text as Address;
export const providerId = (id: string): ProviderId => id as ProviderId;
