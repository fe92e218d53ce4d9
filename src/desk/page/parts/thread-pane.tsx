import type { Inbox } from "../create-inbox.ts";
import type { InboxState } from "../state/inbox-state.ts";
import { newestSeq } from "../state/thread-state.ts";
import { BackButton } from "./back-button.tsx";
import { Composer } from "./composer.tsx";
import { ThreadHeader } from "./thread-header.tsx";
import { TimelineView } from "./timeline-view.tsx";
import { useLetters } from "./use-letters.ts";

interface ThreadPaneProps {
  readonly state: InboxState;
  readonly inbox: Inbox;
  readonly isPanelOpen: boolean;
  readonly onPanel: () => void;
}

/** The open conversation: who it is, what was said, and what is to be said. */
export function ThreadPane({ state, inbox, isPanelOpen, onPanel }: ThreadPaneProps) {
  const { thread } = state;
  const letters = useLetters(thread.id ?? "", thread.conversation?.channel ?? "", newestSeq(thread));
  if (thread.phase !== "ready" || !thread.conversation)
    return (
      <section class="thread-pane is-empty" aria-label="Conversation">
        {thread.id && <BackButton />}
        <p class="empty" role="status">
          {PHASE_WORDS[thread.phase]}
        </p>
        {thread.phase === "failed" && (
          <button type="button" onClick={inbox.refresh}>
            Try again
          </button>
        )}
      </section>
    );
  return (
    <section class="thread-pane" aria-label="Conversation">
      <ThreadHeader
        conversation={thread.conversation}
        state={state}
        inbox={inbox}
        isPanelOpen={isPanelOpen}
        onPanel={onPanel}
      />
      <TimelineView
        key={thread.id}
        thread={thread}
        letters={letters}
        problem={state.composer.problem}
        onSeen={inbox.seen}
      />
      <Composer key={thread.id} state={state} conversation={thread.conversation} letters={letters} inbox={inbox} />
    </section>
  );
}

const PHASE_WORDS = {
  none: "Choose a conversation.",
  loading: "Loading…",
  ready: "",
  missing: "There is no such conversation.",
  failed: "The conversation could not be loaded.",
} as const;
