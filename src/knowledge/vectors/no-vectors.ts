import type { Vectors } from "./vectors.ts";

/** Searching goes by words. */
export const NO_VECTORS: Vectors = {
  progress: { model: null, dimension: null, serving: null, done: 0, total: 0, error: null },
  want() {},
  compare: async () => null,
  of: async (texts) => texts.map(() => null),
  close: async () => {},
};
