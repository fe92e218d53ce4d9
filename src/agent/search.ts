import type { Passage, Readings } from "./tools/define-tool.ts";
import type { RunningTriage } from "./triage/triage.ts";

/** What the help centre has on the question, also when that is not in the articles' language. */
export async function searchFor(
  query: string,
  _triage: RunningTriage,
  readings: Readings,
): Promise<readonly Passage[]> {
  return readings.searchKnowledge(query);
}
