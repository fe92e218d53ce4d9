import { type Term, termsOfToken, tokensOf } from "./words.ts";

/** A language has fewer words in use; what is more are codes and numbers, or somebody's noise. */
const MOST_KNOWN = 50_000;

const NO_FOLDS: ReadonlyMap<string, string> = new Map();

const byLanguage = new Map<string, Map<string, readonly Term[]>>();
let count = 0;

/**
 * The terms of each word of an article's text in order, `written` aside as `termsOf` has them. Articles use the same words
 * again and again: what each comes to is worked out once, and all of them share it in memory.
 */
export function termsOfWords(text: string, language: string): readonly (readonly Term[])[] {
  return tokensOf(text, language, new Map()).map((token) => termsOfWord(token, language));
}

function termsOfWord(token: string, language: string): readonly Term[] {
  const known = byLanguage.get(language)?.get(token);
  if (known !== undefined) return known;
  if (count >= MOST_KNOWN) forget();
  const terms = [...termsOfToken(token, language, NO_FOLDS)];
  const words = byLanguage.get(language) ?? new Map<string, readonly Term[]>();
  byLanguage.set(language, words.set(token, terms));
  count += 1;
  return terms;
}

function forget(): void {
  byLanguage.clear();
  count = 0;
}
