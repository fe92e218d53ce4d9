import { v4 as uuid } from "uuid";
import type { Draft } from "./state/composer-state.ts";
import { keep, recall } from "./storage.ts";

const keyOf = (me: string, conversationId: string): string => `switchboard:draft:${me}:${conversationId}`;

/** What this operator had written in the conversation and not sent, or an empty draft. */
export function recallDraft(me: string, conversationId: string): Draft {
  const found = recall(keyOf(me, conversationId));
  // The browser's own randomUUID is not there on a page that did not come over TLS.
  return isDraft(found) ? found : { text: "", mode: "answer", clientId: uuid() };
}

export function keepDraft(me: string, conversationId: string, draft: Draft): void {
  keep(keyOf(me, conversationId), draft.text === "" ? null : draft);
}

function isDraft(value: unknown): value is Draft {
  const { text, mode, clientId } = (value ?? {}) as Record<string, unknown>;
  return typeof text === "string" && (mode === "answer" || mode === "note") && typeof clientId === "string";
}
