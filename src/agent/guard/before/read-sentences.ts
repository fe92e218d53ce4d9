import { mendWords } from "./mend-words.ts";

/** A sentence of a customer, in the form in which rules look at it. */
export interface Sentence {
  /** Lowercased, without accents and invisible characters; quotes, dashes and spaces are the plain ones. */
  readonly text: string;
  /** The same as words with one space between: no punctuation, `dont` for `don't`, slang and typos mended. */
  readonly words: string;
  readonly isQuestion: boolean;
}

/** Longer ones are lists or noise; in pieces of this length, UTF-16 units, every rule stays fast. */
const LONGEST_SENTENCE = 600;

/** Files that came along are named in the text; whoever names a file says nothing with it. */
const ATTACHED = /^\[attached file: .*\]$/gm;

/** The letters that Unicode does not take apart. */
const LETTERS: Readonly<Record<string, string>> = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ı: "i" };

/** @param text of one message, as it was written. */
export function readSentences(text: string): readonly Sentence[] {
  return splitSentences(fold(text.replaceAll(ATTACHED, ""))).map((sentence) => ({
    text: sentence,
    words: wordsOf(sentence),
    isQuestion: sentence.endsWith("?"),
  }));
}

/** As `Sentence.words` of any text. */
export function wordsOf(folded: string): string {
  return mendWords(
    folded
      // English runs these together when typed in a hurry; elsewhere an apostrophe parts two words.
      .replaceAll(/'(?=(?:t|s|ll|re|ve|m|d)(?!\p{L}))/gu, "")
      .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
      .trim(),
  );
}

export function fold(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .normalize("NFD")
    .replaceAll(/[\p{Mn}\p{Cf}]/gu, "")
    .replaceAll(/[ßæœøłđı]/g, (letter) => LETTERS[letter] ?? letter)
    .replaceAll(/[’‘‛`´ʼ′]/g, "'")
    .replaceAll(/[“”„«»]/g, '"')
    .replaceAll(/[‐‑‒–—−]/g, "-")
    .replaceAll(/\r\n?/g, "\n")
    .replaceAll(/[^\S\n]+/g, " ");
}

/** At their ends, at empty lines, and at the ends of lines that were not broken for being long. */
function splitSentences(folded: string): string[] {
  const joined = folded.replaceAll(/([^\n]{50}) ?\n(?! ?(?:\n|[-*•]|\d+[.)]))/g, "$1 ");
  return joined
    .split(/\n+|(?<=[.!?…。？！])(?<!\b(?:mr|mrs|ms|dr|no|st|vs|e\.g|i\.e|approx|fr)\.)(?= |"|$)/u)
    .flatMap((sentence) => pieces(sentence.trim()))
    .filter((sentence) => /[\p{L}\p{N}]/u.test(sentence));
}

function pieces(sentence: string): string[] {
  const found: string[] = [];
  let rest = sentence;
  while (rest.length > LONGEST_SENTENCE) {
    const end = endOfPiece(rest.slice(0, LONGEST_SENTENCE));
    found.push(rest.slice(0, end));
    rest = rest.slice(end);
  }
  return [...found, rest];
}

/** Where somebody who writes without full stops begins something else, if he does so late enough; else between words. */
const BEGINS_ANEW = /[,;:] |(?= (?:and|but|or|so|because|if|i|und|aber|oder|et|mais|ou|y|pero|o|e|ma|mas|en|maar) )| /g;

function endOfPiece(text: string): number {
  const ends = [...text.matchAll(BEGINS_ANEW)].filter(({ index }) => index > LONGEST_SENTENCE / 2);
  const last = ends.findLast(({ 0: mark }) => mark !== " ") ?? ends.at(-1);
  return last ? last.index + last[0].length : text.length;
}
