import { synonymsOf } from "./synonyms.ts";
import type { WordIndex } from "./word-index.ts";
import { termsOf } from "./words.ts";

/** More of a query is not read: what matters is said by then, and time stays bounded whatever is pasted. UTF-16 units. */
const MAX_QUERY_LENGTH = 8_000;
const MAX_QUERY_TERMS = 100;

/** "Right now" is no right. */
const HURRY = /\bright (?:now|away)\b/gi;

/** Say that something is amiss, or how much is asked, and not about what: half as telling as they are rare. */
const VAGUE: ReadonlySet<string> = new Set(
  [
    ...termsOf(
      "missing wrong broken fail problem issue trouble strange weird, how long, how soon, how fast, how often, how much, how many",
    ),
  ].map(({ stem }) => stem),
);

/** A corrected word is a guess. */
const CORRECTED_SURENESS = 0.8;

/** Another word for it may mean something else here. */
const SYNONYM_SURENESS = 0.7;

/** One word of a query, and all that it may stand as in the articles. */
export interface QueryTerm {
  /** How telling it is: the IDF of its surest way, or of an unknown word. */
  readonly weight: number;
  /** Stems that some chunk has, surest first; `sureness` is 0 to 1. Empty when no chunk has any. */
  readonly ways: readonly { readonly stem: string; readonly sureness: number }[];
}

/** The terms of a query in order, each once. */
export function queryTerms(index: WordIndex, query: string): readonly QueryTerm[] {
  const terms = new Map<string, QueryTerm>();
  for (const { word, stem, joined } of termsOf(query.slice(0, MAX_QUERY_LENGTH).replace(HURRY, " "))) {
    if (terms.size >= MAX_QUERY_TERMS) break;
    if (terms.has(stem) || (joined && !index.postings.has(stem))) continue;
    const known = index.postings.has(stem);
    const meant = known ? stem : index.correct(word);
    const sureness = known ? 1 : CORRECTED_SURENESS;
    const others = [...synonymsOf(stem)].filter((other) => index.postings.has(other));
    // What is spelled right but written nowhere is no slip of the finger.
    const guess = meant === null || (!known && others.length > 0) ? [] : [{ stem: meant, sureness }];
    const ways = [...guess, ...others.map((other) => ({ stem: other, sureness: SYNONYM_SURENESS }))];
    const key = guess[0]?.stem ?? stem;
    if (!terms.has(key)) terms.set(key, { weight: weightOf(index, stem, ways[0]?.stem), ways });
  }
  return [...terms.values()];
}

function weightOf(index: WordIndex, asked: string, stem: string | undefined): number {
  const idf = (stem === undefined ? undefined : index.postings.get(stem)?.idf) ?? index.unknownIdf;
  return VAGUE.has(asked) ? idf / 2 : idf;
}
