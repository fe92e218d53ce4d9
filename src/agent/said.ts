import type { Said } from "./guard/guard.ts";
import type { OpenTurn, Utterance } from "./turn.ts";

/** What the guard looks at: what nobody has answered, and what the customer wrote since a human last had the conversation. */
export function said(
  turn: Pick<OpenTurn, "earlier" | "unanswered" | "customerMessages">,
  now: readonly Utterance[],
): Said {
  const lastHuman = turn.earlier.findLastIndex(({ author }) => author === "operator" || author === "system");
  const before = turn.earlier.slice(lastHuman + 1).filter(({ author }) => author === "customer");
  return {
    now: now.map(({ text }) => text),
    before: before.map(({ text }) => text),
    customerMessages: turn.customerMessages + now.length - turn.unanswered.length,
  };
}
