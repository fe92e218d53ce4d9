import type { ConversationView, EventView } from "../../../conversation/view.ts";
import type { Inbox } from "../create-inbox.ts";
import type { InboxState } from "../state/inbox-state.ts";
import { contactWords, STATE_WORDS } from "../state/message-words.ts";
import { dateWords, shownOptOut } from "../state/opt-out-words.ts";
import { type DeskAct, whyNot } from "../state/permitted-acts.ts";
import { BackButton } from "./back-button.tsx";
import { ChannelIcon } from "./channel-icon.tsx";
import { IdentityBadge } from "./identity-badge.tsx";

interface ThreadHeaderProps {
  readonly conversation: ConversationView;
  readonly state: InboxState;
  readonly inbox: Inbox;
  readonly isPanelOpen: boolean;
  readonly onPanel: () => void;
}

export function ThreadHeader({ conversation, state, inbox, isPanelOpen, onPanel }: ThreadHeaderProps) {
  const { contact, channel, subject, assignee, category, severity, tickets } = conversation;
  const owner = conversation.state === "operator" && assignee === state.me ? "Yours" : STATE_WORDS[conversation.state];
  return (
    <header class="thread-header">
      <div class="thread-who">
        <BackButton />
        <ChannelIcon channel={channel} />
        <h2>{contactWords(contact)}</h2>
        {contact.name && contact.address && <span class="quiet">{contact.address}</span>}
        <IdentityBadge identity={contact.identity} />
        <button type="button" class="details" aria-expanded={isPanelOpen} aria-controls="side-panel" onClick={onPanel}>
          Details
        </button>
      </div>
      {subject && <p class="thread-subject">{subject}</p>}
      <div class="thread-facts">
        <span class={`badge is-${conversation.state}`}>{owner}</span>
        {assignee && assignee !== state.me && <span class="fact">{assignee}</span>}
        {category && <span class="fact">{category}</span>}
        {severity && <span class={`fact is-${severity}`}>{severity}</span>}
        {conversation.flags.includes("opted_out") && <OptedOut events={state.thread.events} />}
        {conversation.flags.includes("unreachable") && <span class="fact is-high">Nothing reaches them here</span>}
        {tickets.map(({ number }) => (
          <span key={number} class="fact">
            {number}
          </span>
        ))}
        <ActButtons conversation={conversation} state={state} inbox={inbox} />
      </div>
    </header>
  );
}

function OptedOut({ events }: { readonly events: readonly EventView[] }) {
  const optOut = shownOptOut(events);
  return <span class="fact is-high">{optOut ? `Opted out on ${dateWords(optOut.since)}` : "Opted out"}</span>;
}

const BUTTONS: readonly { readonly act: DeskAct; readonly label: string; readonly key?: string }[] = [
  { act: "claim", label: "Claim", key: "c" },
  { act: "release", label: "Release to assistant" },
  { act: "close", label: "Close", key: "e" },
  { act: "reopen", label: "Reopen" },
];

function ActButtons({ conversation, state, inbox }: Pick<ThreadHeaderProps, "conversation" | "state" | "inbox">) {
  const isClosed = conversation.state === "closed";
  // What cannot come next is left out, what is not ours to do is shown with the reason.
  const shown = BUTTONS.filter(({ act }) => (act === "reopen") === isClosed);
  return (
    <span class="acts">
      {shown.map(({ act, label, key }) => {
        const reason = whyNot(act, conversation, state.me);
        return (
          <button
            key={act}
            type="button"
            class={act === "claim" && conversation.state === "queued" ? "primary" : undefined}
            disabled={reason !== null || state.acting !== null}
            title={reason ?? (key ? `${label} (${key})` : label)}
            aria-keyshortcuts={key}
            onClick={() => inbox.act(act)}
          >
            {label}
          </button>
        );
      })}
    </span>
  );
}
