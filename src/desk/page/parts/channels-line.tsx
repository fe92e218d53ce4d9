import { useEffect, useState } from "preact/hooks";
import type { ChannelView } from "../../channel-routes.ts";
import { troubleWords } from "../state/channel-words.ts";
import { call } from "../wire/call.ts";

const LOOK_EVERY_MS = 10_000;

/** What keeps a channel from working, for as long as it does. */
export function ChannelsLine() {
  const [lines, setLines] = useState<readonly string[]>([]);
  useEffect(() => {
    let isGone = false;
    const look = (): void => {
      call<{ readonly items: readonly ChannelView[] }>("GET", "/api/channels").then(
        ({ items }) => !isGone && setLines(troubleWords(items)),
        // Nothing is known now; whoever asks for more is told that the server does not answer.
        () => {},
      );
    };
    look();
    const timer = setInterval(look, LOOK_EVERY_MS);
    return () => {
      isGone = true;
      clearInterval(timer);
    };
  }, []);
  return (
    <div role="status" aria-label="Channels">
      {lines.map((line) => (
        <p key={line} class="problem">
          {line}
        </p>
      ))}
    </div>
  );
}
