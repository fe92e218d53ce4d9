import type { HandoffNote, HandoffPack, TicketRequest } from "../conversation/model.ts";
import type { Escalation } from "./guard/guard.ts";
import type { Failure } from "./next-move.ts";
import type { OpenTurn } from "./turn.ts";

const REASONS: Readonly<Record<Failure, string>> = {
  no_usable_answer: "The assistant's answer was empty or cut off, twice.",
  refused: "The model declined to answer this.",
  context_too_long: "The conversation has become too long for the assistant.",
  thinking_refused: "The model's API refused the assistant's request. An administrator should look at the log.",
  unexpected_stop: "The model stopped in a way the assistant cannot go on from.",
  too_many_steps: "The assistant used tools again and again without coming to an answer.",
  model_unreachable: "The model could not be reached, or gave no answer.",
  no_access:
    "The model's API refused the assistant's request: our key, account or model. An administrator should look at the log.",
  model_refuses_request: "The model's API refused the assistant's request. An administrator should look at the log.",
  spend_limit: "The spending limit of the model's API is reached. An administrator should raise it.",
  out_of_time: "The assistant did not finish in the time a customer waits on this channel.",
  ungrounded: "The assistant's answer said something that no source confirms, twice. It was not sent.",
  over_budget: "What the assistant may use for one conversation is used up.",
  crashed: "The assistant broke off several times while it worked on this.",
};

/** A failed turn as a handoff: told why to the operators, who see what the customer wrote beside it. */
export function failureNote(failure: Failure): HandoffNote {
  const reason = REASONS[failure];
  return {
    reason,
    priority: "normal",
    trigger: "failure",
    summary: `Unanswered: the customer's last messages. ${reason}`,
  };
}

/** A turn that a rule ends before the model is asked. */
export function escalationNote(
  { reason, priority, trigger, category, severity }: Escalation,
  turn: OpenTurn,
  pack: HandoffPack,
): HandoffNote {
  const about = { ...(category && { category }), ...(severity && { severity }) };
  return { reason, priority, trigger, summary: summaryOf(turn), pack, ...about };
}

/** What our team has to follow up; undefined: nothing. */
export function escalationTicket(
  { opensTicket, category, severity, reason }: Escalation,
  turn: OpenTurn,
): TicketRequest | undefined {
  if (!opensTicket) return undefined;
  const summary = `${reason} ${summaryOf(turn)}`.slice(0, MAX_TICKET_SUMMARY);
  return { category: category ?? "general", severity: severity ?? "high", summary };
}

const MAX_TICKET_SUMMARY = 300;
const MAX_SUMMARY = 600;

function summaryOf({ unanswered }: OpenTurn): string {
  const words = unanswered
    .map(({ text }) => text)
    .join(" ")
    .replaceAll(/\s+/g, " ")
    .trim();
  return words.length > MAX_SUMMARY ? `${words.slice(0, MAX_SUMMARY)}…` : words;
}
