import type { OpenTurn, TurnLog } from "../turn.ts";
import type { CheapModel } from "./cheap-model.ts";
import type { RunningTriage } from "./triage.ts";

export interface TriageDeps {
  readonly cheap: CheapModel | null;
  readonly turnLog: Pick<TurnLog, "saveTriage" | "saveSideCall">;
  readonly log: { warn(about: object, message: string): void };
}

/** Sorts what the customer wrote, beside the answer. */
export function startTriage(_turn: OpenTurn, _deps: TriageDeps): RunningTriage {
  return { result: Promise.resolve(null) };
}
