import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

/** A program that does not outlive us. */
export interface Kept {
  /** Resolves, never rejects, once the program is gone, even where its keeper went before it. */
  readonly gone: Promise<void>;
  /** Resolves, never rejects, once nobody hears our requests: the program is gone, or somebody killed the keeper. */
  readonly unheard: Promise<void>;
  /** The first request is SIGTERM, the second SIGINT. */
  readonly request: () => void;
  /** Ends the program at once, as our death would: SIGQUIT until it is gone. */
  readonly hangUp: () => void;
}

/**
 * Runs a program in the background and holds a pipe that only we can write to. A line asks the program to end. The end
 * of the pipe, which the kernel brings about when we die, however we die, makes an end of it.
 *
 * A shell without job control starts what runs in its background deaf to SIGQUIT, and the program hears it only once it
 * has said so itself: hence the repetition. The keeper is deaf to what ends us, because it must see the program out. It
 * leaves the working directory to the program, because who works in a cluster counts as a server of it.
 */
const KEEPER = `
exec 3<&0 </dev/null
"$@" 3<&- & program=$!
trap '' TERM INT HUP
cd /
{
  for signal in TERM INT; do read -r _ <&3 || break; kill -$signal $program; done
  read -r _ <&3
  for second in 1 2 3 4 5 6 7 8 9 10; do kill -QUIT $program || break; sleep 1; done
} 2>/dev/null & watch=$!
wait $program; code=$?
kill -KILL $watch 2>/dev/null
exit $code
`;

/** Where and as whom the program runs. */
export interface KeptOptions {
  readonly uid?: number;
  readonly gid?: number;
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
}

/** Starts a program under a keeper. Each line that it writes on stderr goes to `onLine`. */
export function keep(command: readonly string[], options: KeptOptions, onLine: (line: string) => void): Kept {
  const child = spawn("/bin/sh", ["-c", KEEPER, "keeper", ...command], {
    ...options,
    stdio: ["pipe", "ignore", "pipe"],
    // A group of its own: Ctrl-C is for us alone, and the database goes last.
    detached: true,
  });
  const { stdin, stderr } = child;
  createInterface({ input: stderr }).on("line", onLine);
  stdin.on("error", () => {}); // the program was gone before our request reached it

  return {
    // Not `exit`, which is the keeper's: the program holds stderr open for as long as it lives.
    gone: happened(child, "close", onLine),
    unheard: happened(child, "exit", () => {}),
    request() {
      stdin.write("\n");
    },
    hangUp() {
      stdin.end();
    },
  };
}

async function happened(child: ChildProcess, event: string, onLine: (line: string) => void): Promise<void> {
  try {
    await once(child, event);
  } catch (error) {
    onLine(String(error)); // it could not even be started
  }
}
