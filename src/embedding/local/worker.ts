import { parentPort, workerData } from "node:worker_threads";
import type { EngineName } from "./engine.ts";
import { openOnnxEngine } from "./onnx-engine.ts";
import { type OpenEngine, openEngine } from "./open-engine.ts";
import { openWasmEngine } from "./wasm-engine.ts";
import { IDLE, type Report, type Task, type WorkerSettings } from "./worker-messages.ts";

/** Runs in a thread of its own: both engines keep theirs busy while they compute. */

const OPENERS: Readonly<Record<EngineName, OpenEngine>> = { "onnx-runtime": openOnnxEngine, wasm: openWasmEngine };

if (parentPort === null) throw new Error("This file is for a worker");
const port = parentPort;
const { engines, state } = workerData as WorkerSettings;
const { engine, failures } = await openEngine(engines.map((name) => OPENERS[name]));

port.on("message", ({ text }: Task) => {
  engine.embed(text).then(
    (vector) => tell({ kind: "embedded", vector }),
    (error: unknown) => tell({ kind: "failed", error: nameOf(error) }),
  );
});
tell({ kind: "ready", engine: engine.name, passedOver: failures.map(nameOf) });

function tell(report: Report): void {
  // Before the answer: the next task, and with it the next state, may come upon that at once.
  Atomics.store(state, 0, IDLE);
  Atomics.notify(state, 0);
  port.postMessage(report, report.kind === "embedded" ? [report.vector.buffer] : []);
}

/** Such as `ERR_DLOPEN_FAILED`. */
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const { code } = error as { code?: unknown };
  return typeof code === "string" ? code : error.name;
}
