import { keepDraft, recallDraft } from "./drafts.ts";
import type { InboxDeps } from "./inbox-deps.ts";
import { type DraftFile, type FileState, toDraftFile, uploadProblemWords, withFile } from "./state/draft-files.ts";
import { ApiError } from "./wire/call.ts";

export interface FileAdder {
  /** Uploads them for what is being written. */
  add(files: readonly File[]): void;
  remove(id: string): void;
}

/** Files of the open draft, uploaded as soon as they are added. */
export function addFiles({ store, api }: InboxDeps): FileAdder {
  const underway = new Map<string, AbortController>();

  function tell(conversationId: string, file: DraftFile): void {
    const { me, composer } = store.get();
    if (composer.conversationId === conversationId) {
      store.dispatch({ kind: "files", news: { kind: "changed", conversationId, file } });
      return;
    }
    // Whoever looks at another conversation by now finds it when he comes back.
    const draft = recallDraft(me, conversationId);
    if (file.state.kind === "ready") keepDraft(me, conversationId, { ...draft, files: withFile(draft.files, file) });
  }

  async function upload(conversationId: string, added: DraftFile, file: File): Promise<void> {
    const controller = new AbortController();
    underway.set(added.id, controller);
    const became = (state: FileState): void => {
      if (!controller.signal.aborted) tell(conversationId, { ...added, state });
    };
    try {
      const { token } = await api.upload(file, (share) => became({ kind: "uploading", share }), controller.signal);
      became({ kind: "ready", token });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      became({ kind: "failed", words: uploadProblemWords(error.status, error.document) });
    } finally {
      underway.delete(added.id);
    }
  }

  return {
    add(files) {
      const { conversationId, draft } = store.get().composer;
      if (!conversationId || files.length === 0) return;
      const added = files.map((file, index) => toDraftFile(file, draft.files.length + index));
      store.dispatch({ kind: "files", news: { kind: "added", conversationId, files: added } });
      for (const [index, file] of files.entries()) {
        const each = added[index];
        if (each?.state.kind === "uploading") upload(conversationId, each, file).catch((error) => reportError(error));
      }
    },
    remove(id) {
      underway.get(id)?.abort();
      store.dispatch({ kind: "files", news: { kind: "removed", id } });
    },
  };
}
