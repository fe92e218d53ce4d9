import { toManuscript, whyNoArticle } from "../state/knowledge/article-fields.ts";
import { type ArticleState, type Edit, type Found, keptAsOf } from "../state/knowledge/article-state.ts";
import { refusalWords } from "../state/knowledge/knowledge-words.ts";
import type { Manuscript } from "../state/knowledge/shapes.ts";
import { hashOf } from "../state/place.ts";
import { ApiError } from "../wire/call.ts";
import { forgetEdit } from "./kept-edits.ts";
import type { KnowledgeDeps } from "./knowledge-deps.ts";

/** Saves what is being written. Nothing of it is lost when it is refused, which is told in words. */
export async function saveArticle(deps: KnowledgeDeps): Promise<void> {
  const { edit } = deps.store.get().article;
  if (!edit) return;
  const manuscript = toManuscript(edit.fields);
  if (manuscript) await busyWith("saving", deps, () => save(edit, manuscript, deps));
  else refused(whyNoArticle(edit.fields) ?? "It is no article yet.", deps);
}

async function save(edit: Edit, manuscript: Manuscript, deps: KnowledgeDeps): Promise<void> {
  const { store, api } = deps;
  const slug = edit.fields.slug.trim();
  const found = await api.write(slug, manuscript, edit.over).catch(orTheirs(slug, deps));
  if (!found) return;
  forgetEdit(store.get().me, edit.keptAs);
  // Whoever has gone elsewhere meanwhile stays there.
  if (store.get().article.edit?.keptAs !== edit.keptAs) return;
  store.dispatch({ kind: "article_saved", found });
  const hash = hashOf({ kind: "articles", slug: found.document.slug });
  if (location.hash !== hash) location.replace(hash);
}

/** Removes the open article. */
export async function removeArticle(deps: KnowledgeDeps): Promise<void> {
  const { slug, found } = deps.store.get().article;
  if (slug === null || !found) return;
  await busyWith("deleting", deps, async () => {
    await deps.api.remove(slug, found.version).catch((error: unknown) => {
      if (!isStatus(error, 412)) throw error;
      throw new ApiError(412, {
        detail: "Somebody has changed it meanwhile. Look at it, then delete it all the same.",
      });
    });
    forgetEdit(deps.store.get().me, keptAsOf(slug));
    location.hash = hashOf({ kind: "articles", slug: null });
  });
}

/** Puts what the file says in the place of what was written here. */
export async function revertArticle(deps: KnowledgeDeps): Promise<void> {
  const { slug } = deps.store.get().article;
  if (slug !== null) await busyWith("reverting", deps, () => deps.api.revert(slug));
}

/** Brings back the article of a file that was removed here. */
export async function useFileAgain(slug: string, { store, api }: KnowledgeDeps): Promise<void> {
  try {
    await api.revert(slug);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    store.dispatch({ kind: "alert", words: refusalWords(error.status, error.document) });
  }
}

async function busyWith(
  busy: NonNullable<ArticleState["busy"]>,
  deps: KnowledgeDeps,
  act: () => Promise<void>,
): Promise<void> {
  const { store } = deps;
  if (store.get().article.busy) return;
  store.dispatch({ kind: "article_busy", busy });
  try {
    await act();
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    refused(refusalWords(error.status, error.document), deps);
  } finally {
    store.dispatch({ kind: "article_busy", busy: null });
  }
}

/** What somebody else has made of it, when that is why it was refused. */
function orTheirs(slug: string, { store, api }: KnowledgeDeps) {
  return async (error: unknown): Promise<Found | null> => {
    // A 404: it is deleted, and there is nothing to replace.
    if (!isStatus(error, 412) && !isStatus(error, 404)) throw error;
    store.dispatch({ kind: "article_problem", problem: { kind: "changed", theirs: await api.read(slug) } });
    return null;
  };
}

const isStatus = (error: unknown, status: number): boolean => error instanceof ApiError && error.status === status;

function refused(words: string, { store }: KnowledgeDeps): void {
  store.dispatch({ kind: "article_problem", problem: { kind: "refused", words } });
}
