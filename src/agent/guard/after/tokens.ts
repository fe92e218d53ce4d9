import { readNumberWords } from "./number-words.ts";

/** A word, a sign or a number of a text. */
export interface Token {
  readonly kind: "word" | "sign" | "number";
  /** Lowercased; of a number as it is written. */
  readonly text: string;
  /** As the text has it. */
  readonly raw: string;
  readonly start: number;
  readonly end: number;
  /** What a number says; empty: nothing, such as a version, or it is no number. */
  readonly values: readonly number[];
}

const PARTS = /\d+(?:[.,']\d+)*|\p{L}[\p{L}\p{M}]*(?:['.]\p{L}[\p{L}\p{M}]*)*|[^\s]/gu;

export function tokensOf(text: string): readonly Token[] {
  return withNumberWords(
    [...text.matchAll(PARTS)].map((match): Token => {
      const [raw] = match;
      const kind = /^\d/.test(raw) ? "number" : /^\p{L}/u.test(raw) ? "word" : "sign";
      const values = kind === "number" ? readings(raw) : [];
      return { kind, text: raw.toLowerCase(), raw, start: match.index, end: match.index + raw.length, values };
    }),
  );
}

/** Three digits behind a mark are thousands, whichever mark it is: nobody writes three decimals of what is said here. */
function readings(raw: string): number[] {
  const [, mark] = /^[1-9]\d{0,2}([.,'])\d{3}(?:\1\d{3})*(?:(?!\1)[.,]\d+)?$/.exec(raw) ?? [];
  if (mark !== undefined) return [Number(raw.replaceAll(mark, "").replace(",", "."))];
  return /^\d+(?:[.,]\d+)?$/.test(raw) ? [Number(raw.replace(",", "."))] : [];
}

function withNumberWords(tokens: readonly Token[]): Token[] {
  const merged: Token[] = [];
  for (let at = 0; at < tokens.length; ) {
    const token = tokens[at];
    if (!token) break;
    const number = token.kind === "word" ? readNumberWords(tokens.slice(at, at + 12).map(({ text }) => text)) : null;
    const last = number && tokens[at + number.count - 1];
    if (number && last) {
      const raw = tokens
        .slice(at, at + number.count)
        .map((one) => one.raw)
        .join(" ");
      merged.push({
        kind: "number",
        text: raw.toLowerCase(),
        raw,
        start: token.start,
        end: last.end,
        values: [number.value],
      });
      at += number.count;
    } else {
      merged.push(token);
      at += 1;
    }
  }
  return merged;
}

const CONNECTORS = new Set("- to and or bis und oder à et ou a y o u e ed tot en of through".split(" "));

/**
 * The numbers of a list or a range that ends at `at`, the last first: of "3, 5 and 7" or "5-7". Empty: no number is there.
 */
export function numbersUpTo(tokens: readonly Token[], at: number): readonly Token[] {
  const found: Token[] = [];
  let isList = false;
  for (let here = at; here >= 0; ) {
    const token = tokens[here];
    if (token?.kind !== "number" || found.length >= MOST_LISTED) break;
    found.push(token);
    const before = tokens[here - 1];
    const isConnector = before !== undefined && CONNECTORS.has(before.text);
    // "Since 2024, 30 days" is no list; "3, 5 and 7 days" is one.
    if (isConnector || (isList && before?.text === ",")) {
      isList ||= before.text !== "-";
      here -= 2;
    } else break;
  }
  return found;
}

const MOST_LISTED = 12;
