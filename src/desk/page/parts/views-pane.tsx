import type { Inbox } from "../create-inbox.ts";
import { countOf } from "../state/counts-state.ts";
import type { InboxState } from "../state/inbox-state.ts";
import { VIEW_LABELS, VIEWS, type ViewName } from "../state/views.ts";

interface ViewsPaneProps {
  readonly state: InboxState;
  readonly inbox: Inbox;
}

/** Which stack of conversations is looked at, and how many lie on each. */
export function ViewsPane({ state, inbox }: ViewsPaneProps) {
  const { me, list, counts } = state;
  return (
    <nav class="parts" aria-label="Views">
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
  );
}

/** Only somebody who waits is to catch the eye. */
function countClass(view: ViewName, count: string): string {
  return view === "queued" && count !== "0" ? "count is-hot" : "count";
}
