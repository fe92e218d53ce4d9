import type { Logger } from "pino";
import type { Embedder } from "./embedder.ts";
import { LocalEmbedder } from "./local/local-embedder.ts";
import { VoyageEmbedder } from "./voyage/voyage-embedder.ts";

export interface EmbedderOptions {
  /** The hosted models; null: the one on this machine. */
  readonly voyage: HostedModel | null;
  readonly log: Pick<Logger, "info" | "warn">;
}

export interface HostedModel {
  readonly apiKey: string;
  readonly model: string;
  /** Without a slash at the end; absent: Voyage's own. */
  readonly baseUrl?: string;
}

const VOYAGE_URL = "https://api.voyageai.com/v1";

/** Costs nothing until the first text comes. */
export function createEmbedder({ voyage, log }: EmbedderOptions): Embedder {
  if (voyage === null) return new LocalEmbedder({ log });
  return new VoyageEmbedder({ baseUrl: VOYAGE_URL, ...voyage });
}
