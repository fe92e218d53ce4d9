/** Shorter words have too many neighbours: "card", "cart" and "care" are no misspellings of each other. */
const MIN_LENGTH = 5;

/**
 * A function that answers with the known word one slip of the finger away (a letter wrong, missing, too many, or two
 * swapped), or null. The first letter has to be right, as it nearly always is. Among several the first in `words` wins,
 * so put the frequent ones first.
 */
export function createNearestWord(words: Iterable<string>): (word: string) => string | null {
  const shelves = new Map<string, string[]>();
  for (const word of words) {
    if (word.length < MIN_LENGTH - 1) continue;
    const key = shelfKey(word, word.length);
    const shelf = shelves.get(key);
    if (shelf === undefined) shelves.set(key, [word]);
    else shelf.push(word);
  }
  return (word) => {
    if (word.length < MIN_LENGTH) return null;
    for (const length of [word.length, word.length + 1, word.length - 1]) {
      const found = shelves.get(shelfKey(word, length))?.find((known) => isOneSlip(word, known));
      if (found !== undefined) return found;
    }
    return null;
  };
}

const shelfKey = (word: string, length: number): string => `${word[0] ?? ""}${length}`;

/** Whether one insertion, deletion, substitution or swap of neighbours turns `a` into `b`. */
export function isOneSlip(a: string, b: string): boolean {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  if (a.length < b.length) return a.length + 1 === b.length && a.slice(at) === b.slice(at + 1);
  if (a.length > b.length) return a.length === b.length + 1 && a.slice(at + 1) === b.slice(at);
  if (at === a.length) return false;
  if (a.slice(at + 1) === b.slice(at + 1)) return true;
  return a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
}
