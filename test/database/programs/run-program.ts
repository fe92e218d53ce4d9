import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** A process of ours that talks on stdout. */
export interface Program {
  readonly pid: number;
  /** All that it has said. */
  readonly lines: readonly string[];
  /** The first line that begins so, said already or still to be said. Rejects when the program ends without. */
  says(beginning: string): Promise<string>;
  kill(signal: NodeJS.Signals): void;
  /** Resolves when it is gone. */
  readonly gone: Promise<void>;
}

let programs: Program[] = [];

/** Kills every program that still runs: for `afterEach`. */
export async function endPrograms(): Promise<void> {
  for (const program of programs) program.kill("SIGKILL");
  await Promise.all(programs.map(({ gone }) => gone));
  programs = [];
}

/** Runs a program of this folder, in a process group of its own. */
export function runProgram(
  name: "own-server.ts" | "write-rows.ts",
  args: readonly string[],
  account: { uid?: number; gid?: number } = {},
): Program {
  const program = fileURLToPath(new URL(name, import.meta.url));
  const child = spawn(process.execPath, ["--no-warnings", program, ...args], {
    ...account,
    cwd: "/",
    detached: true,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const lines: string[] = [];
  const listeners = new Set<() => void>();
  createInterface({ input: child.stdout }).on("line", (line) => {
    lines.push(line);
    for (const listener of listeners) listener();
  });
  const started: Program = {
    pid: child.pid ?? 0,
    lines,
    says: (beginning) => lineOf(child, lines, listeners, beginning),
    kill: (signal) => void child.kill(signal),
    gone: once(child, "close").then(() => {}),
  };
  programs.push(started);
  return started;
}

function lineOf(
  child: ChildProcess,
  lines: readonly string[],
  listeners: Set<() => void>,
  beginning: string,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const look = (): void => {
      const line = lines.find((candidate) => candidate.startsWith(beginning));
      if (line === undefined) return;
      listeners.delete(look);
      resolve(line);
    };
    listeners.add(look);
    look();
    child.once("close", () => reject(new Error(`ended without saying "${beginning}":\n${lines.join("\n")}`)));
  });
}

/** The URL out of the line that says that the server is up. */
export async function urlOf(program: Program): Promise<string> {
  return (await program.says("ready ")).slice("ready ".length);
}

/** The server's main process, as its own lock file names it. */
export function postmasterOf(dataDir: string): number {
  return Number(readFileSync(join(dataDir, "postgres/postmaster.pid"), "utf8").split("\n")[0]);
}

/** Whether a process exists and is not just waiting to be buried. */
export function isRunning(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
}

/** The children of a process, their children, and so on, each after its parent. */
export function descendantsOf(pid: number): { pid: number; name: string }[] {
  const everybody = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return everybody.flatMap((child) => {
    const status = statusOf(child);
    if (!status.includes(`\nPPid:\t${pid}\n`)) return [];
    const name = /^Name:\t(.*)$/m.exec(status)?.[1] ?? "";
    return [{ pid: Number(child), name }, ...descendantsOf(Number(child))];
  });
}

function statusOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/status`, "utf8");
  } catch {
    return ""; // gone meanwhile
  }
}
