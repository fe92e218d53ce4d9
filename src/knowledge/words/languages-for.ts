import { guessLanguage } from "../../language/guess-language.ts";
import type { WordIndex } from "./word-index.ts";

/** What a question's words are read as. */
export interface Languages {
  /** Those of the articles; first the question's own, if it is one of them. */
  readonly languages: readonly string[];
  /** The question is in another language than all articles. */
  readonly foreign: boolean;
}

export function languagesFor(question: string, index: WordIndex, openOnly: boolean): Languages {
  const known = index.languages(openOnly);
  const own = guessLanguage(question);
  if (own === null) return { languages: known, foreign: false };
  if (!known.includes(own)) return { languages: known, foreign: true };
  return { languages: [own, ...known.filter((language) => language !== own)], foreign: false };
}
