import { Counter, Gauge, Histogram, type Registry } from "prom-client";
import type { Meter } from "../meter.ts";

/** Makes metrics with our prefix. */
export interface Makers {
  counter(name: string, help: string, labelNames: readonly string[]): Counter;
  gauge(name: string, help: string, labelNames: readonly string[]): Gauge;
  histogram(name: string, help: string, labelNames: readonly string[], buckets: readonly number[]): Histogram;
}

export function makersIn(registry: Registry): Makers {
  const about = (name: string, help: string, labelNames: readonly string[]) => ({
    name: `switchboard_${name}`,
    help,
    labelNames: [...labelNames],
    registers: [registry],
  });
  return {
    counter: (...given) => new Counter(about(...given)),
    gauge: (...given) => new Gauge(about(...given)),
    histogram: (name, help, labelNames, buckets) =>
      new Histogram({ ...about(name, help, labelNames), buckets: [...buckets] }),
  };
}

/** Requests to models: how many, how they ended, what they cost. */
export function modelMetrics(make: Makers): Pick<Meter, "modelCalled" | "modelBlocked" | "cacheMissed"> {
  const calls = make.counter("model_calls_total", "Requests to the model", ["model", "outcome"]);
  const cost = make.counter("model_cost_micros_total", "What the requests cost, in micro-dollars", ["model"]);
  const tokens = make.counter("model_tokens_total", "Tokens, cached ones left out", ["model", "direction"]);
  const blocked = make.gauge("model_blocked", "1 while a model is left alone because its API fails", ["model"]);
  const misses = make.counter("model_cache_misses_total", "Prompts whose beginning was not the one before", [
    "model",
    "reason",
  ]);
  return {
    modelCalled(model, outcome, { costMicros, inputTokens, outputTokens }) {
      calls.inc({ model, outcome });
      cost.inc({ model }, costMicros);
      tokens.inc({ model, direction: "in" }, inputTokens);
      tokens.inc({ model, direction: "out" }, outputTokens);
    },
    modelBlocked: (model, isBlocked) => blocked.set({ model }, isBlocked ? 1 : 0),
    cacheMissed: (model, reason) => misses.inc({ model, reason }),
  };
}

type AboutAssistant = "turnEnded" | "knowledgeGap" | "answerRejected" | "draftSent" | "toolRefused";

/** What the assistant does, and what it is kept from. */
export function assistantMetrics(make: Makers): Pick<Meter, AboutAssistant> {
  const turns = make.counter("turns_total", "Turns ended, by outcome", ["channel", "outcome"]);
  const seconds = make.histogram("turn_seconds", "How long turns took", ["channel"], TURN_SECONDS);
  const gaps = make.counter("knowledge_gaps_total", "Questions that no article answered", ["channel"]);
  const rejected = make.counter("answers_rejected_total", "What answers had in them that the guard does not let pass", [
    "channel",
    "kind",
  ]);
  const refused = make.counter("tool_calls_refused_total", "Tool calls that were not allowed", ["tool", "reason"]);
  const kept = make.histogram(
    "draft_kept_share",
    "How much of the assistant's drafts is in what operators sent",
    [],
    SHARES,
  );
  return {
    turnEnded(channel, outcome, took) {
      turns.inc({ channel, outcome });
      seconds.observe({ channel }, took);
    },
    knowledgeGap: (channel) => gaps.inc({ channel }),
    answerRejected: (channel, kind) => rejected.inc({ channel, kind }),
    draftSent: (keptShare) => kept.observe(keptShare),
    toolRefused: (tool, reason) => refused.inc({ tool, reason }),
  };
}

const TURN_SECONDS = [0.1, 0.5, 1, 2, 5, 10, 20, 40, 80];
const SHARES = [0.1, 0.25, 0.5, 0.75, 0.9, 1];
