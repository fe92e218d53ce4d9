/** Every run of `length` words, each once, as a number. Two different runs have the same number once in millions. */
export function shinglesOf(words: readonly string[], length: number): ReadonlySet<number> {
  const shingles = new Set<number>();
  const numbers = words.map(numberOf);
  for (let at = 0; at + length <= numbers.length; at += 1) {
    let run = 0;
    for (let next = at; next < at + length; next += 1) run = (run * MULTIPLIER + (numbers[next] ?? 0)) % MODULUS;
    shingles.add(run);
  }
  return shingles;
}

/** Prime, and small enough that `run * MULTIPLIER` stays an exact number. */
const MODULUS = 4_398_046_511_093;
const MULTIPLIER = 2_039;

/** FNV-1a. */
function numberOf(word: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < word.length; at += 1) hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}
