import { termsOf } from "../words/words.ts";

/** Codes, numbers, abbreviations and products, as written: `rate_limited`, `ISO27001`, `10,000`, `SEPA`, `GitHub`. */
const TOKEN = /[\p{L}\p{N}]+(?:(?:[-_.]|(?<=\d),(?=\d{3}))[\p{L}\p{N}]+)*/gu;
const MOST = 20;
const MAX_LENGTH = 60;
/** More of a question is not read, as of its other words. UTF-16 units. */
const MAX_QUESTION_LENGTH = 8_000;
/** A line of more words, all in capitals, shouts. */
const MOST_NAMES = 3;

export interface ExactTerm {
  /** As it stands in the question. */
  readonly asked: string;
  readonly stem: string;
}

/**
 * The terms of a question that stand for nothing else than themselves, each once: whoever writes one wants what has it.
 * In a line that shouts, capitals say nothing.
 */
export function exactTerms(question: string, language = "en"): readonly ExactTerm[] {
  const found = new Map<string, ExactTerm>();
  for (const line of plain(question).split("\n")) {
    const shouts = isShouted(line);
    for (const [asked] of line.matchAll(TOKEN)) {
      if (found.size >= MOST) return [...found.values()];
      if (asked.length > MAX_LENGTH) continue;
      for (const stem of stemsOf(asked, shouts, language)) if (!found.has(stem)) found.set(stem, { asked, stem });
    }
  }
  return [...found.values()];
}

/** As the words of articles are read. */
function plain(question: string): string {
  return question
    .slice(0, MAX_QUESTION_LENGTH)
    .normalize("NFKC")
    .replace(/\p{Cf}/gu, "");
}

function isShouted(line: string): boolean {
  return line === line.toUpperCase() && (line.match(/\p{L}{2,}/gu)?.length ?? 0) > MOST_NAMES;
}

function stemsOf(token: string, shouts: boolean, language: string): readonly string[] {
  const isName = (!shouts && /^\p{Lu}{2,10}$/u.test(token)) || /\p{Ll}\p{Lu}/u.test(token);
  if (!isName && !/\d\D*\d|\d\D|\D\d|_/.test(token)) return [];
  // Of `rate_limited` the parts are words like others; of `ISO27001` the number is not.
  const exact = [...termsOf(token, language)].filter(({ word, joined }) => isName || joined || /\d\.?\d/.test(word));
  return exact.map(({ stem }) => stem);
}
