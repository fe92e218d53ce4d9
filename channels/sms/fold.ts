import { findAddresses } from "./find-addresses.ts";
import { septetsOf, smartEncoded } from "./gsm-7.ts";

/**
 * The text with plain characters in place of typographic ones, if that makes it GSM-7, which more than doubles what fits
 * into a segment; else the text as its author wrote it, for then nothing would be gained. Addresses stay as they are.
 *
 * The characters are those of Twilio's Smart Encoding, where that keeps the meaning, and a few that mean the same.
 * https://www.twilio.com/docs/messaging/services/smart-encoding-char-list
 */
export function fold(text: string): string {
  if (septetsOf(text) !== null) return text;
  const folded = outsideAddresses(text, (piece) => folds(piece.normalize("NFC")));
  const septets = septetsOf(folded);
  const isCheaper = septets !== null && (septets <= 160 || septets <= text.length * SEPTETS_PER_UNIT);
  return isCheaper ? folded : text;
}

/** 153 characters of GSM-7 or 67 of UCS-2 are a segment of several. A text of fractions and ellipses may become longer than that. */
const SEPTETS_PER_UNIT = 153 / 67;

function outsideAddresses(text: string, change: (piece: string) => string): string {
  let done = "";
  let from = 0;
  for (const address of findAddresses(text)) {
    done += change(text.slice(from, address.from)) + text.slice(address.from, address.to);
    from = address.to;
  }
  return done + change(text.slice(from));
}

/** A dash between two words, and a fraction behind a figure, for which "2½" would be "21/2". */
const IN_CONTEXT: readonly (readonly [RegExp, string])[] = [
  [/(?<=[^\d\s])[—―](?=[^\d\s])/gu, " - "],
  [/(?<=\d)(?=[¼½¾])/gu, " "],
];

function folds(text: string): string {
  const spaced = IN_CONTEXT.reduce((done, [from, to]) => done.replaceAll(from, to), text);
  return spaced.replaceAll(/[\u0080-\u{10FFFF}`]/gu, plain);
}

const memory = new Map<string, string>();

function plain(character: string): string {
  const before = memory.get(character);
  if (before !== undefined) return before;
  const now = septetsOf(character) !== null ? character : plainCharacter(character);
  memory.set(character, now);
  return now;
}

function plainCharacter(character: string): string {
  // "ê" would be "e^": Twilio's list has accents that stand above what is before them.
  if (/\p{M}/u.test(character)) return character;
  if (/\p{Default_Ignorable_Code_Point}/u.test(character)) return "";
  // Twilio writes two for one.
  if (/\p{Z}/u.test(character)) return " ";
  return SAME[character] ?? (LIGATURE.test(character) ? character.normalize("NFKC") : smartEncoded(character));
}

/** What Twilio's list lacks, and a quotation mark that is a comma there. */
const SAME: Readonly<Record<string, string>> = {
  "\u201A": "'",
  "\u2011": "-",
  "\u2012": "-",
  "\u2212": "-",
  "\u2032": "'",
  "\u2033": '"',
  "\u2192": "->",
};
const LIGATURE = /[\uFB00-\uFB06]/;
