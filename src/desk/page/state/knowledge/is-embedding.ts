import type { VectorProgress } from "./shapes.ts";

/** Whether vectors are being made. */
export function isEmbedding({ model, done, total, error }: VectorProgress): boolean {
  return model !== null && done < total && error === null;
}
