import type { ChannelView } from "../../channel-routes.ts";
import { CHANNEL_WORDS } from "./message-words.ts";

/** One line for each channel that does not work now. */
export function troubleWords(channels: readonly ChannelView[]): string[] {
  return channels
    .filter(({ ok }) => !ok)
    .map(({ channel, why }) => `${CHANNEL_WORDS[channel]}: ${why ?? "does not work."}`);
}
