import { type Spending, sum } from "./observed.ts";
import { passesOf, type Report, type ScenarioReport } from "./report.ts";
import { table } from "./table.ts";

/** A report for people: a table, what was not as expected, and the sum. */
export function printReport(report: Report): string {
  const rows = report.scenarios.map((one) => [
    one.name,
    one.channel,
    resultOf(one),
    ...spentOn(sum(one.runs.map(({ spent }) => spent))),
    String(Math.max(0, ...one.runs.map(({ ms }) => ms))),
  ]);
  const head = ["scenario", "channel", "result", "calls", "tokens in", "cached", "out", "cost", "ms"];
  return [
    table(head, rows),
    ...report.scenarios.filter(({ result }) => result === "failed").map(printFailed),
    ...printRemarks(report.scenarios),
    printTotals(report),
  ].join("\n\n");
}

function resultOf(one: ScenarioReport): string {
  const mark = one.result !== "skipped" && one.why !== null ? "*" : "";
  return `${one.result}${mark}${one.runs.length > 1 ? ` ${passesOf(one)}/${one.runs.length}` : ""}`;
}

function spentOn({ calls, inputTokens, cachedTokens, outputTokens, costMicros }: Spending): string[] {
  return [String(calls), String(inputTokens), String(cachedTokens), String(outputTokens), usd(costMicros)];
}

function printFailed({ name, file, runs }: ScenarioReport): string {
  const run = runs.find(({ failures }) => failures.length > 0);
  const lines = run?.failures.map(({ where, grade, what }) => `  ${where}, ${grade}: ${what}`) ?? [];
  const said = run?.dialogue.map(({ author, text }) => `    ${author}: ${text.replaceAll(/\s*\n\s*/g, " / ")}`) ?? [];
  return [`${name} (${file}) failed:`, ...lines, ...said].join("\n");
}

function printRemarks(scenarios: readonly ScenarioReport[]): string[] {
  return (["skipped", "graded"] as const).flatMap((kind) => {
    const some = scenarios.filter(({ result, why }) => why !== null && (result === "skipped") === (kind === "skipped"));
    if (some.length === 0) return [];
    const head = kind === "skipped" ? "Not played" : "Not graded as a whole";
    return [[`${head} (${some.length}):`, ...some.map(({ name, why }) => `  ${name}: ${why}`)].join("\n")];
  });
}

function printTotals({ scenarios, model }: Report): string {
  const count = (result: ScenarioReport["result"]) => scenarios.filter((one) => one.result === result).length;
  const spent = sum(scenarios.flatMap(({ runs }) => runs.map((run) => run.spent)));
  const by = model.isStandIn ? "the stand-in for the model" : model.reply;
  return `${count("passed")} passed, ${count("failed")} failed, ${count("skipped")} skipped, by ${by}: ${spent.calls} calls, ${spent.inputTokens} tokens in, ${spent.outputTokens} out, ${usd(spent.costMicros)} at list prices`;
}

/** Four digits after the point: a call costs a fraction of a cent. */
export const usd = (micros: number): string => `$${(micros / 1_000_000).toFixed(4)}`;
