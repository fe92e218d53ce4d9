import type { Logger } from "pino";
import { v7 as uuid } from "uuid";
import { EMAIL_CAPABILITIES } from "../../channels/email/create-email-channel.ts";
import { SMS_CAPABILITIES } from "../../channels/sms/create-sms-channel.ts";
import type { Medium } from "../../channels/terminal/create-terminal-channel.ts";
import { WIDGET_CAPABILITIES } from "../../channels/widget/create-widget-channel.ts";
import type { Config } from "../config.ts";
import type { Capabilities } from "../contract/index.ts";
import type { Database } from "../database/database.ts";
import { fingerprintsOf } from "../evals/fingerprints.ts";
import { observe } from "../evals/observe.ts";
import { sum } from "../evals/observed.ts";
import { type PlayDeps, play } from "../evals/play.ts";
import { playAll } from "../evals/play-all.ts";
import type { FiledScenario } from "../evals/read-scenarios.ts";
import type { Report, ScenarioReport } from "../evals/report.ts";
import { guessLanguage } from "../language/guess-language.ts";
import { closeOnSignals } from "./close-on-signals.ts";
import { openStage, type Stage } from "./open-stage.ts";

export interface RehearsalOptions {
  readonly scenarios: readonly FiledScenario[];
  readonly repeat: number;
  readonly maxMicros: number | null;
  openDatabase(): Promise<Database>;
  progress(report: ScenarioReport, done: number): void;
}

/** Enough to keep a model busy, and few enough for its rate limits and for one process. */
const AT_ONCE = 6;
/** Messages of one turn are stored right behind each other. */
const BURST = { quietMs: 60, atMostMs: 1_000 };

/** As the real adapter's, without what takes a provider. */
function rehearsed(channel: Medium["channel"], capabilities: Capabilities): Medium {
  return { channel, capabilities: { ...capabilities, burst: BURST, live: false, findsSent: false } };
}

const MEDIA = [
  rehearsed("sms", SMS_CAPABILITIES),
  rehearsed("email", EMAIL_CAPABILITIES),
  rehearsed("widget", WIDGET_CAPABILITIES),
];

/**
 * Plays scenarios on the core as it runs for customers, on a database of their own: those with other facts about the
 * business after the others, on a core for each set of them.
 */
export async function rehearse(config: Config, log: Logger, options: RehearsalOptions): Promise<Report> {
  const { scenarios, maxMicros, progress } = options;
  const groups = Map.groupBy(scenarios, ({ policy }) => JSON.stringify(policy));
  let report: Report | null = null;
  for (const [, group] of groups) {
    const [done, spent]: [number, number] = report ? [report.scenarios.length, spentOn(report)] : [0, 0];
    const part = await rehearseGroup(config, log, {
      ...options,
      scenarios: group,
      maxMicros: maxMicros === null ? null : Math.max(0, maxMicros - spent),
      progress: (one, count) => progress(one, done + count),
    });
    report = report ? joined(report, part) : part;
  }
  if (!report) throw new Error("there is no scenario to play");
  return report;
}

function spentOn({ scenarios }: Report): number {
  return sum(scenarios.flatMap(({ runs }) => runs.map(({ spent }) => spent))).costMicros;
}

function joined(a: Report, b: Report): Report {
  const prompts = [...new Set([...a.fingerprints.prompts, ...b.fingerprints.prompts])].sort();
  return { ...a, fingerprints: { ...a.fingerprints, prompts }, scenarios: [...a.scenarios, ...b.scenarios] };
}

async function rehearseGroup(config: Config, log: Logger, options: RehearsalOptions): Promise<Report> {
  const policyFacts = options.scenarios[0]?.policy ?? null;
  const opening = openStage(config, log, { media: MEDIA, openDatabase: options.openDatabase, policyFacts });
  const leaveOff = closeOnSignals(opening);
  const stage = await opening;
  try {
    const { reply, triage, isStandIn } = stage.model;
    const deps = playDeps(stage);
    const { repeat, maxMicros, progress } = options;
    const playing = { repeat, atOnce: AT_ONCE, isStandIn, maxMicros, progress };
    const scenarios = await playAll(options.scenarios, { ...playing, play: (scenario) => play(scenario, deps) });
    return {
      version: 1,
      at: new Date().toISOString(),
      model: { reply, triage, isStandIn },
      fingerprints: await fingerprintsOf(config.knowledgeDir, stage.database),
      scenarios: [...scenarios],
    };
  } finally {
    await stage.close();
    leaveOff();
  }
}

function playDeps({ enter, database, model }: Stage): PlayDeps {
  return {
    enter: (channel, who) => enter(channel, { ...who, session: uuid() }),
    observe: (conversationId) => observe(conversationId, database),
    guessLanguage,
    isStandIn: model.isStandIn,
  };
}
