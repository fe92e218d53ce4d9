import { stripVTControlCharacters } from "node:util";

/** A text on one line, without what a terminal would obey: articles come from anywhere. */
export function plainLine(text: string): string {
  return stripVTControlCharacters(text)
    .replace(/\s+/g, " ")
    .replace(/\p{Cc}/gu, "")
    .trim();
}

/** Cut at a word's end with `…` where it is longer. Characters. */
export function shortened(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  const cut = text.slice(0, maxLength - 1);
  const end = cut.lastIndexOf(" ");
  return `${end > maxLength / 2 ? cut.slice(0, end) : cut}…`;
}
