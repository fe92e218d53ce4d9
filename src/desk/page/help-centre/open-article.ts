import { fieldsForQuestion } from "../state/knowledge/article-fields.ts";
import { keptAsOf, newEdit } from "../state/knowledge/article-state.ts";
import { recallEdit } from "./kept-edits.ts";
import type { KnowledgeDeps } from "./knowledge-deps.ts";

export interface ArticleOpener {
  /** Shows an article in place of the one before; null shows none. */
  open(slug: string | null): void;
  /** Shows the form of a new one, with what was written there before or the question that it is to answer. */
  begin(gapId: string | null, question: () => Promise<string | null>): Promise<void>;
  /** Asks for what it is now. */
  reread(): void;
}

export function openArticles({ store, api }: KnowledgeDeps): ArticleOpener {
  // An answer to what was asked before something else was opened, or written, is none.
  let round = 0;
  async function read(slug: string): Promise<void> {
    round += 1;
    const mine = round;
    try {
      const found = await api.read(slug);
      if (mine === round && !store.get().article.busy) store.dispatch({ kind: "article_found", slug, found });
    } catch {
      // It is asked for again, by hand or by the clock.
      if (mine === round) store.dispatch({ kind: "article_failed", slug });
    }
  }
  return {
    open(slug) {
      const { article, me } = store.get();
      // What was just saved is here already, and so is what one comes back to.
      if (article.slug !== slug || article.phase === "new")
        store.dispatch({ kind: "article_opened", slug, edit: slug === null ? null : recallEdit(me, keptAsOf(slug)) });
      if (slug !== null) read(slug).catch(reportError);
    },
    async begin(gapId, question) {
      round += 1;
      const keptAs = gapId === null ? "new" : `new:${gapId}`;
      const { article, me } = store.get();
      if (article.phase === "new" && article.edit?.keptAs === keptAs) return;
      const kept = recallEdit(me, keptAs);
      store.dispatch({ kind: "article_begun", edit: kept ?? newEdit(keptAs) });
      const asked = kept || gapId === null ? null : await question();
      const { edit } = store.get().article;
      if (asked !== null && edit?.keptAs === keptAs && edit.fields === newEdit(keptAs).fields)
        store.dispatch({ kind: "edited", change: fieldsForQuestion(asked) });
    },
    reread() {
      const { slug, busy } = store.get().article;
      if (slug !== null && !busy) read(slug).catch(reportError);
    },
  };
}
