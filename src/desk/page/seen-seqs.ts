import type { SeenSeqs } from "./state/unread.ts";
import { keep, recall } from "./storage.ts";

const keyOf = (me: string): string => `switchboard:seen:${me}`;

/** How far this operator had read each conversation, in this browser. */
export function recallSeen(me: string): SeenSeqs {
  const found = recall(keyOf(me));
  return Array.isArray(found) ? found.filter(isPair) : [];
}

export function keepSeen(me: string, seen: SeenSeqs): void {
  keep(keyOf(me), seen);
}

function isPair(value: unknown): value is readonly [string, number] {
  return Array.isArray(value) && typeof value[0] === "string" && typeof value[1] === "number";
}
