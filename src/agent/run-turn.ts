import { type Answered, askModel } from "./ask-model.ts";
import type { Model } from "./model.ts";
import { type Failure, nextMove } from "./next-move.ts";
import { type Prompt, toRequest } from "./prompt.ts";
import { failureNote } from "./reasons.ts";
import { inRunningOrder, runTool, type ToolDeps } from "./run-tools.ts";
import { citedSources, searchSummary } from "./search-blocks.ts";
import type { AnyTool, Readings } from "./tools/define-tool.ts";
import { lookupKnowledgeBase } from "./tools/lookup-knowledge-base.ts";
import type { OpenTurn, Step, Telling, ToolResult, ToolUse, TurnLog } from "./turn.ts";
import { openingInput, resultsInput, retrievalQuery, wireMessages } from "./wire.ts";

export interface TurnDeps {
  readonly model: Model;
  readonly prompt: Prompt;
  readonly tools: readonly AnyTool[];
  readonly readings: Readings;
  readonly maxToolRounds: number;
  readonly log: TurnLog;
  readonly telling: Telling;
  /** Aborted with `Superseded` by a takeover, with any other reason by a shutdown. */
  readonly signal: AbortSignal;
  readonly now: () => Date;
  readonly unexpected: ToolDeps["unexpected"];
}

/** The id of the search that code makes before every first request: as a tool call of the turn, people see it. */
const RETRIEVAL = "retrieval";

/**
 * Runs a turn to its end: an answer to the customer, or a handoff. What it decides it decides from what is stored, so it
 * may be begun by one process and ended by another. Every way to fail ends with a human.
 * @throws {Superseded} when somebody took the conversation over; the signal's reason when it was broken off.
 */
export async function runTurn(turn: OpenTurn, deps: TurnDeps): Promise<"replied" | "handed_off"> {
  const steps = [...turn.steps];
  const results = new Map(turn.results);
  for (;;) {
    deps.signal.throwIfAborted();
    const move = nextMove(steps, results, deps.maxToolRounds);
    // Words before a tool call, or before a failure, are not the answer.
    if (move.kind !== "reply") await deps.telling.retract();
    switch (move.kind) {
      case "open":
        steps.push(await open(turn, deps));
        break;
      case "ask": {
        const request = toRequest(deps.prompt, wireMessages(turn, steps), { ...move, userId: turn.conversationId });
        const answer = await askModel(request, steps.length - 1, { ...deps, deadline: turn.deadline });
        if (answer.kind === "failed") return await giveUp(answer.failure, deps);
        steps.push(withAnswer(steps.pop(), answer));
        break;
      }
      case "run_tools":
        for (const use of inRunningOrder(move.uses, deps.tools)) {
          results.set(use.id, await runTool(use, deps));
          if (deps.log.hasEnded()) return "handed_off";
        }
        break;
      case "say_results":
        steps.push(await sayResults(move.uses, results, steps.length, deps));
        break;
      case "reply":
        await deps.telling.finish();
        await deps.log.reply(move.text, citedSources(steps.at(-1)?.output?.content ?? []));
        return "replied";
      case "give_up":
        return await giveUp(move.failure, deps);
    }
  }
}

async function giveUp(failure: Failure, { log }: TurnDeps): Promise<"handed_off"> {
  await log.handOff(failureNote(failure));
  return "handed_off";
}

/** Searches before the first request of every turn: in code, because asked for in a prompt it is sometimes left out. */
async function open(turn: OpenTurn, deps: TurnDeps): Promise<Step> {
  const began = performance.now();
  const query = retrievalQuery(turn);
  const passages = deps.readings.searchKnowledge(query);
  const step = { index: 0, input: openingInput(turn, passages, deps.now()) };
  // What it found is in the input, and nobody reads it twice.
  const result = { content: [], summary: searchSummary(passages), isError: false };
  const search = { id: RETRIEVAL, tool: lookupKnowledgeBase.name, input: { query }, result };
  await deps.log.saveInput(step, turn.upTo, { ...search, ms: Math.round(performance.now() - began) });
  return { ...step, output: null, discarded: 0 };
}

async function sayResults(
  uses: readonly ToolUse[],
  results: ReadonlyMap<string, ToolResult>,
  index: number,
  { log }: TurnDeps,
): Promise<Step> {
  const { utterances, upTo } = await log.unread();
  const step = { index, input: resultsInput(uses, results, utterances) };
  await log.saveInput(step, upTo);
  return { ...step, output: null, discarded: 0 };
}

function withAnswer(step: Step | undefined, answer: Answered): Step {
  if (!step) throw new Error("an answer without a step");
  return answer.kind === "saved" ? { ...step, output: answer.output } : { ...step, discarded: step.discarded + 1 };
}
