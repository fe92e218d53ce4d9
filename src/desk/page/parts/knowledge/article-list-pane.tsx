import { useEffect, useState } from "preact/hooks";
import type { Knowledge } from "../../help-centre/create-knowledge.ts";
import type { ArticleFilter } from "../../state/knowledge/article-list-state.ts";
import type { KnowledgeState } from "../../state/knowledge/knowledge-state.ts";
import { hashOf } from "../../state/place.ts";
import { ListEnd } from "../list-end.tsx";
import { useNow } from "../use-now.ts";
import { ArticleRow } from "./article-row.tsx";

interface ArticleListPaneProps {
  readonly state: KnowledgeState;
  readonly knowledge: Knowledge;
}

const AGES_EVERY_MS = 20_000;

/** All articles; the next page comes when the end of this one is scrolled into sight. */
export function ArticleListPane({ state, knowledge }: ArticleListPaneProps) {
  const { list, article, role } = state;
  const now = useNow(AGES_EVERY_MS);
  return (
    <section class="list-pane" aria-label="Articles">
      <ListTools filter={list.filter} knowledge={knowledge} />
      {list.phase === "failed" && (
        <p class="problem" role="alert">
          The list could not be loaded.{" "}
          <button type="button" class="link" onClick={knowledge.refresh}>
            Try again
          </button>
        </p>
      )}
      <ul class="rows" aria-busy={list.phase === "loading"}>
        {list.items.map((one) => (
          <ArticleRow key={one.slug} article={one} isOpen={one.slug === article.slug} now={now} />
        ))}
        {list.next !== null && <ListEnd key={list.next} onReached={knowledge.more} />}
      </ul>
      {list.phase === "ready" && list.items.length === 0 && <p class="empty">{emptyWords(list.filter)}</p>}
      {role === "admin" && (
        <p class="list-foot">
          <a class="button-like" href={hashOf({ kind: "new_article", gapId: null })}>
            New article
          </a>
        </p>
      )}
    </section>
  );
}

function emptyWords({ q, audience, draft }: ArticleFilter): string {
  const isFiltered = q.trim() !== "" || audience !== null || draft;
  return isFiltered ? "Nothing is found." : "There are no articles yet.";
}

const SEARCH_AFTER_MS = 200;

function ListTools({ filter, knowledge }: { readonly filter: ArticleFilter; readonly knowledge: Knowledge }) {
  const [q, setQ] = useState(filter.q);
  useEffect(() => {
    if (q === filter.q) return;
    const asking = setTimeout(() => knowledge.filter({ q }), SEARCH_AFTER_MS);
    return () => clearTimeout(asking);
  }, [knowledge, q, filter.q]);
  return (
    <search class="tools">
      <input
        type="search"
        placeholder="Search"
        title="Words of the title, the tags or the text"
        aria-label="Search articles"
        aria-keyshortcuts="/"
        value={q}
        maxLength={200}
        onInput={(event) => setQ(event.currentTarget.value)}
      />
      <select
        aria-label="Which articles"
        value={kindOf(filter)}
        onChange={(event) => knowledge.filter(KINDS[event.currentTarget.value as Kind])}
      >
        <option value="all">All</option>
        <option value="public">Public</option>
        <option value="internal">Internal</option>
        <option value="drafts">Drafts</option>
      </select>
    </search>
  );
}

const KINDS = {
  all: { audience: null, draft: false },
  public: { audience: "public", draft: false },
  internal: { audience: "internal", draft: false },
  drafts: { audience: null, draft: true },
} as const satisfies Record<string, Partial<ArticleFilter>>;

type Kind = keyof typeof KINDS;

const kindOf = ({ audience, draft }: ArticleFilter): Kind => (draft ? "drafts" : (audience ?? "all"));
