// npm run knowledge -- search "…"   the knowledge base from the shell: search, check, eval, import, status
import { destination, type Logger } from "pino";
import { type Config, ConfigError, readConfig, readEnvironment } from "../config.ts";
import { DatabaseUnavailable } from "../database/database.ts";
import { DataDirInUse } from "../database/embedded/data-dir-lock.ts";
import { NoFolderError } from "../knowledge/articles/import-folder.ts";
import { QuestionsError } from "../knowledge/evaluate/parse-questions.ts";
import { createLogger } from "../log.ts";
import { closeOnSignals } from "./close-on-signals.ts";
import { checkLibrary } from "./knowledge/check-library.ts";
import { evaluateSearch } from "./knowledge/evaluate-search.ts";
import { importArticles } from "./knowledge/import-articles.ts";
import { type KnowledgeOptions, parseKnowledgeOptions, USAGE } from "./knowledge/knowledge-options.ts";
import { openShelf, type Shelf } from "./knowledge/open-shelf.ts";
import { searchArticles } from "./knowledge/search-articles.ts";
import { tellStatus } from "./knowledge/tell-status.ts";

const STDERR = 2;
const tell = (line: string): void => void process.stderr.write(`${line}\n`);

async function main(): Promise<void> {
  let options: KnowledgeOptions;
  try {
    options = parseKnowledgeOptions(process.argv.slice(2));
  } catch (error) {
    tell(`${(error as Error).message}\n${USAGE}`);
    process.exitCode = 2;
    return;
  }
  process.stdout.on("error", fail);
  try {
    const environment = readEnvironment();
    const config = readConfig(environment);
    const level = environment["LOG_LEVEL"]?.trim() ? config.logLevel : "error";
    const log = createLogger(level, destination({ dest: STDERR, sync: true }));
    process.exitCode = await onShelf(options, config, log);
  } catch (error) {
    fail(error);
  }
}

async function onShelf(options: KnowledgeOptions, config: Config, log: Logger): Promise<number> {
  const opening = openShelf(config, log, { vectors: needsVectors(options), writes: options.kind === "import", tell });
  closeOnSignals(opening);
  const shelf = await opening;
  try {
    return await run(options, shelf);
  } catch (error) {
    // By Ctrl-C: the process ends when all is closed, and what failed because of it is no news.
    if (shelf.closing.aborted) return await new Promise<never>(() => {});
    throw error;
  } finally {
    await shelf.close();
  }
}

function needsVectors(options: KnowledgeOptions): boolean {
  switch (options.kind) {
    case "search":
    case "eval":
      return !options.words;
    case "import":
    case "status":
      return true;
    case "check":
      return false;
  }
}

async function run(options: KnowledgeOptions, shelf: Shelf): Promise<number> {
  switch (options.kind) {
    case "search":
      return await searchArticles(options, shelf);
    case "check":
      return await checkLibrary(options, shelf);
    case "eval":
      return await evaluateSearch(options, shelf);
    case "import":
      return await importArticles(options, shelf);
    case "status":
      return await tellStatus(options, shelf);
  }
}

function fail(error: unknown): void {
  const { code } = error as NodeJS.ErrnoException;
  // Whoever read the lines has had enough.
  if (code === "EPIPE") return;
  const kinds = [ConfigError, DataDirInUse, DatabaseUnavailable, NoFolderError, QuestionsError];
  const isExpected = kinds.some((kind) => error instanceof kind) || (code !== undefined && /^E[A-Z]+$/.test(code));
  tell(isExpected ? (error as Error).message : error instanceof Error ? (error.stack ?? error.message) : String(error));
  process.exitCode = 1;
}

await main();
