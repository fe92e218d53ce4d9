import { createHash } from "node:crypto";

/**
 * A vector that a text determines: near that of another by the words that both have. Not of length 1, for who uses such
 * vectors must not count on it.
 */
export function vectorOf(text: string, dimension: number): number[] {
  const vector: number[] = Array.from({ length: dimension }, () => 0);
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [text];
  for (const word of words) {
    const hash = createHash("sha256").update(word).digest();
    // Eight places of a hundred and more: different words seldom meet.
    for (let at = 0; at < 32; at += 4) {
      const place = hash.readUInt16LE(at) % dimension;
      vector[place] = (vector[place] ?? 0) + (hash.readUInt8(at + 2) % 2 === 0 ? 1 : -1);
    }
  }
  if (!vector.some((number) => number !== 0)) vector[0] = 1;
  return vector;
}
