import type { ArticleSummary } from "../../../article-view.ts";
import { AUDIENCE_WORDS } from "../../state/knowledge/knowledge-words.ts";

interface ArticleBadgesProps {
  readonly article: Pick<ArticleSummary, "audience" | "draft" | "source" | "file">;
  /** Only what sets it apart from most of the others. */
  readonly isShort?: boolean;
}

/** Who may read it, whether it is done, and where it is written. */
export function ArticleBadges({ article: { audience, draft, source, file }, isShort = false }: ArticleBadgesProps) {
  const isShown = audience === "internal" || !isShort;
  return (
    <>
      {draft && (
        <span class="badge is-draft" title="Nobody finds it">
          Draft
        </span>
      )}
      {isShown && <span class={`badge is-${audience}`}>{AUDIENCE_WORDS[audience]}</span>}
      {source === "api" && (
        <span class="badge" title={file === null ? "There is no file of it" : `In the place of ${file}`}>
          {file === null ? "Written here" : "Changed here"}
        </span>
      )}
    </>
  );
}
