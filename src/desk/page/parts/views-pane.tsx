import { useState } from "preact/hooks";
import { isAttentionPossible, isAttentionWanted, wantAttention } from "../call-attention.ts";
import type { Inbox } from "../create-inbox.ts";
import { countOf } from "../state/counts-state.ts";
import type { InboxState } from "../state/inbox-state.ts";
import { VIEW_LABELS, VIEWS, type ViewName } from "../state/views.ts";
import { signOut } from "../wire/api.ts";

interface ViewsPaneProps {
  readonly state: InboxState;
  readonly inbox: Inbox;
  readonly onHelp: () => void;
  readonly onSignedOut: () => void;
}

/** Which stack of conversations is looked at, how many lie on each, and who is looking. */
export function ViewsPane({ state, inbox, onHelp, onSignedOut }: ViewsPaneProps) {
  const { me, list, counts, isLive } = state;
  return (
    <header class="views-pane">
      <div class="brand">
        <span class="logo" aria-hidden="true" />
        <span class="brand-name">Inbox</span>
      </div>
      <nav aria-label="Views">
        <ul class="views">
          {VIEWS.map((view) => {
            const count = countOf(counts, view, me);
            return (
              <li key={view}>
                <button
                  type="button"
                  class="view"
                  aria-current={list.filter.view === view ? "true" : undefined}
                  onClick={() => inbox.filter({ view })}
                >
                  <span>{VIEW_LABELS[view]}</span>
                  {count !== null && <span class={countClass(view, count)}>{count}</span>}
                </button>
              </li>
            );
          })}
        </ul>
      </nav>
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

/** Only somebody who waits is to catch the eye. */
function countClass(view: ViewName, count: string): string {
  return view === "queued" && count !== "0" ? "count is-hot" : "count";
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
