import type { Engine } from "./engine.ts";

/** Opens an engine. Rejects where it does not run. */
export type OpenEngine = () => Promise<Engine>;

export interface OpenedEngine {
  readonly engine: Engine;
  /** Why those before it do not run here. */
  readonly failures: readonly unknown[];
}

/** The first that runs: that it opens is not enough, it has to have made a vector. @throws {AggregateError} when none does. */
export async function openEngine(candidates: readonly OpenEngine[]): Promise<OpenedEngine> {
  const failures: unknown[] = [];
  for (const open of candidates) {
    try {
      const engine = await open();
      await engine.embed("Is anybody there?");
      return { engine, failures };
    } catch (failure) {
      failures.push(failure);
    }
  }
  throw new AggregateError(failures, "No engine for embeddings runs here");
}
