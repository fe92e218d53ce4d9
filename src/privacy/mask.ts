import { findAccounts } from "./find-accounts.ts";
import { findCards } from "./find-cards.ts";
import { findCodes } from "./find-codes.ts";
import { findKeys } from "./find-keys.ts";
import { findPasswords } from "./find-passwords.ts";
import type { Finding, MaskedKind } from "./finding.ts";

/** A text that may be kept. */
export interface Masked {
  readonly text: string;
  /** What stood in it, each kind once; empty: the text is as it was. */
  readonly found: readonly MaskedKind[];
}

/** Where two want the same stretch, the one that is surer of it comes first. */
const FINDERS = [findCards, findAccounts, findKeys, findCodes, findPasswords];

/**
 * Takes payment cards, passwords, one-time codes, keys and the numbers of people and accounts out of a text, and leaves
 * markers that say what stood there. In time that grows with the length alone; of a masked text nothing more is taken.
 */
export function mask(text: string): Masked {
  const findings = findIn(text);
  if (findings.length === 0) return { text, found: [] };
  return { text: replace(text, findings), found: [...new Set(findings.map(({ kind }) => kind))] };
}

/** What stands in a text and must not be kept, in order and apart from each other. */
function findIn(text: string): readonly Finding[] {
  const plain = withAsciiDigits(text);
  const all = FINDERS.flatMap((find, rank) => find(plain).map((finding) => ({ finding, rank })));
  const sorted = all.sort((a, b) => a.rank - b.rank || a.finding.start - b.finding.start);
  const taken: Finding[] = [];
  const isTaken = new Uint8Array(text.length);
  for (const { finding } of sorted) {
    if (isTaken.subarray(finding.start, finding.end).includes(1)) continue;
    isTaken.fill(1, finding.start, finding.end);
    taken.push(finding);
  }
  return taken.sort((a, b) => a.start - b.start);
}

/** The text with markers for these findings, which are in order. */
function replace(text: string, findings: readonly Finding[]): string {
  let from = 0;
  const parts = findings.flatMap(({ start, end, marker }) => {
    const part = [text.slice(from, start), marker];
    from = end;
    return part;
  });
  return [...parts, text.slice(from)].join("");
}

/** Digits of other scripts as ASCII ones, each in its place. */
function withAsciiDigits(text: string): string {
  return text.replaceAll(/(?![0-9])\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0) ?? 0;
    // Ten to a script, in order; those outside of the basic plane take two units, and nobody writes cards in them.
    if (code > 0xff_ff) return digit;
    return String(digitValue(code));
  });
}

function digitValue(code: number): number {
  let zero = code;
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return code - zero;
}
