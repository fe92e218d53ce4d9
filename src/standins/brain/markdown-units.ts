import { sentencesOf } from "./sentences.ts";

/** The smallest piece of a help page that can be quoted alone. */
export interface Unit {
  readonly kind: "sentence" | "step" | "item" | "row";
  /** Markdown within a line is kept. */
  readonly text: string;
  /** Of a step, as the page counts it. */
  readonly number?: string;
  /** Units of one paragraph, list or table have the same number. */
  readonly group: number;
}

/** A row of a table whose columns have names, to be shown for some of them. */
export interface Row extends Unit {
  readonly kind: "row";
  readonly label: string;
  readonly cells: readonly { readonly column: string; readonly value: string }[];
}

export interface Passage {
  /** The line above the text, or null. */
  readonly heading: string | null;
  readonly units: readonly (Unit | Row)[];
}

/** Reads a passage: an optional heading on its first line, then Markdown. Code is left out: it answers nobody's question. */
export function readPassage(text: string): Passage {
  const lines = text.replace(/```[\s\S]*?(?:```|$)/g, "").split("\n");
  const heading = headingOf(lines);
  const units: (Unit | Row)[] = [];
  let group = 0;
  let header: string[] | null = null;
  for (const line of joinWrapped(heading === null ? lines : lines.slice(1))) {
    const cells = cellsOf(line);
    if (cells === null) header = null;
    if (line.trim() === "") {
      group += 1;
    } else if (cells !== null) {
      if (header === null) header = cells;
      else if (!cells.every((cell) => /^:?-*:?$/.test(cell))) units.push(toRow(header, cells, group));
    } else {
      units.push(...lineUnits(line, group));
    }
  }
  return { heading, units };
}

function lineUnits(line: string, group: number): Unit[] {
  const [, number, step] = /^\s*(\d+)[.)]\s+(.+)$/.exec(line) ?? [];
  if (number !== undefined && step !== undefined) return [{ kind: "step", number, text: step.trim(), group }];
  const item = /^\s*[-*+•]\s+(.+)$/.exec(line);
  if (item?.[1] !== undefined) return [{ kind: "item", text: item[1].trim(), group }];
  const text = line.replace(/^\s*(?:#{1,6}|>)\s+/, "");
  return selfContained(sentencesOf(text)).map((sentence) => ({ kind: "sentence", text: sentence, group }));
}

/** Begins by pointing back, so that it would say something else alone. */
const POINTS_BACK =
  /^(?:then|but|it|its|this|that|these|those|they|them|their|otherwise|so|also|both|neither|each of|such|if (?:not|neither|so)|in that case|after that|still|instead)\b/i;
/** "No." and the like are the beginning of an answer. */
const MIN_SENTENCE_LENGTH = 25;

/** Sentences that lean on the one before, glued to it: "No email? Then the plan is not canceled." is one statement. */
function selfContained(sentences: readonly string[]): string[] {
  const whole: string[] = [];
  for (const sentence of sentences) {
    const last = whole.at(-1);
    const leans =
      last !== undefined && (POINTS_BACK.test(sentence) || last.length < MIN_SENTENCE_LENGTH || last.endsWith("?"));
    if (leans) whole[whole.length - 1] = `${last} ${sentence}`;
    else whole.push(sentence);
  }
  return whole;
}

/** A short line without an end mark above other text. */
function headingOf(lines: readonly string[]): string | null {
  const first = lines[0]?.trim() ?? "";
  const more = lines.slice(1).some((line) => line.trim() !== "");
  const plain = first.replace(/^#{1,6}\s+/, "");
  const isMarked = plain !== first;
  if (!more || plain === "" || /^[-*+|>\d]/.test(plain)) return null;
  if (isMarked) return plain;
  return plain.split(/\s+/).length <= 14 && !/[.:;,!]$/.test(plain) && !/[—:]\s/.test(plain) ? plain : null;
}

/** Lines that only continue a list item or a paragraph belong to the line before. */
function joinWrapped(lines: readonly string[]): string[] {
  const joined: string[] = [];
  for (const line of lines) {
    const last = joined.at(-1);
    const continues = /^\s{2,}\S/.test(line) && !/^\s*(?:[-*+•]|\d+[.)])\s/.test(line) && cellsOf(line) === null;
    if (continues && last !== undefined && last.trim() !== "") joined[joined.length - 1] = `${last} ${line.trim()}`;
    else joined.push(line);
  }
  return joined;
}

function cellsOf(line: string): string[] | null {
  const trimmed = line.trim();
  if (!/^\|.*\|$/.test(trimmed)) return null;
  return trimmed
    .slice(1, -1)
    .split("|")
    .map((cell) => cell.trim());
}

function toRow(header: readonly string[], cells: readonly string[], group: number): Row {
  const first = cells[0] ?? "";
  // "14" alone is no label, "Day 14" is.
  const label = /^\d/.test(first) && header[0] ? `${header[0]} ${first}` : first;
  const pair = cells.length === 2;
  const named = cells
    .slice(1)
    .map((value, at) => ({ column: pair && isPhrase(value) ? "" : (header[at + 1] ?? ""), value }));
  const shown = named.filter(({ value }) => value !== "");
  return { kind: "row", label, cells: shown, text: rowText(label, shown), group };
}

/** Says what it is without the name of its column. */
function isPhrase(value: string): boolean {
  return value.split(/\s+/).length > 2;
}

/** The row as a phrase, e.g. "Price: Starter $19/month, Pro $49/month". */
export function rowText(label: string, cells: Row["cells"]): string {
  return `${label}: ${cells.map(({ column, value }) => (column === "" ? value : `${column} ${value}`)).join(", ")}`;
}
