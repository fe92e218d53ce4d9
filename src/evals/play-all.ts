import type { Spending } from "./observed.ts";
import { isWithoutWords, type Run } from "./play.ts";
import type { FiledScenario } from "./read-scenarios.ts";
import { type ScenarioReport, skipped, toScenarioReport } from "./report.ts";

export interface PlayAllOptions {
  /** How often each is played. */
  readonly repeat: number;
  /** How many dialogues go on at once. */
  readonly atOnce: number;
  readonly isStandIn: boolean;
  /** At list prices; what has begun when it is reached is played to its end. */
  readonly maxMicros: number | null;
  play(scenario: FiledScenario): Promise<Run>;
  /** Called after each scenario. */
  progress(report: ScenarioReport, done: number): void;
}

/** Why the stand-in for the model does not play a scenario. */
const NEEDS_MODEL = "needs a real model: set ANTHROPIC_API_KEY";
const NEEDS_MODEL_FOR_WORDS = "state alone: its words need a real model";
const TOO_DEAR = "the limit of --max-usd was reached";

/** Plays scenarios, several at once, each conversation for itself. In the order they came. */
export async function playAll(
  scenarios: readonly FiledScenario[],
  options: PlayAllOptions,
): Promise<readonly ScenarioReport[]> {
  const reports = new Map<string, ScenarioReport>();
  const waiting = [...scenarios];
  let spentMicros = 0;
  const done = (report: ScenarioReport): void => {
    reports.set(report.name, report);
    options.progress(report, reports.size);
  };
  const tooDear = () => options.maxMicros !== null && spentMicros >= options.maxMicros;
  const lane = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      if (options.isStandIn && next.needs === "model") done(skipped(next, NEEDS_MODEL));
      else if (tooDear()) done(skipped(next, TOO_DEAR));
      else {
        const runs: Run[] = [];
        for (let time = 0; time < options.repeat && !(time > 0 && tooDear()); time++) {
          const run = await options.play(next);
          spentMicros += run.spent.costMicros;
          runs.push(run);
        }
        done(toScenarioReport(next, runs, isWithoutWords(next, options.isStandIn) ? NEEDS_MODEL_FOR_WORDS : null));
      }
    }
  };
  await Promise.all(Array.from({ length: options.atOnce }, lane));
  return scenarios.flatMap(({ name }) => reports.get(name) ?? []);
}

/** What so many runs would cost and ask for. */
export function estimate(
  runs: readonly Spending[],
  repeat: number,
): { readonly calls: number; readonly micros: number } {
  const total = (figure: (spent: Spending) => number) => runs.reduce((sum, spent) => sum + figure(spent), 0) * repeat;
  return { calls: total(({ calls }) => calls), micros: total(({ costMicros }) => costMicros) };
}
