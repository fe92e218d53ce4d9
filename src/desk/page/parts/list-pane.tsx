import { useEffect, useState } from "preact/hooks";
import type { Inbox } from "../create-inbox.ts";
import type { InboxState } from "../state/inbox-state.ts";
import { CHANNEL_WORDS } from "../state/message-words.ts";
import { isUnread } from "../state/unread.ts";
import { VIEW_LABELS } from "../state/views.ts";
import { ChannelsLine } from "./channels-line.tsx";
import { ListEnd } from "./list-end.tsx";
import { ListRow } from "./list-row.tsx";
import { useNow } from "./use-now.ts";

interface ListPaneProps {
  readonly state: InboxState;
  readonly inbox: Inbox;
  readonly openId: string | null;
}

const AGES_EVERY_MS = 20_000;

/** The conversations of a view; the next page comes when the end of this one is scrolled into sight. */
export function ListPane({ state, inbox, openId }: ListPaneProps) {
  const { list, me, seen } = state;
  const now = useNow(AGES_EVERY_MS);
  return (
    <section class="list-pane" aria-label={`Conversations: ${VIEW_LABELS[list.filter.view]}`}>
      <ListTools state={state} inbox={inbox} />
      <ChannelsLine />
      {list.phase === "failed" && (
        <p class="problem" role="alert">
          The list could not be loaded.{" "}
          <button type="button" class="link" onClick={inbox.refresh}>
            Try again
          </button>
        </p>
      )}
      <ul class="rows" aria-busy={list.phase === "loading"}>
        {list.items.map((one) => (
          <ListRow
            key={one.id}
            conversation={one}
            isOpen={one.id === openId}
            isUnread={isUnread(one, seen, me)}
            isWaiting={list.filter.view === "queued"}
            me={me}
            now={now}
          />
        ))}
        {list.next !== null && <ListEnd key={list.next} onReached={inbox.more} />}
      </ul>
      {list.phase === "ready" && list.items.length === 0 && <p class="empty">{emptyWords(state)}</p>}
    </section>
  );
}

function emptyWords({ list: { filter } }: InboxState): string {
  if (filter.q.trim() !== "") return "Nothing is found.";
  return filter.view === "queued" ? "Nobody is waiting. Well done." : "There is nothing here.";
}

const SEARCH_AFTER_MS = 250;

function ListTools({ state, inbox }: Pick<ListPaneProps, "state" | "inbox">) {
  const { filter } = state.list;
  const [q, setQ] = useState(filter.q);
  useEffect(() => {
    if (q === filter.q) return;
    const asking = setTimeout(() => inbox.filter({ q }), SEARCH_AFTER_MS);
    return () => clearTimeout(asking);
  }, [inbox, q, filter.q]);
  return (
    <search class="tools">
      <input
        type="search"
        placeholder="Search"
        title="Words, names, addresses, ticket numbers"
        aria-label="Search conversations"
        aria-keyshortcuts="/"
        value={q}
        maxLength={200}
        onInput={(event) => setQ(event.currentTarget.value)}
      />
      <select
        aria-label="Channel"
        value={filter.channel ?? ""}
        onChange={(event) => inbox.filter({ channel: toChannel(event.currentTarget.value) })}
      >
        <option value="">All channels</option>
        {CHANNELS.map((channel) => (
          <option key={channel} value={channel}>
            {CHANNEL_WORDS[channel]}
          </option>
        ))}
      </select>
    </search>
  );
}

const CHANNELS = ["sms", "email", "widget"] as const;

const toChannel = (value: string) => CHANNELS.find((channel) => channel === value) ?? null;
