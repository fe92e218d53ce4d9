import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { Readable, Writable } from "node:stream";
import { until } from "../harness/until.ts";

export const ROOT = join(import.meta.dirname, "../..");

/** A program of the product: its own process group, and nothing in its environment but what the test gives it. */
export interface Running {
  readonly pid: number;
  /** What it has written so far. */
  stdout(): string;
  stderr(): string;
  /** Resolves once stdout matches. Rejects when the program ends without, or takes longer than a minute. */
  says(words: RegExp): Promise<RegExpExecArray>;
  /** On its stdin; it stays open until `endInput`. */
  type(text: string): void;
  endInput(): void;
  kill(signal: NodeJS.Signals): void;
  /** Ctrl-C: to the whole process group. */
  interrupt(): void;
  /** Resolves when it is gone and has written all. */
  readonly ended: Promise<Ended>;
}

interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface RunOptions {
  readonly args?: readonly string[];
  /** The repository unless told. */
  readonly cwd?: string;
}

const PROGRAMS = {
  switchboard: "src/main.ts",
  ask: "src/commands/ask.ts",
  chat: "src/commands/chat.ts",
  eval: "src/commands/eval.ts",
  transcripts: "src/commands/export-transcripts.ts",
  knowledge: "src/commands/knowledge.ts",
} as const;
/** To compile all of its modules anew is a third of a program's start. */
export const COMPILED = join(ROOT, "node_modules/.cache/compiled");
const PATIENCE_MS = 60_000;

const running = new Set<Running>();

export function run(
  program: keyof typeof PROGRAMS,
  env: Readonly<Record<string, string>>,
  { args = [], cwd = ROOT }: RunOptions = {},
): Running {
  const child = spawn(process.execPath, [join(ROOT, PROGRAMS[program]), ...args], {
    cwd,
    // A model in every program of the tests would cost the run minutes: who is about searching by meaning turns it on.
    env: { PATH: process.env["PATH"], NODE_COMPILE_CACHE: COMPILED, EMBEDDINGS: "off", ...env },
    detached: true,
    stdio: ["pipe", "pipe", "pipe"],
  });
  const stdout = collect(child.stdout);
  const stderr = collect(child.stderr);
  child.stdin.on("error", () => {}); // it may be gone before it has read all
  const { pid = 0 } = child;
  let isGone = false;
  const ended = endOf(child).finally(() => {
    isGone = true;
    running.delete(started);
  });
  const started: Running = {
    pid,
    stdout,
    stderr,
    says: (words) =>
      until(
        `${program} to say ${words}`,
        () => {
          const found = words.exec(stdout());
          if (!found && isGone) throw new Error(`${program} ended without saying ${words}:\n${stdout()}${stderr()}`);
          return found;
        },
        PATIENCE_MS,
      ),
    type: (text) => void child.stdin.write(text),
    endInput: () => void child.stdin.end(),
    kill: (signal) => void child.kill(signal),
    interrupt: () => void process.kill(-pid, "SIGINT"),
    ended,
  };
  running.add(started);
  return started;
}

/** Ends what the tests of a file have left running: for its `afterAll`. */
export async function endPrograms(): Promise<void> {
  await Promise.all(
    [...running].map(async (program) => {
      program.kill("SIGKILL");
      await program.ended;
    }),
  );
}

/** Runs a program to its end. */
export async function runToEnd(...[program, env, options]: Parameters<typeof run>) {
  const started = run(program, env, options);
  started.endInput();
  const { code } = await started.ended;
  return { code, stdout: started.stdout(), stderr: started.stderr() };
}

/** Where a server listens once it is ready. */
export async function readyAt(server: Running): Promise<string> {
  const [, url = ""] = await server.says(/Switchboard is ready: (\S+)/);
  return url;
}

function collect(stream: Readable): () => string {
  let text = "";
  stream.setEncoding("utf8").on("data", (chunk: string) => {
    text += chunk;
  });
  return () => text;
}

async function endOf(child: ChildProcessByStdio<Writable, Readable, Readable>): Promise<Ended> {
  const [code, signal] = (await once(child, "close")) as [number | null, NodeJS.Signals | null];
  return { code, signal };
}
