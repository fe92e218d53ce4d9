import type { Database } from "../../database/database.ts";

type Table = Pick<Database, "pool">;

/** What vectors of a model are like: rows that are not, are none. */
export interface Kind {
  readonly model: string;
  readonly dimension: number;
}

export interface StoredVector {
  readonly model: string;
  readonly hash: string;
  readonly vector: Float32Array;
}

/** How many texts are looked up in one statement: 1.5 MB of vectors of 384 numbers. */
export const READ_AT_ONCE = 1_000;

/**
 * The vectors of one model that are there of up to `READ_AT_ONCE` texts. By the driver itself: Prisma would make lists of numbers of
 * the bytes, eight times as large.
 */
export async function readVectors(
  hashes: readonly string[],
  { model, dimension }: Kind,
  { pool }: Table,
): Promise<readonly StoredVector[]> {
  const { rows } = await pool.query<{ hash: Buffer; vector: Buffer }>(
    `SELECT hash, vector FROM "Embedding"
      WHERE model = $1 AND dimension = $2 AND hash = ANY($3) AND octet_length(vector) = 4 * dimension`,
    [model, dimension, hashes.map(toBytes)],
  );
  return rows.map(({ hash, vector }) => ({ model, hash: hash.toString("hex"), vector: toVector(vector) }));
}

/** How many vectors there are of which model, the most first. */
export async function countVectors({ pool }: Table): Promise<readonly { model: string; count: number }[]> {
  const { rows } = await pool.query<{ model: string; count: number }>(
    `SELECT model, count(*)::int AS count FROM "Embedding" GROUP BY model ORDER BY count DESC, model`,
  );
  return rows;
}

/** Stores vectors of one model. Those that another process has stored stay, unless they are of another dimension. */
export async function storeVectors(
  { model, dimension }: Kind,
  vectors: readonly Pick<StoredVector, "hash" | "vector">[],
  { pool }: Table,
): Promise<void> {
  // In one order in every process: in two, two of them could wait for each other.
  const sorted = vectors.toSorted((a, b) => (a.hash < b.hash ? -1 : 1));
  await pool.query(
    `INSERT INTO "Embedding" AS e (model, hash, dimension, vector)
      SELECT $1, hash, $2, vector FROM unnest($3::bytea[], $4::bytea[]) AS made(hash, vector)
      ON CONFLICT (model, hash) DO UPDATE
        SET dimension = excluded.dimension, vector = excluded.vector, "usedAt" = excluded."usedAt"
        WHERE e.dimension <> excluded.dimension OR octet_length(e.vector) <> octet_length(excluded.vector)`,
    [model, dimension, sorted.map(({ hash }) => toBytes(hash)), sorted.map(({ vector }) => fromVector(vector))],
  );
}

/** Notes that vectors are wanted today. Rows that another process holds are being noted, or forgotten, by that one. */
export async function touchVectors(
  hashes: readonly string[],
  models: readonly string[],
  { pool }: Table,
): Promise<void> {
  await pool.query(
    `UPDATE "Embedding" SET "usedAt" = now() WHERE (model, hash) IN (
      SELECT model, hash FROM "Embedding"
      WHERE model = ANY($1) AND hash = ANY($2) AND "usedAt" < now() - interval '1 day' FOR UPDATE SKIP LOCKED)`,
    [models, hashes.map(toBytes)],
  );
}

function toBytes(hash: string): Buffer {
  return Buffer.from(hash, "hex");
}

/** A copy: the driver's bytes lie anywhere in a larger buffer, and floats only at multiples of four. */
function toVector(bytes: Buffer): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const vector = new Float32Array(bytes.byteLength / 4);
  for (let i = 0; i < vector.length; i++) vector[i] = view.getFloat32(4 * i, true);
  return vector;
}

function fromVector(vector: Float32Array): Buffer {
  const bytes = Buffer.alloc(4 * vector.length);
  for (const [i, number] of vector.entries()) bytes.writeFloatLE(number, 4 * i);
  return bytes;
}
