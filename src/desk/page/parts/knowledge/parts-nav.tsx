import type { KnowledgeStatus } from "../../state/knowledge/shapes.ts";
import { hashOf, type KnowledgePlace } from "../../state/place.ts";

const PARTS: readonly { readonly label: string; readonly place: KnowledgePlace }[] = [
  { label: "Articles", place: { kind: "articles", slug: null } },
  { label: "Try a question", place: { kind: "try" } },
  { label: "Unanswered", place: { kind: "gaps" } },
  { label: "Status", place: { kind: "status" } },
];

interface PartsNavProps {
  readonly place: KnowledgePlace;
  /** Null: not known yet. */
  readonly status: KnowledgeStatus | null;
}

export function PartsNav({ place, status }: PartsNavProps) {
  const here = place.kind === "new_article" ? "articles" : place.kind;
  const broken = status?.problems.length ?? 0;
  return (
    <nav class="parts" aria-label="Knowledge">
      <ul class="views">
        {PARTS.map(({ label, place: there }) => (
          <li key={there.kind}>
            <a class="view" href={hashOf(there)} aria-current={here === there.kind ? "page" : undefined}>
              <span>{label}</span>
              {there.kind === "articles" && status && <span class="count">{status.articles + status.drafts}</span>}
              {there.kind === "status" && broken > 0 && (
                <span class="count is-bad">
                  {broken}
                  <span class="sr"> broken</span>
                </span>
              )}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
