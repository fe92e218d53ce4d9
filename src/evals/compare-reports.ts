import { usd } from "./print-report.ts";
import { passesOf, type Report, type ScenarioReport } from "./report.ts";
import { table } from "./table.ts";

/** What differs between two runs. Figures are of the scenarios that both have played. */
export interface Comparison {
  /** What was not the same: `prompts`, `policy`, … */
  readonly changed: readonly string[];
  readonly scenarios: readonly Change[];
  readonly figures: readonly { readonly name: string; readonly a: number; readonly b: number }[];
}

export interface Change {
  readonly name: string;
  /** Null: it is not in that report. `passes` of how many runs. */
  readonly a: Standing | null;
  readonly b: Standing | null;
  /** What is not as expected in the later one, by the first run that fails. */
  readonly failures: readonly string[];
}

interface Standing {
  readonly result: ScenarioReport["result"];
  readonly passes: number;
  readonly runs: number;
}

export function compareReports(a: Report, b: Report): Comparison {
  const names = [...new Set([...a.scenarios, ...b.scenarios].map(({ name }) => name))];
  const scenarios = names
    .map((name) => changeOf(name, scenarioOf(a, name), scenarioOf(b, name)))
    .filter((change) => !isSame(change));
  return { changed: changedParts(a, b), scenarios, figures: figuresOf(a, b) };
}

const scenarioOf = (report: Report, name: string) => report.scenarios.find((one) => one.name === name) ?? null;

function changeOf(name: string, a: ScenarioReport | null, b: ScenarioReport | null): Change {
  const failing = b?.runs.find(({ failures }) => failures.length > 0);
  const failures = failing?.failures.map(({ where, what }) => `${where}: ${what}`) ?? [];
  return { name, a: a && standingOf(a), b: b && standingOf(b), failures };
}

const standingOf = (one: ScenarioReport): Standing => ({
  result: one.result,
  passes: passesOf(one),
  runs: one.runs.length,
});

/** Three of four and six of eight are the same. */
function isSame({ a, b }: Change): boolean {
  return a !== null && b !== null && a.result === b.result && a.passes * b.runs === b.passes * a.runs;
}

function changedParts(a: Report, b: Report): string[] {
  const parts = Object.keys(a.fingerprints) as (keyof Report["fingerprints"])[];
  return [
    ...(a.model.reply === b.model.reply && a.model.isStandIn === b.model.isStandIn ? [] : ["model"]),
    ...parts.filter((part) => JSON.stringify(a.fingerprints[part]) !== JSON.stringify(b.fingerprints[part])),
  ];
}

function figuresOf(a: Report, b: Report): Comparison["figures"] {
  const both = (report: Report, other: Report) =>
    report.scenarios.filter(({ name, runs }) => runs.length > 0 && (scenarioOf(other, name)?.runs.length ?? 0) > 0);
  const [inA, inB] = [both(a, b), both(b, a)];
  const mean = (scenarios: readonly ScenarioReport[], figure: (run: ScenarioReport["runs"][number]) => number) =>
    scenarios.reduce((total, { runs }) => total + runs.reduce((part, run) => part + figure(run), 0) / runs.length, 0);
  const names = ["calls", "inputTokens", "cachedTokens", "outputTokens", "costMicros"] as const;
  const figures = names.map((name) => ({
    name,
    a: mean(inA, ({ spent }) => spent[name]),
    b: mean(inB, ({ spent }) => spent[name]),
  }));
  return [...figures, { name: "ms", a: mean(inA, ({ ms }) => ms), b: mean(inB, ({ ms }) => ms) }];
}

export function printComparison({ changed, scenarios, figures }: Comparison): string {
  const rows = scenarios.map(({ name, a, b }) => [name, standing(a), standing(b)]);
  const failures = scenarios.flatMap(({ name, b, failures }) =>
    b?.result === "failed" ? [`${name}:`, ...failures.map((what) => `  ${what}`)] : [],
  );
  return [
    changed.length === 0 ? "The same was tried in both." : `What was tried differs in: ${changed.join(", ")}.`,
    rows.length === 0 ? "No scenario has another result." : table(["scenario", "A", "B"], rows),
    ...(failures.length === 0 ? [] : [failures.join("\n")]),
    table(
      ["one run of what both played", "A", "B", "change"],
      figures.map(({ name, a, b }) => [name, figure(name, a), figure(name, b), percentage(a, b)]),
    ),
  ].join("\n\n");
}

function standing(one: Standing | null): string {
  if (one === null) return "–";
  return one.runs > 1 ? `${one.result} ${one.passes}/${one.runs}` : one.result;
}

const figure = (name: string, value: number): string =>
  name === "costMicros" ? usd(value) : String(Math.round(value));

function percentage(a: number, b: number): string {
  if (a === 0) return b === 0 ? "0%" : "";
  const change = Math.round(((b - a) / a) * 100);
  return `${change > 0 ? "+" : ""}${change}%`;
}
