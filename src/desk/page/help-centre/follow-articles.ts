import type { ArticleFilter } from "../state/knowledge/article-list-state.ts";
import type { KnowledgeDeps } from "./knowledge-deps.ts";

export interface ArticlesFollower {
  filter(change: Partial<ArticleFilter>): void;
  /** Asks for what is there now. */
  refresh(): void;
  /** The next page, unless it is under way. */
  more(): void;
}

/** Keeps the list of articles as the server has it. */
export function followArticles({ store, api }: KnowledgeDeps): ArticlesFollower {
  let isAsking = false;
  // What was asked before something was written may come after what was asked then.
  let round = 0;
  async function first(): Promise<void> {
    const { filter, question } = store.get().list;
    round += 1;
    const mine = round;
    try {
      const page = await api.list(filter, null);
      if (mine === round) store.dispatch({ kind: "first_articles", question, page });
    } catch {
      // It is asked for again at the next occasion.
      if (mine === round && store.get().list.phase === "loading") store.dispatch({ kind: "articles_failed", question });
    }
  }
  async function more(): Promise<void> {
    const { filter, question, next } = store.get().list;
    if (isAsking || next === null) return;
    isAsking = true;
    try {
      store.dispatch({ kind: "next_articles", question, page: await api.list(filter, next) });
    } catch {
      // The end of the list comes into sight again.
    } finally {
      isAsking = false;
    }
  }
  return {
    filter(change) {
      store.dispatch({ kind: "articles_filtered", filter: { ...store.get().list.filter, ...change } });
      first().catch(reportError);
    },
    refresh() {
      first().catch(reportError);
    },
    more() {
      more().catch(reportError);
    },
  };
}
