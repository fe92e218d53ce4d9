import type { TurnView } from "../../../conversation/view.ts";

const MICROS_PER_USD = 1_000_000;
const SMALLEST_SHOWN_MICROS = 100;

/** What the model cost, in US dollars; amounts too small to show are not shown as nothing. */
export function usd(micros: number): string {
  if (micros === 0) return "$0";
  if (micros < SMALLEST_SHOWN_MICROS) return "< $0.0001";
  return `$${(micros / MICROS_PER_USD).toFixed(micros < MICROS_PER_USD ? 4 : 2)}`;
}

export const costOf = (turns: readonly TurnView[]): number =>
  turns.reduce((sum, { costMicros }) => sum + costMicros, 0);

export function outcomeWords({ outcome, endedAt }: Pick<TurnView, "outcome" | "endedAt">): string {
  switch (outcome) {
    case "replied":
      return "Answered";
    case "handed_off":
      return "Handed to a human";
    case "closed":
      return "Closed";
    case "superseded":
      return "Broken off: somebody else took over";
    case null:
      return endedAt === null ? "At work" : "Ended without an outcome";
  }
}

/** What went into a tool or came out of it, for reading. */
export function inputWords(input: unknown): string {
  return typeof input === "string" ? input : JSON.stringify(input, null, 2);
}
