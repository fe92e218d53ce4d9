/** What a channel is. Adapters know this folder and their vendor's package, nothing else. */
export type {
  Capabilities,
  ChannelAdapter,
  ChannelHealth,
  ChannelHost,
  ChannelLog,
  ChannelMemory,
  FetchedMedia,
  Json,
  LiveAdapter,
  SendingAdapter,
} from "./channel.ts";
export { MediaError, PayloadError } from "./errors.ts";
export {
  type Address,
  address,
  CHANNELS,
  type ChannelName,
  type ExternalId,
  externalId,
  type ProviderId,
  providerId,
  type ThreadKey,
  threadKey,
} from "./ids.ts";
export {
  type Alias,
  type ConsentNews,
  DELIVERY_STATUSES,
  type DeliveryStatus,
  type FailureConcern,
  type InboundAttachment,
  type InboundMessage,
  type Interpretation,
  type MessageClass,
  type RawInbound,
  type Receipt,
  type ReceiptError,
  type References,
  type Sender,
  type StoredRaw,
} from "./inbound.ts";
export type {
  Delta,
  Follower,
  LiveAudience,
  LiveHost,
  ShownAttachment,
  ShownDelivery,
  ShownMessage,
  ShownState,
  ThreadHead,
  ThreadNews,
} from "./live.ts";
export {
  type AttachedFile,
  type Envelope,
  type OutboundFile,
  type OutboundPart,
  type PartSize,
  type RenderedPart,
  type Said,
  SendError,
  type Sent,
} from "./outbound.ts";
export type { WebhookRequest, WebhookResponse, WebhookRoute } from "./webhook.ts";
