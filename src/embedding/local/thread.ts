import { Worker } from "node:worker_threads";
import type { Report, Task, WorkerSettings } from "./worker-messages.ts";

/** The thread that the model runs in. It holds the process only while it is told to. */
export interface Thread {
  give(task: Task): void;
  /** Whether the process stays for it. */
  hold(held: boolean): void;
  end(): Promise<void>;
}

export interface ThreadListener {
  onReport(report: Report): void;
  /** Once, when it has ended, whyever. `cause` is what it died of, where that is known. */
  onEnd(cause: unknown): void;
}

export function startThread(settings: WorkerSettings, { onReport, onEnd }: ThreadListener): Thread {
  const worker = new Worker(new URL("./worker.ts", import.meta.url), {
    name: "embedding",
    workerData: settings,
    // Flags of the program that we are part of, such as `--input-type`, may be refused for a file.
    execArgv: [],
  });
  let cause: unknown = null;
  worker.on("message", onReport);
  worker.on("error", (error) => {
    cause = error;
  });
  worker.on("exit", () => onEnd(cause));
  return {
    give: (task) => worker.postMessage(task),
    hold: (held) => (held ? worker.ref() : worker.unref()),
    end: async () => {
      await worker.terminate();
    },
  };
}
