// npm start
import { randomBytes } from "node:crypto";
import { banner } from "./banner.ts";
import { type Config, ConfigError, readConfig, readEnvironment } from "./config.ts";
import { DatabaseUnavailable } from "./database/database.ts";
import { DataDirInUse } from "./database/embedded/data-dir-lock.ts";
import { DataDirUnusable } from "./database/embedded/start-embedded.ts";
import { PortTaken } from "./http/listen.ts";
import { PolicyError } from "./knowledge/policy/policy.ts";
import { createLogger } from "./log.ts";
import { type Switchboard, startSwitchboard } from "./switchboard.ts";

/** Errors whose message says what to do. Any other is a fault of ours and comes with its stack. */
const FOR_PEOPLE = [ConfigError, PolicyError, DataDirInUse, DataDirUnusable, DatabaseUnavailable, PortTaken];

await main().catch((error: unknown) => {
  const isForPeople = FOR_PEOPLE.some((type) => error instanceof type);
  process.stderr.write(`${error instanceof Error ? (isForPeople ? error.message : error.stack) : String(error)}\n`);
  process.exit(1);
});

async function main(): Promise<void> {
  const began = performance.now();
  const settings = readConfig(readEnvironment());
  // Somebody must be able to sign in to a sandbox.
  const madeOperator = settings.sandbox && !settings.operator ? makeOperator() : null;
  const config = madeOperator ? { ...settings, operator: madeOperator } : settings;
  const log = createLogger(config.logLevel);
  const running = startSwitchboard(config, log);
  stopOnSignals(running);
  const switchboard = await running;
  for (const remark of config.remarks) log.warn(remark);
  log.info({ port: config.port, sandbox: config.sandbox, ms: Math.round(performance.now() - began) }, "ready");
  process.stdout.write(banner(switchboard, madeOperator));
  const why = await switchboard.broken;
  log.fatal({ why }, "the database server has ended");
  process.exit(1);
}

function makeOperator(): NonNullable<Config["operator"]> {
  return { email: "operator@sandbox.example", password: randomBytes(9).toString("base64url") };
}

/** Ctrl-C reaches us twice when npm started us: from the terminal, and handed on by npm. */
const SAME_SIGNAL_MS = 1_000;

/** The first signal asks for an orderly end, the second does not wait for it. */
function stopOnSignals(running: Promise<Switchboard>): void {
  let askedAt: number | null = null;
  const stop = async (): Promise<void> => {
    if (askedAt !== null && performance.now() - askedAt > SAME_SIGNAL_MS) process.exit(1);
    if (askedAt !== null) return;
    askedAt = performance.now();
    await (await running).stop();
    process.exit(0);
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.on(signal, () => {
      stop().catch(() => process.exit(1));
    });
}
