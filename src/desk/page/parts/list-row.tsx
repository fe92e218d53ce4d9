import { useEffect, useRef } from "preact/hooks";
import type { ConversationView } from "../../../conversation/view.ts";
import { fullTime, shortAge, waitingSince } from "../state/ages.ts";
import { CHANNEL_WORDS, contactWords, SHORT_STATE_WORDS } from "../state/message-words.ts";
import { ChannelIcon } from "./channel-icon.tsx";

interface ListRowProps {
  readonly conversation: ConversationView;
  readonly isOpen: boolean;
  readonly isUnread: boolean;
  /** Of the queue it tells since when somebody waits, of others when something happened. */
  readonly isWaiting: boolean;
  readonly me: string;
  /** Ms since 1970. */
  readonly now: number;
}

export function ListRow({ conversation, isOpen, isUnread, isWaiting, me, now }: ListRowProps) {
  const { id, channel, contact, handoff, state } = conversation;
  const at = isWaiting ? waitingSince(conversation) : conversation.lastMessageAt;
  const row = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (isOpen) row.current?.scrollIntoView({ block: "nearest" });
  }, [isOpen]);
  const isUrgent = handoff?.priority === "urgent" && state !== "closed";
  return (
    <li>
      <a
        ref={row}
        href={`#${id}`}
        class={`row${isUnread ? " is-unread" : ""}`}
        aria-current={isOpen ? "true" : undefined}
      >
        <ChannelIcon channel={channel} />
        <span class="row-line">
          <span class="row-name">{contactWords(contact)}</span>
          <time class="row-age" dateTime={at} title={fullTime(at)}>
            {isWaiting && <span class="sr">waiting for </span>}
            {shortAge(at, now)}
          </time>
        </span>
        <span class="row-line">
          <span class="row-about">{aboutWords(conversation)}</span>
          {isUrgent && <span class="badge is-urgent">Urgent</span>}
          {!isWaiting && <span class={`badge row-owner is-${state}`}>{ownerWords(conversation, me)}</span>}
          {isUnread && <span class="dot" role="img" aria-label="unread" />}
        </span>
      </a>
    </li>
  );
}

/** The subject says what it is about; without one, why a human is needed, or what it is. */
function aboutWords({ subject, handoff, tickets, channel }: ConversationView): string {
  return subject ?? handoff?.reason ?? tickets.at(-1)?.summary ?? CHANNEL_WORDS[channel];
}

function ownerWords({ state, assignee }: ConversationView, me: string): string {
  if (state !== "operator") return SHORT_STATE_WORDS[state];
  return assignee === me ? "Yours" : (assignee ?? SHORT_STATE_WORDS.operator);
}
