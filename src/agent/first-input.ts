import type { Prompt } from "./prompt.ts";
import { type SearchDeps, searchFor } from "./search.ts";
import { searchSummary } from "./search-blocks.ts";
import { lookupKnowledgeBase } from "./tools/lookup-knowledge-base.ts";
import type { RunningTriage } from "./triage/triage.ts";
import type { OpenTurn, Step, ToolRecord } from "./turn.ts";
import { openingInput, retrievalQuery, wordsAsked } from "./wire.ts";

export interface FirstInputDeps extends SearchDeps {
  readonly prompt: Prompt;
  readonly now: () => Date;
}

/** What code does in the model's place: as a tool call of the turn, people see it. */
const RETRIEVAL = "retrieval";

/**
 * What a turn says first, with what the help centre has on the question. Searched for in code, because asked for in a
 * prompt it is sometimes left out. `search`: for people to see; absent when all articles stand in the prompt.
 */
export async function firstInput(
  turn: OpenTurn,
  triage: RunningTriage,
  deps: FirstInputDeps,
): Promise<{ readonly input: Step["input"]; readonly search?: ToolRecord }> {
  if (deps.prompt.library) return { input: openingInput(turn, null, deps.now()) };
  const began = performance.now();
  const passages = await searchFor(retrievalQuery(turn), triage, deps);
  // What it found is in the input, and nobody reads it twice.
  const result = { content: [], summary: searchSummary(passages), isError: false };
  const ms = Math.round(performance.now() - began);
  const search = { id: RETRIEVAL, tool: lookupKnowledgeBase.name, input: { query: wordsAsked(turn) }, result, ms };
  return { input: openingInput(turn, passages, deps.now()), search };
}
