import type { Knowledge } from "../../help-centre/create-knowledge.ts";
import { GAP_DAYS, type GapsState, shownGaps } from "../../state/knowledge/gaps-state.ts";
import type { KnowledgeState } from "../../state/knowledge/knowledge-state.ts";
import { useNow } from "../use-now.ts";
import { GapView } from "./gap-view.tsx";

interface GapsPaneProps {
  readonly gaps: GapsState;
  readonly role: KnowledgeState["role"];
  readonly knowledge: Knowledge;
}

const AGES_EVERY_MS = 20_000;

/** What customers asked and no article answered, the most frequent first. */
export function GapsPane({ gaps, role, knowledge }: GapsPaneProps) {
  const now = useNow(AGES_EVERY_MS);
  const shown = shownGaps(gaps);
  return (
    <section class="single-pane" aria-labelledby="gaps-title">
      <div class="single">
        <div class="single-head">
          <h2 id="gaps-title">Unanswered questions</h2>
          <select
            aria-label="How far back"
            value={String(gaps.days)}
            onChange={(event) => knowledge.lookBack(Number(event.currentTarget.value))}
          >
            {GAP_DAYS.map((days) => (
              <option key={days} value={String(days)}>
                {days} days
              </option>
            ))}
          </select>
        </div>
        <p class="single-about">What customers asked and no article answered, the most frequent first.</p>
        {gaps.phase === "failed" && (
          <p class="problem" role="alert">
            The questions could not be loaded.{" "}
            <button type="button" class="link" onClick={() => knowledge.lookBack(gaps.days)}>
              Try again
            </button>
          </p>
        )}
        {gaps.phase === "ready" && shown.length === 0 && (
          <p class="empty" role="status">
            Every question was answered.
          </p>
        )}
        <ul class="gaps" aria-busy={gaps.phase === "loading"}>
          {shown.map((gap) => (
            <GapView key={gap.id} gap={gap} now={now} mayWrite={role === "admin"} onDismiss={knowledge.dismissGap} />
          ))}
        </ul>
      </div>
    </section>
  );
}
