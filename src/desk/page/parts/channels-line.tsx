import { useEffect, useState } from "preact/hooks";
import type { ChannelView } from "../../channel-routes.ts";
import { troubleWords } from "../state/channel-words.ts";
import { call } from "../wire/call.ts";
import { ChannelRemarks } from "./channel-remarks.tsx";

const LOOK_EVERY_MS = 10_000;

/** What keeps a channel from working, for as long as it does, and what an administrator is to hear of. */
export function ChannelsLine() {
  const [views, setViews] = useState<readonly ChannelView[]>([]);
  useEffect(() => {
    let isGone = false;
    const look = (): void => {
      call<{ readonly items: readonly ChannelView[] }>("GET", "/api/channels").then(
        ({ items }) => !isGone && setViews(items),
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
    <>
      <div role="status" aria-label="Channels">
        {troubleWords(views).map((line) => (
          <p key={line} class="problem">
            {line}
          </p>
        ))}
      </div>
      {views.map((view) => (
        <ChannelRemarks key={view.channel} view={view} />
      ))}
    </>
  );
}
