import { type Failure, startedSegment } from "./next-move.ts";
import type { OpenTurn, SegmentCause, Step } from "./turn.ts";

/** Why a failed request is made once more in a segment of its own; null: that would not help, or was done already. */
export function segmentCause(
  failure: Failure,
  { segment }: Pick<OpenTurn, "segment">,
  steps: readonly Step[],
): SegmentCause | null {
  if (startedSegment(steps)) return null;
  switch (failure) {
    case "context_too_long":
    case "thinking_refused":
      return failure;
    case "model_refuses_request":
      // What is refused may be anything that is replayed, such as a block that is newer than we are.
      return segment.length > 0 || steps.length > 1 ? failure : null;
    case "no_access":
    case "no_usable_answer":
    case "refused":
    case "unexpected_stop":
    case "too_many_steps":
    case "model_unreachable":
    case "spend_limit":
    case "out_of_time":
    case "ungrounded":
    case "over_budget":
    case "crashed":
      return null;
  }
}
