import { v4 as uuid } from "uuid";
import type { ComposerState } from "./composer-state.ts";
import { fileSize } from "./file-size.ts";

/** A file that is to go with what is written. */
export interface DraftFile {
  /** Of this page: the server knows it by its token. */
  readonly id: string;
  readonly filename: string;
  /** Bytes. */
  readonly size: number;
  readonly state: FileState;
}

export type FileState =
  /** `share`: how much of it the server has, 0 to 1. */
  | { readonly kind: "uploading"; readonly share: number }
  | { readonly kind: "ready"; readonly token: string }
  | { readonly kind: "failed"; readonly words: string };

/** What becomes of the files of a draft. */
export type FileNews =
  | { readonly kind: "added"; readonly conversationId: string; readonly files: readonly DraftFile[] }
  | { readonly kind: "changed"; readonly conversationId: string; readonly file: DraftFile }
  | { readonly kind: "removed"; readonly id: string };

/** The server refuses more: of one file, and how many go with a message. */
const MAX_FILE_BYTES = 16 * 1024 * 1024;
const MAX_FILES = 10;

/** News of a conversation that is not open any more change nothing. */
export function reduceFiles(state: ComposerState, news: FileNews): ComposerState {
  const { draft } = state;
  const withFiles = (files: readonly DraftFile[]): ComposerState => ({ ...state, draft: { ...draft, files } });
  switch (news.kind) {
    case "added":
      if (news.conversationId !== state.conversationId) return state;
      return { ...withFiles([...draft.files, ...news.files]), problem: null, notice: null };
    case "changed":
      return news.conversationId === state.conversationId ? withFiles(withFile(draft.files, news.file)) : state;
    case "removed":
      return withFiles(draft.files.filter(({ id }) => id !== news.id));
  }
}

/** In its place, or at the end: whoever left the conversation while it was on its way comes back to a draft without it. */
export function withFile(files: readonly DraftFile[], file: DraftFile): readonly DraftFile[] {
  const isThere = files.some(({ id }) => id === file.id);
  return isThere ? files.map((other) => (other.id === file.id ? file : other)) : [...files, file];
}

/** `present`: how many files there are already. What the server would refuse is told before it is uploaded. */
export function toDraftFile(
  { name, size }: { readonly name: string; readonly size: number },
  present: number,
): DraftFile {
  const words = whyNot(size, present);
  const state: FileState = words === null ? { kind: "uploading", share: 0 } : { kind: "failed", words };
  // What is pasted has no name of its own.
  return { id: uuid(), filename: name || "pasted", size, state };
}

function whyNot(size: number, present: number): string | null {
  if (present >= MAX_FILES) return `A message has at most ${MAX_FILES} files.`;
  if (size === 0) return "It is empty.";
  return size > MAX_FILE_BYTES ? `It is larger than ${fileSize(MAX_FILE_BYTES)}.` : null;
}

/** Null: they may go; otherwise why not yet. */
export function whyFilesWait(files: readonly DraftFile[]): string | null {
  if (files.some(({ state }) => state.kind === "uploading")) return "Files are still being uploaded.";
  if (files.some(({ state }) => state.kind === "failed")) return "Take out the files that could not be added.";
  return null;
}

export const tokensOf = (files: readonly DraftFile[]): string[] =>
  files.flatMap(({ state }) => (state.kind === "ready" ? [state.token] : []));

/** A refused upload, in words. */
export function uploadProblemWords(status: number | null, document: unknown): string {
  if (status === null) return "No connection.";
  const { detail } = (document ?? {}) as { readonly detail?: unknown };
  return typeof detail === "string" ? detail : "The server could not take it.";
}
