// npm run eval   scripted dialogues against the agent core: on the stand-in, or on the real model when a key is set
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline/promises";
import { destination, type Logger } from "pino";
import { type Config, ConfigError, readConfig, readEnvironment } from "../config.ts";
import { compareReports, printComparison } from "../evals/compare-reports.ts";
import { chosen, type EvalOptions, type PlayOptions, parseEvalOptions, USAGE } from "../evals/eval-options.ts";
import { estimate } from "../evals/play-all.ts";
import { printReport, usd } from "../evals/print-report.ts";
import { type FiledScenario, readScenarios, ScenarioError } from "../evals/read-scenarios.ts";
import { parseReport, type Report, type ScenarioReport } from "../evals/report.ts";
import { PolicyError } from "../knowledge/policy/policy.ts";
import { createLogger } from "../log.ts";
import { openTemporaryDatabase } from "./open-command-database.ts";
import { rehearse } from "./rehearse.ts";

const STDERR = 2;
const tell = (line: string): void => void process.stderr.write(`${line}\n`);

async function main(): Promise<void> {
  let options: EvalOptions;
  try {
    options = parseEvalOptions(process.argv.slice(2));
  } catch (error) {
    tell(`${(error as Error).message}\n${USAGE}`);
    process.exitCode = 2;
    return;
  }
  try {
    await (options.kind === "compare" ? compare(options) : evaluate(options));
  } catch (error) {
    const isExpected = [ConfigError, PolicyError, ScenarioError, TypeError].some((kind) => error instanceof kind);
    tell(
      isExpected ? (error as Error).message : error instanceof Error ? (error.stack ?? error.message) : String(error),
    );
    process.exitCode = 1;
  }
}

async function compare({ a, b, json }: Extract<EvalOptions, { kind: "compare" }>): Promise<void> {
  const read = async (file: string) => parseReport(await readFile(file, "utf8"), file);
  const comparison = compareReports(await read(a), await read(b));
  process.stdout.write(`${json ? JSON.stringify(comparison, null, 2) : printComparison(comparison)}\n`);
}

async function evaluate(options: PlayOptions): Promise<void> {
  const environment = readEnvironment();
  const config = readConfig(environment);
  const level = environment["LOG_LEVEL"]?.trim() ? config.logLevel : "error";
  const log = createLogger(level, destination({ dest: STDERR, sync: true }));
  const all = await readScenarios(join(config.knowledgeDir, "evals"));
  const scenarios = chosen(all, options.only);
  if (isReal(config) && !(await isAgreedTo(scenarios, options, config, log))) {
    process.exitCode = 1;
    return;
  }
  const report = await perform(scenarios, options, config, log);
  const file = options.out ?? join(config.dataDir, "evals", `${report.at.replaceAll(":", "-")}.json`);
  const json = `${JSON.stringify(report, null, 2)}\n`;
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, json);
  process.stdout.write(options.json ? json : `${printReport(report)}\n`);
  tell(`The report is in ${file}`);
  if (report.scenarios.some(({ result }) => result === "failed")) process.exitCode = 1;
}

const isReal = ({ model }: Config): boolean => model.apiKey !== null || model.baseUrl !== null;

async function perform(
  scenarios: readonly FiledScenario[],
  { repeat, maxUsd }: Pick<PlayOptions, "repeat" | "maxUsd">,
  config: Config,
  log: Logger,
): Promise<Report> {
  const progress = ({ name, result, why }: ScenarioReport, done: number) =>
    tell(`${done}/${scenarios.length} ${result} ${name}${why === null ? "" : ` (${why})`}`);
  const maxMicros = maxUsd === null ? null : maxUsd * 1_000_000;
  const openDatabase = () => openTemporaryDatabase(log);
  return await rehearse(config, log, { scenarios, repeat, maxMicros, openDatabase, progress });
}

/** Says what it will cost, by what the same dialogues cost on the stand-in, and asks whether to go on. */
async function isAgreedTo(
  scenarios: readonly FiledScenario[],
  { repeat, maxUsd, yes }: PlayOptions,
  config: Config,
  log: Logger,
): Promise<boolean> {
  tell("Counting on the stand-in what this will cost…");
  const model = { ...config.model, apiKey: null, baseUrl: null };
  const counted = await rehearse({ ...config, model }, log, {
    // The words of the stand-in do not matter here, nor whether it is right.
    scenarios: scenarios.map((scenario) => ({ ...scenario, needs: undefined })),
    repeat: 1,
    maxMicros: null,
    openDatabase: () => openTemporaryDatabase(log),
    progress() {},
  });
  const { calls, micros } = estimate(
    counted.scenarios.flatMap(({ runs }) => runs.map(({ spent }) => spent)),
    repeat,
  );
  tell(
    `${scenarios.length} scenarios, ${repeat} time(s) each, on ${config.model.reply} and ${config.model.triage}: about ${calls} calls and ${usd(micros)} at list prices. A real model may take more steps than the stand-in.`,
  );
  if (maxUsd !== null && micros > maxUsd * 1_000_000) {
    tell(`That is more than --max-usd ${maxUsd}. Choose some with --only, or raise it.`);
    return false;
  }
  if (yes) return true;
  if (!process.stdin.isTTY) {
    tell("Say --yes to go on.");
    return false;
  }
  const asking = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await asking.question("Go on? [y/N] ");
  asking.close();
  return /^y(es)?$/i.test(answer.trim());
}

await main();
