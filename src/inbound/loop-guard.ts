/** One message of a conversation, as far as it tells a machine from a person. Notes are none. */
export interface Uttered {
  /** Whose: the customer's, the assistant's, or of somebody else of ours. */
  readonly author: "customer" | "assistant" | "other";
  readonly at: Date;
  /** The same for the same words, letter case and blanks aside. */
  readonly words: string;
}

/** Why the assistant does not answer what has just come. */
export type Stop =
  /** They say the same again, however it is answered. */
  | "repeats"
  /** Each of their texts comes at once after ours, and they have few. */
  | "ping_pong"
  /** They write more than people do. */
  | "flood"
  /** They may be a person, and the assistant alone does not help them. */
  | "many_answers";

/** How far back it is looked, ms. */
export const WINDOW_MS = 60 * 60_000;
/** How often the same text may come, each time answered: the one that makes it so many is not. */
const SAME = { long: 3, short: 10 } as const;
/** People say "yes", and "done" after each step of instructions; nobody types a sentence of this length thrice in the same words. */
const LONG_FROM = 20;
/** Nobody reads an answer and types the next text within this time, ms. */
const QUICK_MS = 3_000;
/** So many quick texts in a row. Speed alone is no proof: whoever types ahead is quick by chance. */
const QUICK_IN_A_ROW = 6;
/** Of a machine's texts most have come before. */
const FRESH_AT_MOST = 1 / 2;
/** Texts of one number. */
export const MOST_TEXTS = 40;
/** Answers of the assistant. */
export const MOST_ANSWERS = 30;

/**
 * Whether what has just come is to be answered by the assistant: null, or why not. Two machines that answer each other
 * never stop, and each text costs money. `uttered`: oldest first, the last one is what has just come, `length` its length
 * in UTF-16 units. No list of phrases: what machines say is different everywhere, that they do not listen is not.
 */
export function loopStop(uttered: readonly Uttered[], length: number): Stop | null {
  const theirs = uttered.filter(({ author }) => author === "customer");
  if (theirs.length > MOST_TEXTS) return "flood";
  if (repeats(uttered) >= (length < LONG_FROM ? SAME.short : SAME.long)) return "repeats";
  if (isPingPong(uttered)) return "ping_pong";
  const answers = uttered.filter(({ author }) => author === "assistant");
  return answers.length >= MOST_ANSWERS ? "many_answers" : null;
}

/** How often the last text was said, where an answer stood in between: who sends it twice because nobody answers is a person. */
function repeats(uttered: readonly Uttered[]): number {
  const words = uttered.at(-1)?.words;
  let count = 0;
  let isAnswered = true;
  for (const { author, words: said } of uttered.toReversed()) {
    if (author !== "customer") isAnswered = true;
    else if (said === words && isAnswered) {
      count += 1;
      isAnswered = false;
    }
  }
  return count;
}

function isPingPong(uttered: readonly Uttered[]): boolean {
  let row: string[] = [];
  for (const [index, { author, at, words }] of uttered.entries()) {
    const before = uttered[index - 1];
    // Of a burst the first one tells.
    if (author !== "customer" || before?.author === "customer") continue;
    row = before && at.getTime() - before.at.getTime() <= QUICK_MS ? [...row, words] : [];
  }
  return row.length >= QUICK_IN_A_ROW && new Set(row).size <= row.length * FRESH_AT_MOST;
}
