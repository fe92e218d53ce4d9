import type { EngineName } from "./engine.ts";

/** What the worker is started with. */
export interface WorkerSettings {
  /** Those to try, in this order. */
  readonly engines: readonly EngineName[];
  /** One number, shared: `BUSY` while the engine computes or is being loaded, else `IDLE`. Waited for when the process ends. */
  readonly state: Int32Array<SharedArrayBuffer>;
}

export const IDLE = 0;
export const BUSY = 1;

/** To the worker, one at a time: the next one goes when the last one is answered. */
export interface Task {
  readonly text: string;
}

/** From the worker: once that it is ready, then an answer for each task. */
export type Report =
  /** `passedOver`: why engines that come first do not run, as codes or names of errors. */
  | { readonly kind: "ready"; readonly engine: EngineName; readonly passedOver: readonly string[] }
  | { readonly kind: "embedded"; readonly vector: Float32Array<ArrayBuffer> }
  /** This text has no vector. The error's name alone: its message may quote the text. */
  | { readonly kind: "failed"; readonly error: string };
