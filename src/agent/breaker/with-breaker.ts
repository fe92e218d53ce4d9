import type { ModelFailureKind } from "../after-model-failure.ts";
import type { BareModel, Model, RequestEnd } from "../model.ts";
import {
  admit,
  afterRequest,
  BREAKER_RULES,
  type BreakerRules,
  type BreakerState,
  CLOSED,
  type Ending,
} from "./breaker.ts";

export interface BreakerDeps {
  readonly log: { error(about: object, message: string): void; info(about: object, message: string): void };
  readonly meter: { modelBlocked(model: string, isBlocked: boolean): void };
  /** Ms since the epoch. */
  now?(): number;
  /** For tests, which cannot wait as long. */
  readonly rules?: BreakerRules;
}

/**
 * A model that is left alone while its API is known to fail: then `ask` answers `not_asked` at once. Each model of this
 * process has a state of its own, over all conversations. Somebody is told once when it begins, however many models it is about.
 */
export function withBreaker(
  model: BareModel,
  { log, meter, now = Date.now, rules = BREAKER_RULES }: BreakerDeps,
): Model {
  const states = new Map<string, BreakerState>();
  const stateOf = (name: string): BreakerState => states.get(name) ?? CLOSED;

  function change(name: string, next: BreakerState): void {
    const before = stateOf(name);
    states.set(name, next);
    const [was, is] = [before.kind !== "closed", next.kind !== "closed"];
    if (was === is) return;
    meter.modelBlocked(name, is);
    if (next.kind === "open" && !isKnown(next.cause, name))
      log.error(
        { model: name, cause: next.cause, forMs: next.openMs },
        "the model's API fails: until it works again customers are given to humans",
      );
    else if (!is) log.info({ model: name }, "the model answers again");
  }

  /** The account is one for all models: whoever was told of its limit need not be told for each. */
  function isKnown(cause: ModelFailureKind, name: string): boolean {
    return [...states].some(([other, state]) => other !== name && state.kind !== "closed" && state.cause === cause);
  }

  return {
    async ask(request, limits) {
      const admission = admit(stateOf(request.model), now());
      if (admission.kind === "refuse") return { kind: "not_asked", cause: admission.cause };
      states.set(request.model, admission.state);
      const answer = await model.ask(request, limits);
      const ended = { ending: endingOf(answer), isProbe: admission.isProbe };
      change(request.model, afterRequest(stateOf(request.model), ended, now(), rules));
      return answer;
    },
  };
}

function endingOf(answer: RequestEnd): Ending {
  switch (answer.kind) {
    case "answered":
      return "answered";
    case "failed":
      return answer.failure.kind;
    case "aborted":
      return "broken_off";
  }
}
