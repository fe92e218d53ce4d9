import { setTimeout as sleep } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { BUSY, type Report, type Task, type WorkerSettings } from "./worker-messages.ts";

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

/** How long a thread may go on with what it has in hand, or with loading, once it shall end, ms. */
const END_MS = 5_000;

export function startThread(settings: Omit<WorkerSettings, "state">, { onReport, onEnd }: ThreadListener): Thread {
  // Else ONNX Runtime reports its use to its maker and leaves files in the temporary folder. It looks where `process.env` of
  // the main thread writes, and nowhere later than when it is loaded.
  process.env["ORT_DISABLE_TELEMETRY"] = "1";
  const state = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)).fill(BUSY);
  const worker = new Worker(new URL("./worker.ts", import.meta.url), {
    name: "embedding",
    workerData: { ...settings, state } satisfies WorkerSettings,
    // Flags of the program that we are part of, such as `--input-type`, may be refused for a file.
    execArgv: [],
  });
  // ONNX Runtime takes the whole process down, with a code of its own, when its thread is gone before it has computed.
  const onExit = (): void => void Atomics.wait(state, 0, BUSY, END_MS);
  process.on("exit", onExit);
  let cause: unknown = null;
  let answer: PromiseWithResolvers<void> | null = Promise.withResolvers();
  const answered = (): void => {
    answer?.resolve();
    answer = null;
  };
  worker.on("message", (report: Report) => {
    answered();
    onReport(report);
  });
  worker.on("error", (error) => {
    cause = error;
  });
  worker.on("exit", () => {
    process.off("exit", onExit);
    answered();
    onEnd(cause);
  });
  return {
    give(task) {
      answer = Promise.withResolvers();
      Atomics.store(state, 0, BUSY);
      worker.postMessage(task);
    },
    hold: (held) => (held ? worker.ref() : worker.unref()),
    end: async () => {
      worker.ref();
      await Promise.race([answer?.promise, sleep(END_MS, undefined, { ref: false })]);
      await worker.terminate();
    },
  };
}
