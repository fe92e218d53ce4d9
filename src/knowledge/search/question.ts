import { type Languages, languagesFor } from "../words/languages-for.ts";
import { stemOf } from "../words/stems.ts";
import { isStopWord } from "../words/stop-words.ts";
import type { WordIndex } from "../words/word-index.ts";
import { termsOf } from "../words/words.ts";

/** "And for the Pro one?" means nothing without what was asked before. */
const SHORT_WORDS = 10;
/** So many of the customer's earlier messages are what a short one may go on from. */
const MOST_BEFORE = 2;
/** Of each of those, half of these words at its beginning and half at its end: a letter would crowd out what is asked now. */
const WORDS_BEFORE = 40;
/** A model cuts off what is longer. */
const WINDOW_WORDS = 150;
/** What is asked stands at the beginning or at the end of a letter, and rarely beyond. */
const MOST_WINDOWS = 4;
/** UTF-16 units: more of a question is not read. */
const MAX_LENGTH = 8_000;
/** Looking for what was meant takes time; in a text of noise every word is unknown. */
const MOST_MENDED = 60;

/** A question as it is searched for. */
export interface Question {
  /** For the words: first what was asked, then what a short question goes on from. */
  readonly text: string;
  /** For a model: the same in the order it was written, slips mended, in pieces that it takes. Never empty. */
  readonly pieces: readonly string[];
  /** Whether it is more than what was asked. */
  readonly goesOn: boolean;
}

/** @param before what the customer wrote before, oldest first */
export function questionOf(asked: string, before: readonly string[], index: WordIndex, openOnly: boolean): Question {
  const own = legible(asked);
  const isShort = own.trim().split(/\s+/).length <= SHORT_WORDS;
  const context = isShort ? before.slice(-MOST_BEFORE).map((text) => inShort(legible(text))) : [];
  const text = [own, ...context].join("\n");
  const written = [...context, own].join("\n");
  const pieces = windowsOf(mendSlips(written, languagesFor(text, index, openOnly), index, openOnly));
  return { text, pieces, goesOn: context.length > 0 };
}

/** The beginning, without halves of characters, and each letter one with its accents. */
function legible(text: string): string {
  return text.slice(0, MAX_LENGTH).toWellFormed().normalize("NFC");
}

function inShort(text: string): string {
  const words = text.trim().split(/\s+/);
  if (words.length <= WORDS_BEFORE) return text;
  const half = WORDS_BEFORE / 2;
  return [...words.slice(0, half), ...words.slice(-half)].join(" ");
}

/** Models know words, not slips: a misspelt word is to them another one. */
function mendSlips(text: string, { languages, foreign }: Languages, index: WordIndex, openOnly: boolean): string {
  // In a language that no article is in, nothing is misspelt.
  if (foreign) return text;
  let mended = 0;
  return text.replace(/\p{L}{5,40}/gu, (word) => {
    // A capital begins a name, which is spelled as its owner likes; shouting is no name.
    if (mended >= MOST_MENDED || (/^\p{Lu}/u.test(word) && word !== word.toUpperCase())) return word;
    const typed = word.toLowerCase();
    if (index.knows(typed, openOnly) || isStopWord(typed, "en")) return word;
    const [term] = termsOf(typed, languages[0]);
    if (term === undefined || isForm(term.word, languages, index, openOnly)) return word;
    mended += 1;
    return index.correct(typed, openOnly) ?? word;
  });
}

/** Whether some chunk has the word in another form. */
function isForm(word: string, languages: readonly string[], index: WordIndex, openOnly: boolean): boolean {
  return languages.some((language) => index.has(stemOf(word, language), openOnly));
}

function windowsOf(text: string): readonly string[] {
  const words = text.split(/\s+/);
  if (words.length <= WINDOW_WORDS) return [text];
  const windows: string[] = [];
  for (let from = 0; from < words.length; from += WINDOW_WORDS) {
    windows.push(words.slice(from, from + WINDOW_WORDS).join(" "));
  }
  if (windows.length <= MOST_WINDOWS) return windows;
  const half = MOST_WINDOWS / 2;
  return [...windows.slice(0, half), ...windows.slice(-half)];
}
