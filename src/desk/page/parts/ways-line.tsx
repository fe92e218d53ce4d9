import type { Way } from "../../read-ways.ts";
import { CHANNEL_WORDS } from "../state/message-words.ts";
import { hashOf } from "../state/place.ts";

/** Where else the customer can be reached, when nothing gets to him here. */
export function WaysLine({ ways }: { readonly ways: readonly Way[] }) {
  if (ways.length === 0) return null;
  return (
    <p class="composer-line ways">
      Reach them another way:{" "}
      {ways.map(({ channel, address, conversationId }, index) => (
        <span key={`${channel} ${address} ${conversationId}`}>
          {index > 0 && ", "}
          {conversationId === null ? (
            words(channel, address)
          ) : (
            <a href={hashOf({ kind: "inbox", conversationId })}>{words(channel, address)}</a>
          )}
        </span>
      ))}
    </p>
  );
}

function words(channel: Way["channel"], address: string): string {
  return address === "" ? CHANNEL_WORDS[channel] : `${CHANNEL_WORDS[channel]} ${address}`;
}
