import { CHANNEL_WORDS } from "../state/message-words.ts";
import type { ChannelName } from "../state/shapes.ts";

/** Drawn in a square of 16 units. */
const PATHS: Readonly<Record<ChannelName, string>> = {
  sms: "M5 1.75h6c.7 0 1.25.55 1.25 1.25v10c0 .7-.55 1.25-1.25 1.25H5c-.7 0-1.25-.55-1.25-1.25V3c0-.7.55-1.25 1.25-1.25ZM7 12h2",
  email: "M2 3.75h12v8.5H2zM2.25 4.25 8 8.75l5.75-4.5",
  widget:
    "M3 2.75h10c.7 0 1.25.55 1.25 1.25v6c0 .7-.55 1.25-1.25 1.25H8L4.75 14v-2.75H3c-.7 0-1.25-.55-1.25-1.25V4c0-.7.55-1.25 1.25-1.25Z",
};

export function ChannelIcon({ channel }: { readonly channel: ChannelName }) {
  return (
    <svg class="channel-icon" viewBox="0 0 16 16" role="img" aria-label={CHANNEL_WORDS[channel]}>
      <path d={PATHS[channel]} />
    </svg>
  );
}
