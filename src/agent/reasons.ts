import type { HandoffNote } from "../conversation/model.ts";
import type { Failure } from "./next-move.ts";

const REASONS: Readonly<Record<Failure, string>> = {
  no_usable_answer: "The assistant's answer was empty or cut off, twice.",
  refused: "The model declined to answer this.",
  context_too_long: "The conversation has become too long for the assistant.",
  unexpected_stop: "The model stopped in a way the assistant cannot go on from.",
  too_many_steps: "The assistant used tools again and again without coming to an answer.",
  model_unreachable: "The model could not be reached, or gave no answer.",
  model_refuses_request: "The model's API refused the assistant's request. An administrator should look at the log.",
  spend_limit: "The spending limit of the model's API is reached. An administrator should raise it.",
  out_of_time: "The assistant did not finish in the time a customer waits on this channel.",
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
