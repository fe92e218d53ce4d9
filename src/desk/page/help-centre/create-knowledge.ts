import type { StatusFollower } from "../follow-status.ts";
import type { ArticleFields } from "../state/knowledge/article-fields.ts";
import type { ArticleFilter } from "../state/knowledge/article-list-state.ts";
import {
  beginKnowledge,
  type KnowledgeAction,
  type KnowledgeState,
  reduceKnowledge,
} from "../state/knowledge/knowledge-state.ts";
import type { Audience } from "../state/knowledge/shapes.ts";
import { type KnowledgePlace, parsePlace } from "../state/place.ts";
import { createStore, type Store } from "../store.ts";
import { createKnowledgeApi } from "../wire/knowledge-api.ts";
import { followArticles } from "./follow-articles.ts";
import { dismissGap, questionOf, readGaps } from "./follow-gaps.ts";
import { forgetEdit, keepEdit } from "./kept-edits.ts";
import type { KnowledgeDeps } from "./knowledge-deps.ts";
import { openArticles } from "./open-article.ts";
import { removeArticle, revertArticle, saveArticle, useFileAgain } from "./write-article.ts";

/** What the components read, and what they can do. */
export interface Knowledge extends Writing {
  readonly store: Store<KnowledgeState, KnowledgeAction>;
  /** Brings what is shown at this place. */
  go(place: KnowledgePlace): void;
  filter(change: Partial<ArticleFilter>): void;
  more(): void;
  refresh(): void;
  typeQuestion(question: string): void;
  ask(audience: Audience): void;
  lookBack(days: number): void;
  dismissGap(id: string): void;
  dismissAlert(): void;
  stop(): void;
}

interface Writing {
  /** Begins to change the article that is open. */
  edit(): void;
  change(change: Partial<ArticleFields>): void;
  /** Gives up what is written. */
  leave(): void;
  save(): void;
  remove(): void;
  revert(): void;
  /** Brings back the article of a file that was removed here. */
  restore(slug: string): void;
  /** Of two texts, one's own is to stay, or theirs. */
  settle(whose: "mine" | "theirs"): void;
}

/** What colleagues write is seen so soon. */
const REFRESH_MS = 15_000;

/** Connects the state of the knowledge to the server. `onSignedOut` is called when the session has ended. */
export function createKnowledge(me: string, status: StatusFollower, onSignedOut: () => void): Knowledge {
  const store = createStore(reduceKnowledge, beginKnowledge(me));
  const deps = { store, api: createKnowledgeApi(onSignedOut) };
  const list = followArticles(deps);
  const articles = openArticles(deps);
  const refresh = (): void => {
    list.refresh();
    articles.reread();
  };
  const refreshing = setInterval(() => {
    const isShown = parsePlace(location.hash.slice(1)).kind !== "inbox";
    if (!isShown || document.visibilityState !== "visible") return;
    refresh();
    if (store.get().role === null) run(readRole(deps));
  }, REFRESH_MS);
  const forget = store.subscribe(keepWhatIsWritten(store));
  run(readRole(deps));
  return {
    store,
    go(place) {
      if (place.kind === "gaps") run(readGaps(store.get().gaps.days, deps));
      if (place.kind === "new_article")
        run(articles.begin(place.gapId, async () => place.gapId && (await questionOf(place.gapId, deps))));
      if (place.kind === "articles") articles.open(place.slug);
      if (place.kind === "new_article" || place.kind === "articles") list.refresh();
    },
    filter: list.filter,
    more: list.more,
    refresh,
    ...writing(deps, () => {
      refresh();
      status.refresh();
    }),
    typeQuestion: (question) => store.dispatch({ kind: "question_typed", question }),
    ask: (audience) => run(ask(audience, deps)),
    lookBack: (days) => run(readGaps(days, deps)),
    dismissGap: (id) => run(dismissGap(id, deps)),
    dismissAlert: () => store.dispatch({ kind: "alert", words: null }),
    stop() {
      clearInterval(refreshing);
      forget();
    },
  };
}

function writing(deps: KnowledgeDeps, written: () => void): Writing {
  const { store } = deps;
  const forgetOpen = (): void => {
    const { article, me } = store.get();
    if (article.edit) forgetEdit(me, article.edit.keptAs);
  };
  return {
    edit: () => store.dispatch({ kind: "edit_begun" }),
    change: (change) => store.dispatch({ kind: "edited", change }),
    leave() {
      forgetOpen();
      store.dispatch({ kind: "edit_left" });
    },
    save: () => run(saveArticle(deps).then(written)),
    remove: () => run(removeArticle(deps).then(written)),
    revert: () => run(revertArticle(deps).then(written)),
    restore: (slug) => run(useFileAgain(slug, deps).then(written)),
    settle(whose) {
      if (whose === "theirs") forgetOpen();
      store.dispatch({ kind: whose === "mine" ? "mine_kept" : "theirs_taken" });
    },
  };
}

async function ask(audience: Audience, { store, api }: KnowledgeDeps): Promise<void> {
  store.dispatch({ kind: "question_asked", audience });
  const { asked, round } = store.get().tried;
  if (asked === "") return;
  try {
    store.dispatch({ kind: "passages_found", round, passages: await api.search(asked, audience) });
  } catch {
    store.dispatch({ kind: "passages_failed", round });
  }
}

/** Until the server has told it, nothing is offered that may be refused. */
async function readRole({ store, api }: KnowledgeDeps): Promise<void> {
  const session = await api.me().catch(() => null);
  if (session) store.dispatch({ kind: "role", role: session.role });
}

/** What somebody has written outlives a reload. */
function keepWhatIsWritten(store: Store<KnowledgeState, KnowledgeAction>): () => void {
  let { edit } = store.get().article;
  return () => {
    const { article, me } = store.get();
    if (article.edit && article.edit !== edit) keepEdit(me, article.edit);
    edit = article.edit;
  };
}

/** What can be refused has been told; anything else is a fault of this page and belongs into the console. */
function run(done: Promise<void>): void {
  done.catch((error: unknown) => reportError(error));
}
