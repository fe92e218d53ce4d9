import type { Database } from "../../database/database.ts";
import type { Embedder } from "../../embedding/embedder.ts";
import { toFailure } from "./after-failure.ts";
import { hashOf } from "./hash-of.ts";
import type { VectorsMeter } from "./report.ts";
import { unlessAborted } from "./unless-aborted.ts";
import { READ_AT_ONCE, readVectors, storeVectors, touchVectors } from "./vector-table.ts";

/** How long is made what is missing. */
const MAKING_MS = 3_000;

export interface VectorsOfDeps {
  readonly database: Pick<Database, "pool">;
  readonly embedder: Embedder;
  readonly meter: Pick<VectorsMeter, "embeddingFailed">;
  /** Aborted when no more are made. */
  readonly closing: AbortSignal;
}

/**
 * The vectors of texts that are compared with each other, in their order: those that the table has, and what can be made of the
 * others within 3 s, which is stored, so that the next call has more. Null: none so far. Never rejects.
 */
export async function vectorsOf(
  texts: readonly string[],
  deps: VectorsOfDeps,
): Promise<readonly (Float32Array | null)[]> {
  const wanted = new Map(texts.map((text) => [hashOf(text), text]));
  const known = new Map<string, Float32Array>();
  try {
    await read([...wanted.keys()], known, deps);
    const missing = [...wanted].filter(([hash]) => !known.has(hash));
    await make(missing, known, deps);
  } catch (error) {
    // Without a database, a model or the time for it: what is there has to do.
    if (!deps.closing.aborted) deps.meter.embeddingFailed(deps.embedder.model, codeOf(error));
  }
  return texts.map((text) => known.get(hashOf(text)) ?? null);
}

async function read(hashes: readonly string[], known: Map<string, Float32Array>, deps: VectorsOfDeps): Promise<void> {
  const { database, embedder } = deps;
  for (let from = 0; from < hashes.length; from += READ_AT_ONCE) {
    const some = hashes.slice(from, from + READ_AT_ONCE);
    for (const { hash, vector } of await readVectors(some, embedder, database)) known.set(hash, vector);
    // Else they would be taken for those of texts that are no more.
    await touchVectors(some, [embedder.model], database);
  }
}

async function make(
  missing: readonly (readonly [hash: string, text: string])[],
  known: Map<string, Float32Array>,
  { database, embedder, closing }: VectorsOfDeps,
): Promise<void> {
  const signal = AbortSignal.any([closing, AbortSignal.timeout(MAKING_MS)]);
  for (let from = 0; from < missing.length && !signal.aborted; from += embedder.batch) {
    const batch = missing.slice(from, from + embedder.batch);
    const texts = batch.map(([, text]) => text);
    const vectors = await unlessAborted(embedder.passages(texts, signal), signal);
    const made = batch.flatMap(([hash], at) => {
      const vector = vectors[at];
      return vector?.length === embedder.dimension ? [{ hash, vector }] : [];
    });
    await storeVectors(embedder, made, database);
    for (const { hash, vector } of made) known.set(hash, vector);
  }
}

function codeOf(error: unknown): string {
  return error instanceof DOMException && error.name === "TimeoutError" ? "timeout" : toFailure(error).code;
}
