import { destination } from "pino";
import { type Config, ConfigError, readConfig, readEnvironment } from "../config.ts";
import { PolicyError } from "../knowledge/policy/policy.ts";
import { createLogger } from "../log.ts";
import { closeOnSignals } from "./close-on-signals.ts";
import { openSession, type TerminalSession } from "./open-session.ts";

const STDERR = 2;

/** Runs a command with a session behind it. Results go to stdout, logs and what went wrong to stderr, with exit code 1. */
export async function runCommand(run: (session: TerminalSession) => Promise<void>): Promise<void> {
  const environment = readEnvironment();
  let config: Config;
  try {
    config = readConfig(environment);
  } catch (error) {
    return fail(error);
  }
  // A person at a terminal wants the answer; the log is there for who asks for it.
  const level = environment["LOG_LEVEL"]?.trim() ? config.logLevel : "warn";
  const log = createLogger(level, destination({ dest: STDERR, sync: true }));
  try {
    const opening = openSession(config, log);
    closeOnSignals(opening);
    const session = await opening;
    try {
      await run(session);
    } finally {
      await session.close();
    }
  } catch (error) {
    fail(error);
  }
}

function fail(error: unknown): void {
  const isExpected = error instanceof ConfigError || error instanceof PolicyError;
  process.stderr.write(`${isExpected ? error.message : error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
}
