import { createHash } from "node:crypto";
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Embedder } from "../../src/embedding/embedder.ts";
import { hashOf } from "../../src/knowledge/vectors/hash-of.ts";

const ROOT = join(import.meta.dirname, "../..");
const FOLDER = join(ROOT, "node_modules/.cache/switchboard");
const HASH_BYTES = 32;

/**
 * An embedder whose vectors are kept in a file from one run of the tests to the next, as long as neither its code nor a
 * package changes. `npm ci` forgets them.
 */
export function createRememberingEmbedder(embedder: Embedder): Embedder {
  const name = `vectors-${fingerprint()}`;
  const file = join(FOLDER, name);
  const known = readKnown(file, embedder.dimension);
  sweep(name);
  return {
    model: embedder.model,
    dimension: embedder.dimension,
    batch: embedder.batch,
    async passages(texts, signal) {
      const unknown = texts.filter((text) => !known.has(hashOf(text)));
      const made = unknown.length > 0 ? await embedder.passages(unknown, signal) : [];
      for (const [i, text] of unknown.entries()) known.set(hashOf(text), made[i] ?? new Float32Array());
      remember(file, unknown, known);
      return texts.map((text) => known.get(hashOf(text)) ?? new Float32Array());
    },
    question: (text, signal) => embedder.question(text, signal),
    close: () => embedder.close(),
  };
}

/** Of everything that the numbers come from. */
function fingerprint(): string {
  const room = join(ROOT, "src/embedding");
  const sources = readdirSync(room, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
  const hash = createHash("sha256").update(readFileSync(join(ROOT, "package-lock.json")));
  for (const name of sources.toSorted()) hash.update(name).update(readFileSync(join(room, name)));
  return hash.digest("hex").slice(0, 16);
}

/** What earlier code has made. */
function sweep(name: string): void {
  mkdirSync(FOLDER, { recursive: true });
  for (const other of readdirSync(FOLDER)) {
    if (other.startsWith("vectors-") && other !== name) rmSync(join(FOLDER, other), { force: true });
  }
}

/** Records of a hash and its numbers. A last one that was cut off is left out. */
function readKnown(file: string, dimension: number): Map<string, Float32Array> {
  const bytes = existsSync(file) ? readFileSync(file) : Buffer.alloc(0);
  const size = HASH_BYTES + 4 * dimension;
  const known = new Map<string, Float32Array>();
  for (let at = 0; at + size <= bytes.length; at += size) {
    const hash = bytes.subarray(at, at + HASH_BYTES).toString("hex");
    known.set(hash, new Float32Array(Uint8Array.from(bytes.subarray(at + HASH_BYTES, at + size)).buffer));
  }
  return known;
}

/** In one write: another run may be writing to it, too. */
function remember(file: string, texts: readonly string[], known: ReadonlyMap<string, Float32Array>): void {
  if (texts.length === 0) return;
  const records = texts.flatMap((text) => {
    const { buffer, byteOffset, byteLength } = known.get(hashOf(text)) ?? new Float32Array();
    return [Buffer.from(hashOf(text), "hex"), Buffer.from(buffer, byteOffset, byteLength)];
  });
  appendFileSync(file, Buffer.concat(records));
}
