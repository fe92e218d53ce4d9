import { termsOf } from "../words/words.ts";

/** The telling words of a text as a direction of length 1: of two texts, the sum of products says how alike they are, 0 to 1. */
export type Weights = ReadonlyMap<string, number>;

/** Weighs the words of each text by how rare they are among all of these. */
export function weighWords(texts: readonly string[]): readonly Weights[] {
  const sets = texts.map(stemsOf);
  const holders = new Map<string, number>();
  for (const stem of sets.flatMap((stems) => [...stems])) holders.set(stem, (holders.get(stem) ?? 0) + 1);
  const rarity = (stem: string): number => Math.log(1 + texts.length / (holders.get(stem) ?? 1));
  return sets.map((stems) => {
    const length = Math.hypot(...[...stems].map(rarity));
    return new Map([...stems].map((stem) => [stem, rarity(stem) / length]));
  });
}

/** A text without a telling word is alike only to itself. */
function stemsOf(text: string): ReadonlySet<string> {
  const stems = [...termsOf(text)].flatMap(({ stem, joined }) => (joined ? [] : [stem]));
  return new Set(stems.length > 0 ? stems : [text.trim().toLowerCase()]);
}
