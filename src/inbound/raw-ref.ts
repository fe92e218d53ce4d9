import type { ChannelName } from "../contract/index.ts";

/** The raw row that is being taken in. */
export interface RawRef {
  readonly id: string;
  readonly channel: ChannelName;
  readonly receivedAt: Date;
}
