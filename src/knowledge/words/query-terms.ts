import { languagesFor } from "./languages-for.ts";
import { stemOf } from "./stems.ts";
import { synonymsOf } from "./synonyms.ts";
import type { WordIndex } from "./word-index.ts";
import { type Term, termsOf } from "./words.ts";

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
  /** As it was asked, but for capitals. */
  readonly asked: string;
  /** How telling it is: the IDF of its surest way, or of an unknown word. */
  readonly weight: number;
  /** Stems that some chunk has, surest first; `sureness` is 0 to 1. Empty when no chunk has any. */
  readonly ways: readonly Way[];
}

export interface Way {
  readonly stem: string;
  readonly sureness: number;
}

/** The terms of a query in order, each once. */
export function queryTerms(index: WordIndex, query: string, openOnly: boolean): readonly QueryTerm[] {
  const { languages } = languagesFor(query, index, openOnly);
  const terms = new Map<string, QueryTerm>();
  for (const term of termsOf(query.slice(0, MAX_QUERY_LENGTH).replace(HURRY, " "), languages[0])) {
    if (terms.size >= MAX_QUERY_TERMS) break;
    if (terms.has(term.stem) || (term.joined && !index.has(term.stem, openOnly))) continue;
    const ways = waysOf(term, languages, index, openOnly);
    const key = ways[0]?.stem ?? term.stem;
    if (!terms.has(key)) terms.set(key, { asked: term.written, weight: weightOf(term, key, index, openOnly), ways });
  }
  return [...terms.values()];
}

function weightOf({ stem }: Term, key: string, index: WordIndex, openOnly: boolean): number {
  const idf = index.idf(key, openOnly);
  return VAGUE.has(stem) ? idf / 2 : idf;
}

function waysOf({ word, stem }: Term, languages: readonly string[], index: WordIndex, openOnly: boolean): Way[] {
  const stems = new Set([stem, ...languages.slice(1).map((language) => stemOf(word, language))]);
  const known = [...stems].filter((one) => index.has(one, openOnly)).map((one) => ({ stem: one, sureness: 1 }));
  const others = [...synonymsOf(stem)].filter((other) => index.has(other, openOnly));
  const synonyms = others.map((other) => ({ stem: other, sureness: SYNONYM_SURENESS }));
  // What is spelled right but written nowhere is no slip of the finger.
  if (known.length > 0 || synonyms.length > 0) return [...known, ...synonyms];
  const meant = index.correct(word, openOnly);
  if (meant === null) return [];
  const corrected = new Set(languages.map((language) => stemOf(meant, language)));
  return [...corrected]
    .filter((one) => index.has(one, openOnly))
    .map((one) => ({ stem: one, sureness: CORRECTED_SURENESS }));
}
