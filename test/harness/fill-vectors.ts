import { join } from "node:path";
import type { Database } from "../../src/database/database.ts";
import { createEmbedder } from "../../src/embedding/create-embedder.ts";
import { openKnowledge } from "../../src/knowledge/knowledge.ts";
import { createVectors } from "../../src/knowledge/vectors/create-vectors.ts";
import { NO_METER } from "../../src/meter.ts";
import { createRememberingEmbedder } from "./remembering-embedder.ts";
import { until } from "./until.ts";

const SAMPLE = join(import.meta.dirname, "../../knowledge");
const SILENT = { info() {}, warn() {} };
const PATIENCE_MS = 120_000;

/** Stores the vectors of the sample help centre, as the product makes them. */
export async function fillVectors(database: Database): Promise<void> {
  const embedder = createRememberingEmbedder(createEmbedder({ voyage: null, log: SILENT }));
  const vectors = createVectors({ database, embedders: [embedder], log: SILENT, meter: NO_METER });
  try {
    const knowledge = await openKnowledge({ dir: SAMPLE, log: SILENT, vectors });
    const { total } = vectors.progress;
    if (total === 0) throw new Error("the sample help centre has no texts");
    await until("the sample's vectors", () => vectors.progress.done === total, PATIENCE_MS);
    await knowledge.close();
  } finally {
    await vectors.close();
  }
}
