import { useEffect, useRef, useState } from "preact/hooks";
import type { Knowledge } from "../../help-centre/create-knowledge.ts";
import { fullTime } from "../../state/ages.ts";
import type { ArticleState, Found } from "../../state/knowledge/article-state.ts";
import type { KnowledgeState } from "../../state/knowledge/knowledge-state.ts";
import { agoWords, wordsWords } from "../../state/knowledge/knowledge-words.ts";
import type { Article } from "../../state/knowledge/shapes.ts";
import { BackButton } from "../back-button.tsx";
import { OutwardLink } from "../outward-link.tsx";
import { useNow } from "../use-now.ts";
import { ArticleBadges } from "./article-badges.tsx";
import { ArticleProblemBox } from "./article-problem-box.tsx";
import { ConfirmDialog } from "./confirm-dialog.tsx";
import { MarkdownView } from "./markdown-view.tsx";

interface ArticleReaderProps {
  readonly article: ArticleState;
  readonly found: Found;
  readonly role: KnowledgeState["role"];
  readonly knowledge: Knowledge;
}

export function ArticleReader({ article, found, role, knowledge }: ArticleReaderProps) {
  const { document: shown } = found;
  const title = useRef<HTMLHeadingElement>(null);
  // Whoever has just saved has lost the field that he was in.
  useEffect(() => {
    if (document.activeElement === document.body) title.current?.focus({ preventScroll: true });
  }, []);
  return (
    <section class="article-pane" aria-label="Article">
      <header class="article-header">
        <div class="article-title">
          <BackButton href="#/knowledge" />
          <h2 ref={title} tabIndex={-1}>
            {shown.title}
          </h2>
          {role === "operator" && (
            <span class="fact" title="Only admins change articles">
              Reading only
            </span>
          )}
          {role === "admin" && <ReaderActs article={article} document={shown} knowledge={knowledge} />}
        </div>
        <ArticleFacts document={shown} />
        {shown.draft && shown.source === "api" && shown.file !== null && (
          <p class="article-note">Until this draft is published, what {shown.file} says is used.</p>
        )}
        <ArticleProblemBox article={article} knowledge={knowledge} />
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and not everybody has a mouse */}
      <div class="article-text" tabIndex={0} key={shown.slug}>
        <MarkdownView text={shown.body} lang={shown.language} />
      </div>
    </section>
  );
}

const AGES_EVERY_MS = 20_000;

function ArticleFacts({ document }: { readonly document: Article }) {
  const { slug, url, tags, words, file, updatedAt, updatedBy, language } = document;
  const now = useNow(AGES_EVERY_MS);
  return (
    <div class="article-facts">
      <ArticleBadges article={document} />
      <span class="fact">{file ?? slug}</span>
      {language && <span class="fact">{language}</span>}
      <span class="fact">{wordsWords(words)}</span>
      {updatedAt && (
        <span class="fact">
          {updatedBy ?? "Somebody"}, <time title={fullTime(updatedAt)}>{agoWords(updatedAt, now)}</time>
        </span>
      )}
      {url !== null && (
        <span class="fact article-url">
          <OutwardLink url={url} title={url.replace(/^https?:\/\//, "")} />
        </span>
      )}
      {tags.length > 0 && (
        <ul class="article-tags" aria-label="Tags">
          {tags.map((tag) => (
            <li key={tag} class="tag">
              {tag}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

interface ReaderActsProps {
  readonly article: ArticleState;
  readonly document: Article;
  readonly knowledge: Knowledge;
}

function ReaderActs({ article: { busy }, document, knowledge }: ReaderActsProps) {
  const [asked, setAsked] = useState<"delete" | "revert" | null>(null);
  const { source, file, title } = document;
  const isOverFile = source === "api" && file !== null;
  return (
    <span class="acts">
      <button type="button" class="primary" disabled={busy !== null} onClick={knowledge.edit}>
        Edit
      </button>
      {isOverFile && (
        <button type="button" disabled={busy !== null} onClick={() => setAsked("revert")}>
          Back to the file
        </button>
      )}
      <button type="button" disabled={busy !== null} onClick={() => setAsked("delete")}>
        Delete
      </button>
      {asked === "delete" && (
        <ConfirmDialog
          title={`Delete “${title}”?`}
          words={file === null ? NO_WAY_BACK : `The file ${file} stays, but it is no longer used.`}
          act="Delete"
          onAct={knowledge.remove}
          onClose={() => setAsked(null)}
        />
      )}
      {asked === "revert" && (
        <ConfirmDialog
          title="Back to the file?"
          words={`What was written here is lost, and ${file} is used again.`}
          act="Use the file"
          onAct={knowledge.revert}
          onClose={() => setAsked(null)}
        />
      )}
    </span>
  );
}

const NO_WAY_BACK = "Nobody finds it any more, and it cannot be brought back.";
