import { isStopWord } from "../words/stop-words.ts";
import type { WordIndex } from "../words/word-index.ts";
import { termsOf } from "../words/words.ts";

/** "And for the Pro one?" means nothing without what was asked before. */
const SHORT_WORDS = 10;
/** So many of the customer's earlier messages are what a short one may go on from. */
const MOST_BEFORE = 2;
/** A model cuts off what is longer. */
const WINDOW_WORDS = 150;
/** What is asked stands at the beginning or at the end of a letter, and rarely beyond. */
const MOST_WINDOWS = 4;
/** UTF-16 units: more of a question is not read. */
const MAX_LENGTH = 8_000;

/** A question as it is searched for. */
export interface Question {
  /** With what a short one goes on from, for the words. */
  readonly text: string;
  /** The same for a model: slips mended, in pieces that it takes. Never empty. */
  readonly pieces: readonly string[];
}

/** @param before what the customer wrote before, oldest first */
export function questionOf(asked: string, before: readonly string[], index: WordIndex, openOnly: boolean): Question {
  const own = asked.slice(0, MAX_LENGTH);
  const isShort = own.split(/\s+/).length <= SHORT_WORDS;
  const context = isShort ? before.slice(-MOST_BEFORE).map((text) => text.slice(0, MAX_LENGTH)) : [];
  const text = [...context, own].join("\n");
  return { text, pieces: windowsOf(mendSlips(text, index, openOnly)) };
}

/** Models know words, not slips: a misspelt word is to them another one. */
function mendSlips(text: string, index: WordIndex, openOnly: boolean): string {
  let mended = 0;
  return text.replace(/\p{L}{5,40}/gu, (word) => {
    // A capital begins a name, which is spelled as its owner likes; shouting is no name.
    if (mended >= MOST_MENDED || (/^\p{Lu}/u.test(word) && word !== word.toUpperCase())) return word;
    const typed = word.toLowerCase();
    if (index.knows(typed, openOnly) || isStopWord(typed, "en")) return word;
    const [term] = termsOf(typed, index.languages[0]);
    if (term === undefined || index.has(term.stem, openOnly)) return word;
    mended += 1;
    return index.correct(typed, openOnly)?.word ?? word;
  });
}

/** Looking for what was meant takes time; a text in another language is unknown word for word. */
const MOST_MENDED = 60;

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
