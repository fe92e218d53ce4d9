import type Anthropic from "@anthropic-ai/sdk";
import { afterModelFailure, failureOf } from "./after-model-failure.ts";
import type { Model } from "./model.ts";
import { type Failure, isUsable } from "./next-move.ts";
import { type Output, type Step, Superseded, type Telling, type TurnLog } from "./turn.ts";

export interface AskDeps {
  readonly model: Model;
  readonly log: TurnLog;
  readonly telling: Telling;
  readonly signal: AbortSignal;
  readonly deadline: Date;
  readonly now: () => Date;
}

/** The step that is asked for, and the answer that it goes on with after a pause. */
interface Asked {
  readonly index: number;
  readonly begun: readonly Anthropic.ContentBlock[];
}

export type Answered =
  | { readonly kind: "saved"; readonly output: Output }
  /** An answer came and could not be used; the step has noted it. */
  | { readonly kind: "discarded" };

/**
 * Asks until there is an answer, and writes down every request. `failed`: another try will not mend it in time.
 * @throws {Superseded} and the signal's reason.
 */
export async function askModel(
  request: Anthropic.MessageCreateParamsNonStreaming,
  { index: stepIndex, begun }: Asked,
  deps: AskDeps,
): Promise<Answered | { readonly kind: "failed"; readonly failure: Failure }> {
  for (let attempt = 1; ; attempt += 1) {
    const leftMs = deps.deadline.getTime() - deps.now().getTime();
    if (leftMs <= 0) return { kind: "failed", failure: "out_of_time" };
    const answer = await deps.model.ask(request, {
      signal: deps.signal,
      totalMs: leftMs,
      onText: (piece) => deps.telling.text(piece),
    });
    if (answer.kind === "answered") {
      const { content, stop_reason: stopReason } = answer.message;
      if (stopReason === null || !isUsable(content, stopReason, begun)) {
        await deps.telling.retract();
        await deps.log.saveFailedCall(stepIndex, answer.call, true);
        return { kind: "discarded" };
      }
      await deps.log.saveOutput(stepIndex, { content, stopReason }, answer.call);
      return { kind: "saved", output: { content, stopReason } };
    }
    if (answer.kind === "not_asked") return { kind: "failed", failure: failureOf(answer.cause) };
    // One that was broken off by a takeover stays: whoever took over has stored what the customer saw.
    if (answer.kind !== "aborted") await deps.telling.retract();
    await deps.log.saveFailedCall(stepIndex, answer.call, false);
    if (answer.kind === "aborted") throw deps.signal.reason ?? new Superseded();
    const left = deps.deadline.getTime() - deps.now().getTime();
    const next = afterModelFailure(answer.failure, attempt, left, Math.random());
    if (next.kind === "give_up") return { kind: "failed", failure: next.failure };
    await pause(next.inMs, deps.signal);
  }
}

/** The step with what came of it. */
export function withAnswer(step: Step | undefined, answer: Answered): Step {
  if (!step) throw new Error("an answer without a step");
  return answer.kind === "saved" ? { ...step, output: answer.output } : { ...step, discarded: step.discarded + 1 };
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", stop);
      resolve();
    }, ms);
    if (signal.aborted) stop();
    else signal.addEventListener("abort", stop, { once: true });
  });
}
