import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { type Interpretation, PayloadError, type StoredRaw } from "../../src/contract/index.ts";
import type { EmailReading } from "./email-config.ts";
import type { Answer, Question } from "./interpret-program.ts";

export interface InterpretApart {
  /** What a mail says. One at a time: the others wait. @throws {PayloadError} also when it takes too long. */
  interpret(raw: StoredRaw): Promise<Interpretation>;
  /** Ends the process, once the mails that are being read are read. What is asked afterwards is read all the same. */
  stop(): Promise<void>;
}

export interface ApartLimits {
  /** How long one mail may take, ms: so much, and so much more for each megabyte of it. */
  readonly baseMs: number;
  readonly msPerMegabyte: number;
  /** Megabytes that the process may have, without the bytes of mails and files themselves. */
  readonly heapMegabytes: number;
  readonly program: URL;
}

const LIMITS: ApartLimits = {
  baseMs: 30_000,
  msPerMegabyte: 1_000,
  heapMegabytes: 512,
  program: new URL("./interpret-program.ts", import.meta.url),
};

/** To load what reads mails takes less than a second, where there is nothing else to do. */
const START_MS = 60_000;

/** What has read a larger mail keeps the memory that it took, ten times as much, and is not kept for that. */
const LARGE_BYTES = 8 * 2 ** 20;

const TOO_LONG = "It took too long to read.";
const NOT_READ = "It could not be read.";

/**
 * Reads mails in a process of their own: one that takes for ever, or all the memory, ends that process and nothing else, and
 * the next mail gets another one. A thread would not do: V8 ends the whole process when a thread's memory is used up in one
 * go. It is started for the first mail, and never keeps this process from ending.
 */
export function createInterpretApart(config: EmailReading, limits: ApartLimits = LIMITS): InterpretApart {
  let reader: ChildProcess | null = null;
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  let stopped = false;

  async function read(raw: StoredRaw): Promise<Interpretation> {
    if (reader === null || !isAlive(reader)) reader = await startReader(limits);
    const deadlineMs = limits.baseMs + (limits.msPerMegabyte * raw.body.length) / 2 ** 20;
    const answer = nextAnswer(reader, deadlineMs);
    reader.send({ raw, config } satisfies Question);
    const said = await answer;
    if (said === "late" || said === "ended" || raw.body.length > LARGE_BYTES) await end();
    return toInterpretation(said);
  }

  async function end(): Promise<void> {
    const ending = reader;
    reader = null;
    if (ending !== null) await kill(ending);
  }

  async function readAndLeave(raw: StoredRaw): Promise<Interpretation> {
    try {
      return await read(raw);
    } finally {
      waiting -= 1;
      if (stopped && waiting === 0) await end();
    }
  }

  return {
    interpret(raw) {
      waiting += 1;
      const reading = last.then(() => readAndLeave(raw));
      last = reading.catch(() => {});
      return reading;
    },
    async stop() {
      stopped = true;
      if (waiting === 0) await end();
    },
  };
}

async function startReader({ heapMegabytes, program }: ApartLimits): Promise<ChildProcess> {
  const reader = fork(program, {
    // Nothing in there needs what this process was started with, least of all its passwords.
    env: {},
    execArgv: [`--max-old-space-size=${heapMegabytes}`],
    serialization: "advanced",
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  // Without a listener it would end this process. Whoever waits for an answer hears of it.
  reader.on("error", () => {});
  const first = await nextAnswer(reader, START_MS);
  reader.unref();
  reader.channel?.unref();
  if (typeof first !== "string") return reader;
  await kill(reader);
  throw new Error("The process that reads mails did not start");
}

async function kill(reader: ChildProcess): Promise<void> {
  if (!isAlive(reader)) return;
  // While it is waited for, it keeps us.
  reader.ref();
  const ended = once(reader, "exit");
  reader.kill("SIGKILL");
  await ended;
}

function isAlive({ exitCode, signalCode, pid }: ChildProcess): boolean {
  return pid !== undefined && exitCode === null && signalCode === null;
}

/** The deadline keeps this process from ending meanwhile. */
async function nextAnswer(reader: ChildProcess, ms: number): Promise<Answer | "late" | "ended"> {
  const over = new AbortController();
  const { signal } = over;
  try {
    return await Promise.race([
      once(reader, "message", { signal }).then(([answer]) => answer as Answer),
      once(reader, "exit", { signal }).then(() => "ended" as const),
      wait(ms, "late" as const, { signal }),
    ]);
  } catch {
    // It could not be started, or it has gone and takes no more.
    return "ended";
  } finally {
    over.abort();
  }
}

function toInterpretation(answer: Answer | "late" | "ended"): Interpretation {
  if (answer === "late") throw new PayloadError(TOO_LONG);
  if (answer === "ended" || answer.kind === "ready") throw new PayloadError(NOT_READ);
  if (answer.kind === "refused") throw new PayloadError(answer.why);
  if (answer.kind === "failed") throw answer.error;
  return answer.said;
}
