import type { Held } from "./held.ts";

/** Lets the assistant's next turn begin at once if the conversation is its own and something in it is unanswered. */
export function wantTurn(held: Held, at: Date): boolean {
  if (held.owner !== "assistant" || held.customerSeq <= held.answeredSeq) return false;
  held.turnDueAt ??= at;
  held.unansweredSince ??= at;
  return true;
}
