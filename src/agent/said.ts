import type { Said } from "./guard/guard.ts";
import type { OpenTurn, Utterance } from "./turn.ts";

/** What the guard looks at. Whoever gave the conversation back has seen what stood there, and wants no human for it. */
export function said(
  turn: Pick<OpenTurn, "earlier" | "unanswered" | "customerMessages">,
  now: readonly Utterance[],
): Said {
  const before = turn.earlier.filter(({ author, isHandled }) => author === "customer" && !isHandled);
  const fresh = now.filter(({ isHandled }) => !isHandled);
  const customerMessages = turn.customerMessages + now.length - turn.unanswered.length;
  return {
    now: fresh.map(({ text }) => text),
    before: before.map(({ text }) => text),
    customerMessages,
    handledMessages: customerMessages - before.length - fresh.length,
  };
}
