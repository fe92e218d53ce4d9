import type { Logger } from "pino";
import type { Config } from "./config.ts";
import type { Database } from "./database/database.ts";
import { createEmbedder, type HostedModel } from "./embedding/create-embedder.ts";
import type { Embedder } from "./embedding/embedder.ts";
import { createVectors } from "./knowledge/vectors/create-vectors.ts";
import { NO_VECTORS } from "./knowledge/vectors/no-vectors.ts";
import type { VectorsMeter } from "./knowledge/vectors/report.ts";
import { countVectors } from "./knowledge/vectors/vector-table.ts";
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
 * Vectors by the model that the settings name, or none. The local one stands by while a hosted one has not made its
 * own, or does not answer, and so does the hosted one that was named before.
 */
export async function openVectors({ embeddings }: Pick<Config, "embeddings">, deps: VectorsDeps): Promise<Vectors> {
  if (embeddings === null) return NO_VECTORS;
  const { database, log, questionMs } = deps;
  const local = createEmbedder({ voyage: null, log });
  const hosted = embeddings.provider === "voyage" ? [embeddings, ...(await formerOf(embeddings, local, database))] : [];
  const remote = hosted.map((voyage) => createEmbedder({ voyage, log }));
  const times = [
    [local.model, questionMs ?? LOCAL_QUESTION_MS] as const,
    ...remote.map(({ model }) => [model, questionMs ?? HOSTED_QUESTION_MS] as const),
  ];
  return createVectors({ ...deps, embedders: [...remote, local], questionMs: Object.fromEntries(times) });
}

/** The hosted model that there are more vectors of than of the one to use; by the same key at the same place. */
async function formerOf(
  settings: HostedModel,
  local: Pick<Embedder, "model">,
  database: Pick<Database, "pool">,
): Promise<readonly HostedModel[]> {
  const stored = await countVectors(database);
  const own = stored.find(({ model }) => model === settings.model)?.count ?? 0;
  const former = stored.find(({ model, count }) => model !== local.model && count > own);
  return former ? [{ ...settings, model: former.model }] : [];
}
