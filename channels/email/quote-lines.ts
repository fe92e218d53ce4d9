/**
 * Lines that stand in a text made of HTML around what a mail program quoted there. Private-use characters: nobody types
 * them, and they never leave this folder.
 */
export const QUOTE_START = "\u{E0F0}";
export const QUOTE_END = "\u{E0F1}";
/** All that follows is quoted. */
export const QUOTE_BELOW = "\u{E0F2}";

const MARKS = /[\u{E0F0}-\u{E0F2}]/gu;

/** The text as people read it. */
export function withoutMarks(text: string): string {
  return tidy(text.replace(/^[\u{E0F0}-\u{E0F2}]\n?/gmu, "").replace(MARKS, ""));
}

/** Without blank lines around it, and at most two in a row. */
export function tidy(text: string): string {
  const lines: string[] = [];
  // Blank lines at the beginning are too many at once.
  let blanks = 2;
  for (const raw of text.split("\n")) {
    const line = raw.trimEnd();
    blanks = line === "" ? blanks + 1 : 0;
    if (blanks <= 2) lines.push(line);
  }
  while (lines.at(-1) === "") lines.pop();
  return lines.join("\n");
}

/** A line of a mail that is being answered, marked as such: `>`, or `|` as some programs have it. */
export function isQuoted(line: string): boolean {
  return /^\s{0,3}(?:>|\|\s|\|$)/.test(line);
}

export function isBlank(line: string): boolean {
  return line.trim() === "";
}

/** A line that only separates. */
export function isRule(line: string): boolean {
  return /^\s{0,3}[-_=*]{3,}\s*$/.test(line);
}
