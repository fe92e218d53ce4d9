import { isCardNumber } from "./card-number.ts";
import { hasOtherNumber } from "./find-cards.ts";

/** A part of a card, as it was written in one of the texts, and what is to stand there instead. */
export interface CardPart {
  /** Which text. */
  readonly index: number;
  readonly secret: string;
  readonly marker: string;
}

const DIGITS = /\d+(?:[ .\-‐-―_\u00a0]{1,3}\d+)*/g;
/** What people say around the parts: "and the rest is". UTF-16 units. */
const MOST_WORDS = 48;
/** As they stand on cards, parts begin and end with a group. */
const PARTS: ReadonlySet<number> = new Set([4, 8, 12]);
const PARTS_OF_15: ReadonlySet<number> = new Set([4, 10]);

interface Part {
  readonly text: number;
  readonly start: number;
  readonly end: number;
  readonly digits: string;
}

/**
 * Finds a card whose number somebody has spread over messages that follow each other, the last of them included: "4111 1111",
 * then "1111 1111". `texts` are oldest first, each masked by itself before. Returns its parts in order; none: there is no card.
 */
export function partsOfCard(texts: readonly string[]): readonly CardPart[] {
  const last = texts.length - 1;
  const end = partAt(texts, last, "first");
  if (!end) return [];
  for (let first = last - 1; first >= 0; first -= 1) {
    const start = partAt(texts, first, "last");
    const between = texts.slice(first + 1, last).map((_text, index) => partAt(texts, first + 1 + index, "only"));
    const parts = [start, ...between, end].flatMap((part) => part ?? []);
    if (parts.length === last - first + 1 && isCard(parts)) return named(texts, parts);
  }
  return [];
}

/**
 * A text with markers for these parts, wherever they stand by themselves. Answers quote what they answer, so each may hold
 * the parts of all.
 */
export function withoutParts(text: string, parts: readonly CardPart[]): string {
  // Of two that are the same, the last: its marker tells which card it is.
  const markers = new Map(parts.map(({ secret, marker }) => [secret, marker]));
  const longest = [...markers.keys()].sort((a, b) => b.length - a.length).map((secret) => RegExp.escape(secret));
  const any = new RegExp(`(?<![\\p{L}\\d])(?:${longest.join("|")})(?![\\p{L}\\d])`, "gu");
  // At once: a marker has digits, too.
  return text.replaceAll(any, (secret) => markers.get(secret) ?? secret);
}

/** The digits with which a text goes on, or breaks off; null when there are none, or more is said around them. */
function partAt(texts: readonly string[], index: number, which: "first" | "last" | "only"): Part | null {
  const text = texts[index] ?? "";
  const runs = [...text.slice(0, 500).matchAll(DIGITS)];
  const run = which === "last" ? runs.at(-1) : runs[0];
  if (!run || (which === "only" && runs.length > 1)) return null;
  const [start, end] = [run.index, run.index + run[0].length];
  const [before, after] = [text.slice(0, start), text.slice(end)];
  const isNear = (which === "last" || before.length <= MOST_WORDS) && (which === "first" || after.length <= MOST_WORDS);
  if (!isNear || hasOtherNumber(before) || /[\p{L}\d+$€£]$/u.test(before) || /^[\p{L}%]/u.test(after)) return null;
  return { text: index, start, end, digits: run[0].replaceAll(/\D/g, "") };
}

function isCard(parts: readonly Part[]): boolean {
  const digits = parts.map((part) => part.digits).join("");
  if (!isCardNumber(digits)) return false;
  const ends = digits.length === 15 ? PARTS_OF_15 : PARTS;
  let sum = 0;
  return parts.slice(0, -1).every((part) => {
    sum += part.digits.length;
    return ends.has(sum);
  });
}

function named(texts: readonly string[], parts: readonly Part[]): CardPart[] {
  const digits = parts.map((part) => part.digits).join("");
  return parts.map((part, place) => ({
    index: part.text,
    secret: texts[part.text]?.slice(part.start, part.end) ?? "",
    marker: place === parts.length - 1 ? `[card number ending ${digits.slice(-4)}]` : "[part of a card number]",
  }));
}
