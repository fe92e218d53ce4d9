import { createHash } from "node:crypto";
import { toUnit } from "../../../src/embedding/to-unit.ts";
import type { Vectors } from "../../../src/knowledge/vectors/vectors.ts";

const MODEL = "ready";
const DIMENSION = 384;
/** So that texts have neighbours, as those of a real model do. */
const DIRECTIONS = 256;
const MIXED = 4;

export interface ReadyVectors extends Vectors {
  /** Makes what is wanted; until then there are none. */
  make(): void;
}

/**
 * Vectors of as many numbers as the local model's, that cost nothing while it is measured: what is measured with them is the
 * search, and not the model. The same text has the same one.
 */
export function createReadyVectors(): ReadyVectors {
  const directions = Array.from({ length: DIRECTIONS }, (_, at) => directionOf(at));
  let wanted: ReadonlyMap<string, string> = new Map();
  let made = new Map<string, Float32Array>();
  const mix = (hash: Buffer): Float32Array => {
    const numbers = new Float32Array(DIMENSION);
    for (let n = 0; n < MIXED; n += 1) {
      const direction = directions[hash[n] ?? 0];
      for (let i = 0; i < DIMENSION; i += 1) numbers[i] = (numbers[i] ?? 0) + (direction?.[i] ?? 0);
    }
    return toUnit(numbers) ?? numbers;
  };
  const ofText = (text: string): Float32Array => mix(createHash("sha256").update(text).digest());
  return {
    get progress() {
      return { model: MODEL, dimension: DIMENSION, serving: MODEL, done: made.size, total: made.size, error: null };
    },
    want(texts) {
      wanted = texts;
    },
    make() {
      const hashes = [...wanted.keys()];
      made = new Map(hashes.map((hash) => [hash, made.get(hash) ?? mix(Buffer.from(hash, "hex"))]));
    },
    compare: async (question) => ({ model: MODEL, question: ofText(question), vectorOf: (hash) => made.get(hash) }),
    of: async (texts) => texts.map(ofText),
    close: async () => {},
  };
}

function directionOf(at: number): Float32Array {
  const bytes = createHash("shake256", { outputLength: DIMENSION }).update(String(at)).digest();
  return Float32Array.from(bytes, (byte) => byte - 127.5);
}
