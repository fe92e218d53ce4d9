import type { ConversationView, EventView } from "../../../conversation/view.ts";
import { optOutWords, shownOptOut } from "./opt-out-words.ts";

export const DESK_ACTS = ["claim", "release", "close", "reopen"] as const;
export type DeskAct = (typeof DESK_ACTS)[number];

type Held = Pick<ConversationView, "state" | "assignee" | "flags">;

/** Null: it may be done now; otherwise why not, for the button's title. The server decides, this only saves a click. */
export function whyNot(act: DeskAct, { state, assignee }: Held, me: string): string | null {
  const isColleagues = state === "operator" && assignee !== me;
  switch (act) {
    case "claim":
      if (state === "closed") return "It is closed: reopen it.";
      if (isColleagues) return `${assignee} has it.`;
      return state === "operator" ? "You have it already." : null;
    case "release":
      if (state === "closed") return "It is closed.";
      if (state === "assistant") return "The assistant has it already.";
      return isColleagues ? `${assignee} has it.` : null;
    case "close":
      if (state === "closed") return "It is closed already.";
      return isColleagues ? `${assignee} has it.` : null;
    case "reopen":
      return state === "closed" ? null : "It is open.";
  }
}

/** Null: an answer to the customer may be written; otherwise why not. Notes may always be. */
export function whyNoAnswer(
  { state, assignee, flags }: Held,
  me: string,
  events: readonly Pick<EventView, "kind" | "data" | "at">[],
): string | null {
  if (flags.includes("opted_out")) {
    const optOut = shownOptOut(events);
    const since = optOut ? ` ${optOutWords(optOut)}` : "";
    return `The customer opted out${since}. Nothing can be sent until they text START themselves.`;
  }
  if (state === "closed") return "This conversation is closed. Reopen it to answer.";
  if (state === "operator" && assignee !== me) return `${assignee} has this conversation. You can leave a note.`;
  return null;
}

/** What sending an answer does besides, so that nobody takes a conversation over without knowing. */
export function answerHint({ state, flags }: Held): string | null {
  const hints = [
    flags.includes("unreachable") && "Nothing reaches the customer here: try another way, such as email or a call.",
    state === "assistant" && "Sending takes this conversation over from the assistant.",
    state === "queued" && "Sending makes this conversation yours.",
  ];
  return hints.filter(Boolean).join(" ") || null;
}
