import { isOneSlip, slipCost } from "./slip.ts";

/** Shorter words have too many neighbours: "card", "cart" and "care" are no misspellings of each other. */
const MIN_LENGTH = 5;

/** A word that occurs, and where. */
interface Entry {
  readonly word: string;
  /** In how many chunks of all, and of those for customers. */
  all: number;
  open: number;
}

/** The words of the articles as they are written, for those who slip when they write them. */
export class Lexicon {
  readonly #entries = new Map<string, Entry>();
  /** By first letter and length: where a misspelt word's neighbours are. */
  readonly #shelves = new Map<string, Entry[]>();

  /** One more chunk has these words, or with `by` -1 one fewer. */
  count(words: Iterable<string>, isOpen: boolean, by: 1 | -1): void {
    for (const word of words) {
      const entry = this.#entries.get(word) ?? this.#enter(word);
      entry.all += by;
      if (isOpen) entry.open += by;
    }
  }

  has(word: string, openOnly: boolean): boolean {
    const entry = this.#entries.get(word);
    return entry !== undefined && countOf(entry, openOnly) > 0;
  }

  /**
   * The known word that a word one slip of the finger away was most likely meant to be, or null. The first letter has to be
   * right, as it nearly always is. Among several the likelier slip wins, then the more frequent word, then the alphabet.
   */
  correct(word: string, openOnly: boolean): string | null {
    if (word.length < MIN_LENGTH) return null;
    let best: { readonly entry: Entry; readonly cost: number } | null = null;
    for (const length of [word.length, word.length + 1, word.length - 1]) {
      for (const entry of this.#shelves.get(shelfKey(word, length)) ?? []) {
        if (countOf(entry, openOnly) <= 0 || !isOneSlip(word, entry.word)) continue;
        const found = { entry, cost: slipCost(word, entry.word) };
        if (best === null || isLikelier(found, best, openOnly)) best = found;
      }
    }
    return best?.entry.word ?? null;
  }

  #enter(word: string): Entry {
    const entry = { word, all: 0, open: 0 };
    this.#entries.set(word, entry);
    if (word.length >= MIN_LENGTH - 1) {
      const key = shelfKey(word, word.length);
      const shelf = this.#shelves.get(key);
      if (shelf === undefined) this.#shelves.set(key, [entry]);
      else shelf.push(entry);
    }
    return entry;
  }
}

const shelfKey = (word: string, length: number): string => `${word[0] ?? ""}${length}`;

const countOf = ({ all, open }: Entry, openOnly: boolean): number => (openOnly ? open : all);

type Found = { readonly entry: Entry; readonly cost: number };

function isLikelier(a: Found, b: Found, openOnly: boolean): boolean {
  if (a.cost !== b.cost) return a.cost < b.cost;
  const more = countOf(a.entry, openOnly) - countOf(b.entry, openOnly);
  return more !== 0 ? more > 0 : a.entry.word < b.entry.word;
}
