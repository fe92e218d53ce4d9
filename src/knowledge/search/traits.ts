import type { Chunk } from "../chunks/chunk-article.ts";
import { type AnswerKind, kindsIn } from "./answer-kinds.ts";

/** A heading of fewer words is in many a question by chance. */
const HEADING_WORDS = 3;
const NAME_WORDS = 2;

/** What a chunk has that a question may ask for word for word, or wants of an answer. */
export interface Traits {
  /** The last heading above the text. */
  readonly heading: string | null;
  /** What the title names before it goes on: "Gold card" of "Gold card: what does it cost?" */
  readonly name: string | null;
  readonly kinds: ReadonlySet<AnswerKind>;
}

export function traitsOf({ article, heading, text }: Chunk): Traits {
  return {
    heading: phrase(heading?.split(" > ").at(-1) ?? "", HEADING_WORDS),
    name: phrase(article.title.split(/[:(–—]/)[0] ?? "", NAME_WORDS),
    kinds: kindsIn(text),
  };
}

function phrase(text: string, leastWords: number): string | null {
  const words = normal(text);
  return words.split(" ").length - 2 >= leastWords ? words : null;
}

/** "What happens if I do nothing?" is asked by several people as "… if we do nothing?". */
const WHO = /\b(?:i|we|me|us|my|our|you|your) /g;

/** Lowercase words with one blank before, between and after, so that a phrase is found at the borders of words only. */
export function normal(text: string): string {
  return ` ${text
    .normalize("NFC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .replace(WHO, "")
    .trim()} `;
}
