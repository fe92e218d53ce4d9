import type { Logger } from "pino";
import type { Config } from "./config.ts";
import type { Database } from "./database/database.ts";
import { createEmbedder } from "./embedding/create-embedder.ts";
import { createVectors } from "./knowledge/vectors/create-vectors.ts";
import type { VectorsMeter } from "./knowledge/vectors/report.ts";
import type { Vectors } from "./knowledge/vectors/vectors.ts";

/** How long a customer's question waits for its vector before it is searched by words: a hosted model is asked over the network. */
const LOCAL_QUESTION_MS = 400;
const HOSTED_QUESTION_MS = 1_500;

export interface VectorsDeps {
  readonly database: Database;
  readonly log: Logger;
  readonly meter: VectorsMeter;
  /** In place of the usual times: where nobody waits as a customer does. */
  readonly questionMs?: number;
}

/**
 * Vectors by the model that the settings name; null: by none. The local one stands by while a hosted one has not made its
 * own, or does not answer.
 */
export function openVectors({ embeddings }: Pick<Config, "embeddings">, deps: VectorsDeps): Vectors | null {
  if (embeddings === null) return null;
  const { log, questionMs } = deps;
  const local = createEmbedder({ voyage: null, log });
  const hosted = embeddings.provider === "voyage" ? createEmbedder({ voyage: embeddings, log }) : null;
  const times = [
    [local.model, questionMs ?? LOCAL_QUESTION_MS] as const,
    ...(hosted ? [[hosted.model, questionMs ?? HOSTED_QUESTION_MS] as const] : []),
  ];
  const embedders = hosted ? [hosted, local] : [local];
  return createVectors({ ...deps, embedders, questionMs: Object.fromEntries(times) });
}
