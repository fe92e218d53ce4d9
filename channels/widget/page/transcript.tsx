import type { ChatState } from "./chat-state.ts";
import { dayOf, formatDay } from "./format.ts";
import { AssistantIcon, DownIcon, PersonIcon } from "./icons.tsx";
import { MessageView, OutgoingView, StreamView } from "./message-view.tsx";
import { PlainText } from "./rich-text.tsx";
import { type Item, timeline } from "./timeline.ts";
import { useEnd } from "./use-end.ts";
import { WORDS } from "./words.ts";

export interface TranscriptProps {
  readonly state: ChatState;
  onRetry(clientId: string): void;
  onDiscard(clientId: string): void;
}

/** What was said. It follows the end as long as the reader is there; whoever writes something wants to see it. */
export function Transcript(props: TranscriptProps) {
  const { state } = props;
  const { scroller, end, isAtEnd, toEnd } = useEnd(state.outbox.length > 0);
  const items = timeline(state, dayOf);
  return (
    <div class="scroll">
      <div
        ref={scroller}
        class="log"
        role="log"
        aria-live="polite"
        aria-label={WORDS.transcript}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard (WCAG 2.1.1).
        tabIndex={0}
      >
        {items.length === 0 ? (
          <Empty />
        ) : (
          items.map((item, index) => renderItem(item, index === items.length - 1, props))
        )}
        <Typing state={state} />
        <div ref={end} />
      </div>
      {!isAtEnd && (
        <button type="button" class="to-end" onClick={toEnd}>
          <DownIcon />
          {WORDS.toEnd}
        </button>
      )}
    </div>
  );
}

function renderItem(item: Item, isLast: boolean, { onRetry, onDiscard }: TranscriptProps) {
  switch (item.kind) {
    case "day":
      return (
        <p key={item.key} class="day">
          {formatDay(item.at)}
        </p>
      );
    case "line":
      return (
        <div key={item.key} class="line" dir="auto">
          <PersonIcon />
          <PlainText text={item.message.text} />
        </div>
      );
    case "message":
      return <MessageView key={item.key} message={item.message} isFirst={item.isFirst} isLast={isLast} />;
    case "stream":
      return <StreamView key={item.key} text={item.text} isFirst={item.isFirst} />;
    case "outgoing": {
      const { clientId } = item.outgoing;
      return (
        <OutgoingView
          key={item.key}
          outgoing={item.outgoing}
          onRetry={() => onRetry(clientId)}
          onDiscard={() => onDiscard(clientId)}
        />
      );
    }
  }
}

function Empty() {
  return (
    <div class="empty">
      <span class="avatar">
        <AssistantIcon />
      </span>
      <h2>{WORDS.hello}</h2>
      <p>{WORDS.firstLine}</p>
    </div>
  );
}

/** Said once when it begins; an answer that can be seen growing needs no dots. */
function Typing({ state: { typing, streams } }: Pick<TranscriptProps, "state">) {
  const isShown = typing !== null && streams.length === 0;
  return (
    <div class={isShown ? "typing" : "unseen"}>
      {isShown && (
        <>
          <i />
          <i />
          <i />
          <span class="unseen">{WORDS.writing[typing]}</span>
        </>
      )}
    </div>
  );
}
