import { type Term, termsOf } from "../words/words.ts";

/** Codes, numbers and abbreviations, as written: `rate_limited`, `ISO27001`, `AADSTS50105`, `429`, `SEPA`. */
const TOKEN = /[\p{L}\p{N}]+(?:[-_.][\p{L}\p{N}]+)*/gu;
const MOST = 20;
const MAX_LENGTH = 60;

/**
 * The terms of a question that stand for nothing else than themselves, each once: whoever writes one wants what has it.
 * In a question that shouts, capitals say nothing.
 */
export function exactTerms(question: string, language = "en"): readonly Term[] {
  const shouts = question === question.toUpperCase();
  const found = new Map<string, Term>();
  for (const [token] of question.matchAll(TOKEN)) {
    const isName = !shouts && /^\p{Lu}{2,10}$/u.test(token);
    if (token.length > MAX_LENGTH || !(isName || /\d\D*\d|\d\D|\D\d|_/.test(token))) continue;
    for (const term of termsOf(token, language)) {
      // Of `rate_limited` the parts are words like others; of `ISO27001` the number is not.
      if (isName || term.joined || /\d{2}/.test(term.word)) found.set(term.stem, term);
    }
    if (found.size >= MOST) break;
  }
  return [...found.values()];
}
