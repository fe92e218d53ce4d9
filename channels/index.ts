import type { ChannelAdapter, ChannelHost, ChannelName } from "../src/contract/index.ts";
import { createSmsChannel } from "./sms/create-sms-channel.ts";
import type { SmsConfig } from "./sms/sms-config.ts";

export interface ChannelConfig {
  readonly publicUrl: string;
  readonly sms: Omit<SmsConfig, "publicUrl"> | null;
}

/** The adapters that the configuration turns on. A new channel is a folder here and a line below. */
export function createChannels(
  config: ChannelConfig,
  hostFor: (channel: ChannelName) => ChannelHost,
): ChannelAdapter[] {
  const { publicUrl, sms } = config;
  return sms ? [createSmsChannel({ ...sms, publicUrl }, hostFor("sms"))] : [];
}
