import { refusalWords } from "../state/knowledge/knowledge-words.ts";
import { ApiError } from "../wire/call.ts";
import type { KnowledgeDeps } from "./knowledge-deps.ts";

/** Asks for the questions of so many days. Resolves when they are there, or when it is certain that they are not. */
export async function readGaps(days: number, { store, api }: KnowledgeDeps): Promise<void> {
  store.dispatch({ kind: "gaps_asked", days });
  try {
    store.dispatch({ kind: "gaps_found", days, items: await api.gaps(days) });
  } catch {
    store.dispatch({ kind: "gaps_failed", days });
  }
}

/** Takes a question off the list at once, and puts it back when the server would not. */
export async function dismissGap(id: string, { store, api }: KnowledgeDeps): Promise<void> {
  store.dispatch({ kind: "gap_dismissed", id });
  try {
    await api.dismissGap(id, store.get().gaps.days);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    // A colleague has been quicker.
    if (error.status === 404) return;
    store.dispatch({ kind: "gap_kept", id });
    store.dispatch({ kind: "alert", words: refusalWords(error.status, error.document) });
  }
}

/** The question with this id, once the list is there; null: there is none. */
export async function questionOf(id: string, deps: KnowledgeDeps): Promise<string | null> {
  const find = () => deps.store.get().gaps.items.find((gap) => gap.id === id)?.question ?? null;
  if (find() === null) await readGaps(deps.store.get().gaps.days, deps);
  return find();
}
