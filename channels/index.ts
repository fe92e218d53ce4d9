import type { ChannelAdapter, ChannelHost, ChannelName } from "../src/contract/index.ts";
import { createEmailChannel } from "./email/create-email-channel.ts";
import type { EmailConfig } from "./email/email-config.ts";
import { createSmsChannel, type SmsTiming } from "./sms/create-sms-channel.ts";
import type { SmsConfig } from "./sms/sms-config.ts";
import { createWidgetChannel } from "./widget/create-widget-channel.ts";
import type { WidgetConfig } from "./widget/widget-config.ts";

export interface ChannelConfig {
  readonly publicUrl: string;
  readonly sms: Omit<SmsConfig, "publicUrl"> | null;
  readonly email: EmailConfig | null;
  readonly widget: WidgetConfig;
}

/** In place of the channels' own times: for tests, which cannot wait as long as providers may. */
export interface ChannelTiming {
  readonly sms?: SmsTiming;
}

/** The adapters that the configuration turns on. A new channel is a folder here and a line below. */
export function createChannels(
  { publicUrl, sms, email, widget }: ChannelConfig,
  hostFor: (channel: ChannelName) => ChannelHost,
  timing: ChannelTiming = {},
): ChannelAdapter[] {
  return [
    ...(sms ? [createSmsChannel({ ...sms, publicUrl }, hostFor("sms"), timing.sms)] : []),
    ...(email ? [createEmailChannel(email, hostFor("email"))] : []),
    createWidgetChannel(widget, hostFor("widget")),
  ];
}
