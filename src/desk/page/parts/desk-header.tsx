import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { isAttentionPossible, isAttentionWanted, wantAttention } from "../call-attention.ts";
import type { Inbox } from "../create-inbox.ts";
import type { StatusFollower } from "../follow-status.ts";
import { countOf } from "../state/counts-state.ts";
import { hashOf } from "../state/place.ts";
import { signOut } from "../wire/api.ts";
import { useStore } from "./use-store.ts";
import { useTitle } from "./use-title.ts";

export interface DeskHeaderProps {
  readonly here: "inbox" | "knowledge";
  readonly inbox: Inbox;
  readonly status: StatusFollower;
  readonly onHelp: () => void;
  readonly onSignedOut: () => void;
  /** The parts of the place where one is. */
  readonly children: ComponentChildren;
}

/** Where at the desk somebody is, where else he may go, and who he is. */
export function DeskHeader({ here, inbox, status, onHelp, onSignedOut, children }: DeskHeaderProps) {
  const { me, isLive, counts, thread } = useStore(inbox.store);
  const broken = useStore(status.store).status?.problems.length ?? 0;
  const waiting = countOf(counts, "queued", me) ?? "0";
  useTitle(here === "inbox" ? "Inbox" : "Knowledge", waiting);
  return (
    <header class="views-pane">
      <div class="brand">
        <span class="logo" aria-hidden="true" />
        <span class="brand-name">Switchboard</span>
        <PlaceLinks here={here} conversationId={thread.id} waiting={waiting} broken={broken} />
      </div>
      {children}
      <div class="foot">
        {!isLive && (
          <p class="connection" role="status">
            Not live: looking every 15 s
          </p>
        )}
        <AttentionToggle />
        <button type="button" class="link" onClick={onHelp} aria-keyshortcuts="?">
          Keyboard
        </button>
        <button type="button" class="link" title={`Signed in as ${me}`} onClick={() => leave(onSignedOut)}>
          Sign out
        </button>
        <p class="me" title={me}>
          {me}
        </p>
      </div>
    </header>
  );
}

interface PlaceLinksProps extends Pick<DeskHeaderProps, "here"> {
  /** The one that is open in the inbox. */
  readonly conversationId: string | null;
  /** How many wait for a human, as is shown. */
  readonly waiting: string;
  /** How many articles cannot be used. */
  readonly broken: number;
}

function PlaceLinks({ here, conversationId, waiting, broken }: PlaceLinksProps) {
  const current = (name: PlaceLinksProps["here"]) => (here === name ? "page" : undefined);
  return (
    <nav class="places-nav" aria-label="Places">
      <ul class="places">
        <li>
          <a
            class="place"
            href={hashOf({ kind: "inbox", conversationId })}
            aria-current={current("inbox")}
            aria-keyshortcuts="g"
          >
            <span>Inbox</span>
            {here !== "inbox" && waiting !== "0" && (
              <span class="count is-hot" title="Waiting for a human">
                {waiting}
              </span>
            )}
          </a>
        </li>
        <li>
          <a
            class="place"
            href={hashOf({ kind: "articles", slug: null })}
            aria-current={current("knowledge")}
            aria-keyshortcuts="g"
          >
            <span>Knowledge</span>
            {broken > 0 && (
              <span class="count is-bad" title="Articles that cannot be used">
                {broken}
                <span class="sr"> broken</span>
              </span>
            )}
          </a>
        </li>
      </ul>
    </nav>
  );
}

function AttentionToggle() {
  const [isOn, setOn] = useState(isAttentionWanted);
  if (!isAttentionPossible()) return null;
  return (
    <button
      type="button"
      class="link"
      aria-pressed={isOn}
      title="A notification and a sound when a conversation waits for a human"
      onClick={() => {
        wantAttention(!isOn).then(setOn, reportError);
      }}
    >
      {isOn ? "Alerts: on" : "Alerts: off"}
    </button>
  );
}

/** Without an answer the session is still there, but this browser's operator is gone. */
function leave(onSignedOut: () => void): void {
  signOut().catch(reportError).finally(onSignedOut);
}
