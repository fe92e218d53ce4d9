import type { Said } from "./guard/guard.ts";
import type { OpenTurn, Utterance } from "./turn.ts";

/** What the guard looks at. Whoever gave the conversation back has seen what stood there, and wants no human for it. */
export function said({
  older,
  earlier,
  unanswered,
  customerMessages,
}: Pick<OpenTurn, "older" | "earlier" | "unanswered" | "customerMessages">): Said {
  const before = [...older, ...earlier].filter(({ author, isHandled }) => author === "customer" && !isHandled);
  const now = unanswered.filter(({ isHandled }) => !isHandled);
  return {
    now: now.map(({ text }) => text),
    before: before.map(({ text }) => text),
    customerMessages,
    handledMessages: customerMessages - before.length - now.length,
  };
}

/** A turn with what the customer wrote while it ran, as if it were opened now. */
export function withUnread(turn: OpenTurn, unread: readonly Utterance[]): OpenTurn {
  return {
    ...turn,
    unanswered: [...turn.unanswered, ...unread],
    customerMessages: turn.customerMessages + unread.length,
  };
}
