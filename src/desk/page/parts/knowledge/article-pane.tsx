import type { Knowledge } from "../../help-centre/create-knowledge.ts";
import type { KnowledgeState } from "../../state/knowledge/knowledge-state.ts";
import { BackButton } from "../back-button.tsx";
import { ArticleEditor } from "./article-editor.tsx";
import { ArticleReader } from "./article-reader.tsx";

interface ArticlePaneProps {
  readonly state: KnowledgeState;
  readonly knowledge: Knowledge;
}

/** The open article: to be read, or to be written. */
export function ArticlePane({ state: { article, role }, knowledge }: ArticlePaneProps) {
  const { phase, found, edit } = article;
  if (edit && role === "admin") return <ArticleEditor article={article} edit={edit} knowledge={knowledge} />;
  if (found) return <ArticleReader article={article} found={found} role={role} knowledge={knowledge} />;
  return (
    <section class="article-pane is-empty" aria-label="Article">
      {phase !== "none" && <BackButton href="#/knowledge" />}
      <p class="empty" role="status">
        {role === "operator" && phase === "new" ? "Only admins write articles." : PHASE_WORDS[phase]}
      </p>
      {phase === "failed" && (
        <button type="button" onClick={knowledge.refresh}>
          Try again
        </button>
      )}
    </section>
  );
}

const PHASE_WORDS = {
  none: "Choose an article.",
  new: "Loading…",
  loading: "Loading…",
  ready: "",
  missing: "There is no such article.",
  failed: "The article could not be loaded.",
} as const;
