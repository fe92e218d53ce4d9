import { hashOf } from "../../../src/knowledge/vectors/hash-of.ts";

/** As `want` takes them. */
export function byHash(texts: readonly string[]): ReadonlyMap<string, string> {
  return new Map(texts.map((text) => [hashOf(text), text]));
}

/** `count` texts that nobody else has. */
export function textsAbout(subject: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, i) => `${subject}, page ${i}`);
}
