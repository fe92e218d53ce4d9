import type { InboxDeps } from "./inbox-deps.ts";
import { type DeskAct, whyNot } from "./state/permitted-acts.ts";
import { actProblemWords } from "./state/send-problem.ts";
import { ApiError } from "./wire/call.ts";

/** Claims, releases, closes or reopens the open conversation; a refusal is told in words. */
export async function doAct(act: DeskAct, { store, api }: InboxDeps, refreshThread: () => void): Promise<void> {
  const { thread, me, acting } = store.get();
  if (!thread.conversation || acting || whyNot(act, thread.conversation, me) !== null) return;
  store.dispatch({ kind: "acting", act });
  store.dispatch({ kind: "alert", words: null });
  try {
    store.dispatch({ kind: "changed", conversation: await api.act(thread.conversation.id, act) });
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    store.dispatch({ kind: "alert", words: actProblemWords(error.status, error.document) });
  } finally {
    store.dispatch({ kind: "acting", act: null });
  }
  refreshThread();
}
