import { setTimeout as sleep } from "node:timers/promises";
import type { Knowledge } from "../../knowledge/knowledge.ts";
import { createProgressBar } from "./progress-bar.ts";

const LOOK_EVERY_MS = 100;
/** So long nothing may come before we say so: a hosted model may have us wait for a minute. */
const PATIENCE_MS = 90_000;

export interface UntilVectorsOptions {
  /** How long to wait at most, ms. */
  readonly atMostMs?: number;
  readonly signal: AbortSignal;
}

/**
 * Waits until all articles have vectors, or none are wanted, with a bar on stderr. Answers with null then, and else why
 * they are not complete, in words. Rejects when the signal aborts.
 */
export async function untilVectors(
  knowledge: Pick<Knowledge, "status">,
  { atMostMs = Number.POSITIVE_INFINITY, signal }: UntilVectorsOptions,
): Promise<string | null> {
  const bar = createProgressBar("vectors");
  const began = performance.now();
  let moved = began;
  let before = -1;
  try {
    for (;;) {
      const { model, done, total, error } = knowledge.status.vectors;
      if (model === null || done >= total) return null;
      const now = performance.now();
      if (done !== before) {
        bar.show(done, total);
        moved = now;
      }
      before = done;
      const left = `${done} of ${total} texts have vectors${error === null ? "" : `: ${error}`}`;
      if (now - began > atMostMs || now - moved > PATIENCE_MS) return left;
      await sleep(LOOK_EVERY_MS, undefined, { signal });
    }
  } finally {
    bar.end();
  }
}
