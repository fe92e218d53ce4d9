import type { Logger } from "pino";
import type { Embedder } from "./embedder.ts";
import { LocalEmbedder } from "./local/local-embedder.ts";

export interface EmbedderOptions {
  /** The hosted models; null: the one on this machine. */
  readonly voyage: VoyageSettings | null;
  readonly log: Pick<Logger, "info" | "warn">;
}

export interface VoyageSettings {
  readonly apiKey: string;
  readonly model: string;
  /** Without a slash at the end; absent: Voyage's own. */
  readonly baseUrl?: string;
}

/** Costs nothing until the first text comes. */
export function createEmbedder({ log }: EmbedderOptions): Embedder {
  return new LocalEmbedder({ log });
}
