import { LANGUAGES_OF } from "./little-words.ts";
import { languageOfScript } from "./scripts.ts";

/** What is said by then tells the language. UTF-16 units. */
const MAX_LENGTH = 2_000;
/** A word that stands in one language alone, or as much of others. */
const SURE = 1;
/** How much more than the next best. */
const AHEAD = 1.3;
/** In a longer text so many of its words are little ones; fewer are names, or quoted. */
const LEAST_SHARE = 0.12;

/** Letters that one language has and its neighbours have not. */
const LETTERS: readonly (readonly [language: string, letters: RegExp])[] = [
  ["de", /ß/],
  ["es", /[ñ¿¡]/],
  ["pt", /[ãõ]/],
  ["pl", /[łąęśźż]/],
  ["cs", /[řěů]/],
  ["tr", /[ğış]/],
  ["hu", /[őű]/],
  ["ro", /[țșăţ]/],
  ["vi", /[ơưạảấầẩậắằẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]/],
];

/**
 * The language a text is written in, as the first part of a BCP 47 tag (`de`, `zh`); null when it does not tell: too short,
 * only names and figures, or two languages in one. For when nobody who understands it has said so.
 */
export function guessLanguage(text: string): string | null {
  const read = text.slice(0, MAX_LENGTH).normalize("NFC").toLowerCase();
  return languageOfScript(read) ?? languageOfWords(read);
}

function languageOfWords(text: string): string | null {
  // What stands in links and addresses is in no language.
  const plain = text.replaceAll(/\S*(?:@|:\/\/|www\.)\S*/g, " ").replaceAll(/[’‘`´]/g, "'");
  const words = plain.match(/\p{L}+(?:'\p{L}+)*/gu) ?? [];
  const scores = new Map<string, number>();
  const add = (language: string, much: number) => scores.set(language, (scores.get(language) ?? 0) + much);
  let known = 0;
  for (const word of words) {
    const languages = LANGUAGES_OF.get(word) ?? [];
    if (languages.length > 0) known += 1;
    for (const language of languages) add(language, 1 / languages.length);
  }
  for (const [language, letters] of LETTERS) if (letters.test(plain)) add(language, SURE);
  const [best, next] = [...scores].sort(([, a], [, b]) => b - a);
  if (!best || best[1] < SURE || best[1] < AHEAD * (next?.[1] ?? 0)) return null;
  return known / words.length < LEAST_SHARE ? null : best[0];
}
