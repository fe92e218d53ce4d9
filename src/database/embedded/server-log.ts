import type { DatabaseLog } from "../database-log.ts";

const LAST_WORDS = 20;
const READY = "database system is ready to accept connections";
/** A server that was just killed is not all gone yet. */
const STILL_IN_USE = /pre-existing shared memory block|lock file "[^"]*" already exists/;

/** What every orderly start and stop says, and what comes back as an error when trying again did not help. */
const ROUTINE: readonly RegExp[] = [
  /^LOG: +(starting PostgreSQL|listening on|received .* shutdown request|shutting down|checkpoint|background worker)/,
  /^LOG: +(database system (was shut down|is ready|is shut down)|aborting any active transactions)/,
  /^FATAL: +(terminating connection due to administrator command|the database system is (starting up|shutting down))/,
  STILL_IN_USE,
];

/** Reads along what the server writes on stderr. */
export interface ServerLog {
  readonly line: (text: string) => void;
  /** Resolves when the server accepts connections. */
  readonly ready: Promise<void>;
  /** The last lines, for the error when the server ends unasked. */
  readonly lastWords: () => string;
}

/** Whether these are the last words of a server that may start if it is tried again. */
export function isStillInUse(lastWords: string): boolean {
  return STILL_IN_USE.test(lastWords);
}

/** Passes on what is out of the ordinary. The server's settings keep customers' words out of all of it. */
export function readServerLog(log: DatabaseLog): ServerLog {
  const words: string[] = [];
  const { promise: ready, resolve } = Promise.withResolvers<void>();
  return {
    line(text) {
      words.push(text);
      if (words.length > LAST_WORDS) words.shift();
      if (text.includes(READY)) resolve();
      if (ROUTINE.some((routine) => routine.test(text))) return;
      if (/^(FATAL|PANIC): /.test(text)) log.warn({}, `PostgreSQL: ${text}`);
      else log.info({}, `PostgreSQL: ${text}`);
    },
    ready,
    lastWords: () => words.join("\n"),
  };
}
