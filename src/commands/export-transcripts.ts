// npm run transcripts -- --since DATE   conversations as JSON lines, without who they were with
import { createWriteStream } from "node:fs";
import { finished } from "node:stream/promises";
import { destination, type Logger } from "pino";
import { type Config, ConfigError, readConfig, readEnvironment } from "../config.ts";
import { DatabaseUnavailable } from "../database/database.ts";
import { DataDirInUse } from "../database/embedded/data-dir-lock.ts";
import { openKnowledge } from "../knowledge/knowledge.ts";
import { createLogger } from "../log.ts";
import { exportTranscripts } from "../transcripts/export-transcripts.ts";
import { mailboxesIn } from "../transcripts/pseudonyms.ts";
import { parseTranscriptOptions, type TranscriptOptions, USAGE } from "../transcripts/transcript-options.ts";
import { openPresentDatabase } from "./open-present-database.ts";

const STDERR = 2;
/** Conversations are nobody else's business. */
const MODE = 0o600;
const tell = (line: string): void => void process.stderr.write(`${line}\n`);

async function main(): Promise<void> {
  let options: TranscriptOptions;
  try {
    options = parseTranscriptOptions(process.argv.slice(2));
  } catch (error) {
    tell(`${(error as Error).message}\n${USAGE}`);
    process.exitCode = 2;
    return;
  }
  try {
    await run(options);
  } catch (error) {
    // Whoever read the lines has had enough.
    if ((error as NodeJS.ErrnoException).code === "EPIPE") return;
    const isExpected = [ConfigError, DataDirInUse, DatabaseUnavailable].some((kind) => error instanceof kind);
    tell(
      isExpected ? (error as Error).message : error instanceof Error ? (error.stack ?? error.message) : String(error),
    );
    process.exitCode = 1;
  }
}

async function run({ since, out, withNotes }: TranscriptOptions): Promise<void> {
  const environment = readEnvironment();
  const config = readConfig(environment);
  const level = environment["LOG_LEVEL"]?.trim() ? config.logLevel : "error";
  const log = createLogger(level, destination({ dest: STDERR, sync: true }));
  const ourMailboxes = await readOurMailboxes(config, log);
  const database = await openPresentDatabase(config, log);
  try {
    const stream = out === null ? process.stdout : createWriteStream(out, { mode: MODE });
    const failed = new Promise<never>((_resolve, reject) => void stream.once("error", reject));
    const exporting = exportTranscripts(since, stream, database, { withNotes, ourMailboxes });
    const count = await Promise.race([exporting, failed]);
    if (out !== null) {
      stream.end();
      await finished(stream);
    }
    tell(`${count} conversations${out === null ? "" : ` in ${out}`}`);
  } finally {
    await database.close();
  }
}

/** What anybody can read on a page tells nothing of anybody. */
async function readOurMailboxes({ knowledgeDir, email }: Config, log: Logger): Promise<ReadonlySet<string>> {
  const knowledge = await openKnowledge({ dir: knowledgeDir, log });
  try {
    return new Set([...(email?.addresses ?? []), ...knowledge.publicArticles.flatMap(({ body }) => mailboxesIn(body))]);
  } finally {
    await knowledge.close();
  }
}

await main();
