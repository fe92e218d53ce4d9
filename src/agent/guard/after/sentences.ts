/** Before a full stop that ends no sentence. */
const ABBREVIATIONS = new Set(
  "e.g i.e etc vs mr mrs ms dr st no nr approx incl excl inc ltd co dept est z.b d.h u.a bzw ca ggf usw evtl inkl zzgl p.ex par ex av env sr sra ud uds pág dott sig ecc es bijv o.a enz jan feb mar apr jun jul aug sep sept oct nov dec a.m p.m u.s".split(
    " ",
  ),
);

/** Ends of sentences and of lines in a text, in its own units: each is where the next one begins. */
export function sentenceEnds(text: string): readonly number[] {
  const ends: number[] = [];
  for (const match of text.matchAll(/(?:[.!?…。！？]{1,20}["'”’»)*_\]]{0,4}(?=\s)|\n)\s*/gu)) {
    const at = match.index;
    if (text[at] === "." && !endsSentence(text, at, at + match[0].length)) continue;
    ends.push(at + match[0].length);
  }
  return ends;
}

/** How far back a word can reach: longer ones are no abbreviation. */
const LONGEST_WORD = 24;

function endsSentence(text: string, at: number, next: number): boolean {
  if (text.slice(at, next).includes("\n")) return true;
  if (text[at + 1] === ".") return true;
  const word = /[\p{L}\p{N}.]+$/u.exec(text.slice(Math.max(0, at - LONGEST_WORD), at))?.[0] ?? "";
  if (ABBREVIATIONS.has(word.toLowerCase()) || /^\p{L}$/u.test(word)) return false;
  // "am 3. März", and the ordinal of a list item.
  if (/^\d{1,2}$/.test(word)) {
    const line = text.slice(Math.max(0, at - 8), at);
    if (/(?:^|\n)\s*\d{1,2}$/.test(line)) return false;
    return (
      /^\p{Lu}(?:\p{L}{2}|\p{L}?[^\p{L}])/u.test(text.slice(next, next + 12)) &&
      !MONTH.test(text.slice(next, next + 12))
    );
  }
  return true;
}

const MONTH = /^(?:Jan|Feb|M[aä]r|Apr|Ma[iy]|Jun|Jul|Aug|Sep|O[ck]t|Nov|De[cz])/;

/** No sentence is longer; what is gets read in parts, so that reading it takes time in proportion. */
const LONGEST_SENTENCE = 1_500;

/** The sentences and lines of a text, trimmed, none of them empty. */
export function sentencesOf(text: string): readonly string[] {
  const ends = [...sentenceEnds(text), text.length];
  return ends
    .flatMap((end, at) => parts(text.slice(ends[at - 1] ?? 0, end)))
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== "");
}

function parts(sentence: string): readonly string[] {
  const count = Math.ceil(sentence.length / LONGEST_SENTENCE);
  return Array.from({ length: count }, (_, at) => sentence.slice(at * LONGEST_SENTENCE, (at + 1) * LONGEST_SENTENCE));
}
