import { v4 as uuid } from "uuid";
import type { Draft } from "./state/composer-state.ts";
import type { DraftFile } from "./state/draft-files.ts";
import { keep, recall } from "./storage.ts";

const keyOf = (me: string, conversationId: string): string => `switchboard:draft:${me}:${conversationId}`;

/** What this operator had written in the conversation and not sent, or an empty draft. */
export function recallDraft(me: string, conversationId: string): Draft {
  const found = recall(keyOf(me, conversationId));
  // The browser's own randomUUID is not there on a page that did not come over TLS.
  if (!isDraft(found)) return { text: "", mode: "answer", files: [], clientId: uuid() };
  return { ...found, files: (Array.isArray(found.files) ? found.files : []).filter(isKept) };
}

export function keepDraft(me: string, conversationId: string, draft: Draft): void {
  const files = draft.files.filter(isKept);
  keep(keyOf(me, conversationId), draft.text === "" && files.length === 0 ? null : { ...draft, files });
}

/** What was on its way when the page went away is not there. */
function isKept({ state }: DraftFile): boolean {
  return state.kind === "ready";
}

function isDraft(value: unknown): value is Draft {
  const { text, mode, clientId } = (value ?? {}) as Record<string, unknown>;
  return typeof text === "string" && (mode === "answer" || mode === "note") && typeof clientId === "string";
}
