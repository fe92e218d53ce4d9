import { termsOf } from "../words/words.ts";

/** The telling words of a text as a direction of length 1: of two texts, the sum of products says how alike they are, 0 to 1. */
export type Weights = ReadonlyMap<string, number>;

/** Weighs the words of each text by how rare they are among all of these. `pause` is awaited after each step. */
export async function weighWords(texts: readonly string[], pause: () => Promise<void>): Promise<readonly Weights[]> {
  const sets: ReadonlySet<string>[] = [];
  const holders = new Map<string, number>();
  for (const text of texts) {
    const stems = stemsOf(text);
    for (const stem of stems) holders.set(stem, (holders.get(stem) ?? 0) + 1);
    sets.push(stems);
    await pause();
  }
  const rarity = (stem: string): number => Math.log(1 + texts.length / (holders.get(stem) ?? 1));
  const weights: Weights[] = [];
  for (const stems of sets) {
    const length = Math.hypot(...[...stems].map(rarity));
    weights.push(new Map([...stems].map((stem) => [stem, rarity(stem) / length])));
    await pause();
  }
  return weights;
}

/** A text without a telling word is alike only to itself. */
function stemsOf(text: string): ReadonlySet<string> {
  const stems = [...termsOf(text)].flatMap(({ stem, joined }) => (joined ? [] : [stem]));
  return new Set(stems.length > 0 ? stems : [text.trim().toLowerCase()]);
}
