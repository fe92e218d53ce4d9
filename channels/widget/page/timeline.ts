import type { ShownMessage } from "../../../src/contract/index.ts";
import type { ChatState, Outgoing } from "./chat-state.ts";

/** What stands in the transcript, from top to bottom. Keys stay: an answer that is finished stands where it was written. */
export type Item =
  | { readonly kind: "day"; readonly key: string; readonly at: string }
  | { readonly kind: "line"; readonly key: string; readonly message: ShownMessage }
  | { readonly kind: "message"; readonly key: string; readonly message: ShownMessage; readonly isFirst: boolean }
  | { readonly kind: "stream"; readonly key: string; readonly text: string; readonly isFirst: boolean }
  | { readonly kind: "outgoing"; readonly key: string; readonly outgoing: Outgoing };

/** Messages of one author within this time stand together, ms. */
const TOGETHER_MS = 5 * 60_000;

/** `isFirst`: the first of its author, who is named there. `dayOf` tells days apart, where the reader is. */
export function timeline(state: ChatState, dayOf: (at: string) => string): Item[] {
  const items: Item[] = [];
  let before: ShownMessage | null = null;
  for (const message of state.messages) {
    if (before === null || dayOf(before.at) !== dayOf(message.at))
      items.push({ kind: "day", key: `day ${dayOf(message.at)}`, at: message.at });
    const key = keyOf(message);
    if (message.author === "system") items.push({ kind: "line", key, message });
    else items.push({ kind: "message", key, message, isFirst: !isWith(before, message) });
    before = message;
  }
  for (const outgoing of state.outbox) items.push({ kind: "outgoing", key: outgoing.clientId, outgoing });
  for (const { turnId, text } of state.streams) {
    const isFirst = before?.author !== "assistant" || state.outbox.length > 0;
    items.push({ kind: "stream", key: turnId, text, isFirst });
  }
  return items;
}

function keyOf({ id, author, turnId, externalId }: ShownMessage): string {
  if (author === "assistant") return turnId ?? id;
  return (author === "customer" && externalId?.split("/").at(-1)) || id;
}

function isWith(before: ShownMessage | null, message: ShownMessage): boolean {
  if (before?.author !== message.author) return false;
  return new Date(message.at).getTime() - new Date(before.at).getTime() < TOGETHER_MS;
}
