import type Anthropic from "@anthropic-ai/sdk";
import type { OpenTurn, TurnLog } from "../turn.ts";
import type { CheapModel } from "./cheap-model.ts";
import { parseTriage } from "./parse-triage.ts";
import type { RunningTriage, Triage } from "./triage.ts";
import { triageRequest } from "./triage-request.ts";

/** Whoever waits for it has waited long enough by then. */
const DEADLINE_MS = 10_000;

export interface TriageDeps {
  readonly cheap: CheapModel;
  /** BCP 47, of the articles. */
  readonly language: string;
  readonly turnLog: Pick<TurnLog, "saveTriage" | "saveSideCall">;
  readonly log: { warn(about: object, message: string): void };
  /** Aborted when the process ends. */
  readonly signal: AbortSignal;
  /** Owns what goes on after the turn: it never rejects. */
  keep(work: Promise<void>): void;
}

/** Where nobody sorts. */
export const NO_TRIAGE: RunningTriage = { result: Promise.resolve(null) };

/**
 * Sorts what the customer wrote, beside the answer: one request, one try. Whatever becomes of it, the answer neither waits
 * for it nor changes.
 */
export function startTriage(turn: OpenTurn, deps: TriageDeps): RunningTriage {
  const { cheap } = deps;
  const asked = ask(triageRequest(turn, deps.language, cheap), cheap, deps);
  const result = asked.then(({ triage }) => triage);
  deps.keep(asked.then(({ triage, call }) => save(turn, triage, call, deps)));
  return { result };
}

interface Asked {
  readonly triage: Triage | null;
  /** Null: no request was made. */
  readonly call: Parameters<TurnLog["saveSideCall"]>[1] | null;
}

async function ask(
  request: Anthropic.MessageCreateParamsNonStreaming,
  { model }: CheapModel,
  { signal, log }: TriageDeps,
): Promise<Asked> {
  try {
    const answer = await model.ask(request, { signal, totalMs: DEADLINE_MS, onText() {} });
    const triage = answer.kind === "answered" ? parseTriage(answer.message) : null;
    return { triage, call: "call" in answer ? answer.call : null };
  } catch (error) {
    log.warn({ err: error }, "triage failed");
    return { triage: null, call: null };
  }
}

async function save(turn: OpenTurn, triage: Triage | null, call: Asked["call"], deps: TriageDeps): Promise<void> {
  const about = { conversation: turn.conversationId, turn: turn.id };
  const unstored = (error: unknown): void => deps.log.warn({ ...about, err: error }, "triage could not be stored");
  if (triage) await deps.turnLog.saveTriage(triage).catch(unstored);
  else if (call && call.outcome !== "aborted")
    deps.log.warn({ ...about, model: call.model, error: call.error ?? "not_understood" }, "triage failed");
  // Last: whoever finds this line finds the labels, too.
  if (call) await deps.turnLog.saveSideCall("triage", call).catch(unstored);
}
