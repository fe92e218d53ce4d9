import { Worker } from "node:worker_threads";

const LOOK_MS = 2_000;

/** Run as text, for a file would have to be found and loaded. */
const WATCH = `
  const parent = process.ppid;
  setInterval(() => process.ppid === parent || process.kill(process.pid, "SIGKILL"), ${LOOK_MS});
`;

/**
 * Ends this process soon after the one that started it, also when that was killed and this one is busy for ever: then
 * only another thread still runs.
 */
export function endWithParent(): void {
  new Worker(WATCH, { eval: true, resourceLimits: { maxOldGenerationSizeMb: 8 } }).unref();
}
