import { attributionStart, isTornAttribution } from "./attribution.ts";
import { beginsForwarded } from "./forwarded.ts";
import { beginsHeaderBlock, fieldOf } from "./header-block.ts";
import { isBlank, isQuoted, isRule, QUOTE_BELOW, QUOTE_END, QUOTE_START, tidy, withoutMarks } from "./quote-lines.ts";
import { signatureStart } from "./signature.ts";

/** "Original message" between dashes, as programs put it above what is answered. */
const ORIGINAL = [
  "original|ursprüngliche|ursprünglich|d'origine|d’origine|oorspronkelijk|oprindelig|ursprung",
  "opprinnelig|alkuperäinen|eredeti|původní|pôvodná|pôvodn|исходн|оригинал|первоначальн|оригінальн",
  "orijinal|özgün|αρχικό|原始|元のメ|원본|الأصلية|המקורית|asli|gốc|upprunaleg|izvorna|antwort",
].flatMap((words) => words.split("|"));

/** More blank lines than between an introduction and its quote. */
const MAX_BLANK_LINES = 6;

/** Nobody writes so many lines: what comes behind is a log, in which nothing is looked for. */
const MAX_OWN_LINES = 20_000;

/** Help desks ask for answers above a line of theirs. */
const ABOVE_THIS_LINE =
  /above this line|über dieser zeile|au[- ]dessus de cette ligne|encima de esta l[ií]nea|boven deze regel|acima desta linha/i;

/**
 * What the author wrote now: without the mails that he answers, and without his signature. Each line is looked at a
 * fixed number of times, whatever it says. A mail that is passed on stays as it is, and nothing is ever cut to nothing:
 * then everything is his.
 */
export function visibleText(marked: string): string {
  const lines = withoutMarkedQuotes(marked.split("\n").map((line) => line.trimEnd()));
  if (lines === null) return withoutMarks(marked);
  const own = withoutQuotes(lines);
  const visible = own === null ? "" : tidy(withoutEnd(own).join("\n"));
  return visible === "" ? withoutMarks(marked) : visible;
}

/** Without what a mail program marked as quoted in HTML; null when the mark is around a mail that is passed on. */
function withoutMarkedQuotes(lines: readonly string[]): string[] | null {
  const kept: string[] = [];
  let depth = 0;
  for (const line of lines) {
    if (line === QUOTE_BELOW) depth = Number.POSITIVE_INFINITY;
    else if (line === QUOTE_START) depth += 1;
    else if (line === QUOTE_END) depth = Math.max(0, depth - 1);
    else if (depth === 0) kept.push(line);
    else if (beginsForwarded(line) && !isQuoted(line)) return null;
  }
  return kept.some((line) => !isBlank(line))
    ? kept
    : lines.filter((line) => ![QUOTE_BELOW, QUOTE_START, QUOTE_END].includes(line));
}

/** Without quotes and what introduces them; cut where the answered mail begins; null when a mail is passed on. */
function withoutQuotes(lines: readonly string[]): string[] | null {
  const kept: string[] = [];
  let own = 0;
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? "";
    if (own > MAX_OWN_LINES || isBlank(line) || (isQuoted(line) && !isTornAttribution(line, lines[index - 1] ?? ""))) {
      kept.push(line);
      continue;
    }
    own += 1;
    if (beginsForwarded(line)) return null;
    const introduces = attributionStart(lines, index);
    if (introduces !== null) {
      kept.length = Math.max(0, kept.length - (index - introduces));
      const quote = endOfQuote(lines, index + 1);
      if (quote !== null) index = quote - 1;
      else if (hasWords(kept)) return kept;
    } else if (beginsOriginal(lines, index) || beginsHeaderBlock(lines, index) || ABOVE_THIS_LINE.test(line)) {
      return hasWords(kept) ? kept : null;
    } else kept.push(line);
  }
  return kept;
}

function beginsOriginal(lines: readonly string[], index: number): boolean {
  const line = (lines[index] ?? "").trim().toLowerCase();
  if (line.length > 100 || !/^[-_*]{2,}[^-_*]{3,}[-_*]{2,}$/.test(line)) return false;
  if (ORIGINAL.some((word) => line.includes(word))) return true;
  const next = lines.slice(index + 1, index + 4).find((candidate) => !isBlank(candidate));
  return next !== undefined && fieldOf(next) === "from";
}

/** Behind the quote that begins at `start` or after a few blank lines, and behind its own; null when there is none. */
function endOfQuote(lines: readonly string[], start: number): number | null {
  let end = start;
  while (end < start + MAX_BLANK_LINES && isBlank(lines[end] ?? "x")) end += 1;
  if (!isQuoted(lines[end] ?? "")) return null;
  while (end < lines.length && (isQuoted(lines[end] ?? "") || isBlank(lines[end] ?? ""))) end += 1;
  return end;
}

/** Something was said before: looks back as far as blank lines can be between two paragraphs. */
function hasWords(lines: readonly string[]): boolean {
  return (
    lines.slice(-MAX_BLANK_LINES).some((line) => !isBlank(line)) ||
    lines.slice(0, MAX_BLANK_LINES).some((line) => !isBlank(line))
  );
}

/** Without the quotes, rules and signatures at its end. */
function withoutEnd(lines: readonly string[]): string[] {
  const kept = [...lines];
  // A phone's line may stand below a signature, and either below a quote.
  for (let round = 0; round < 3; round += 1) {
    while (kept.length > 0 && isEnd(kept.at(-1) ?? "")) kept.pop();
    const signature = signatureStart(kept);
    if (signature === null) break;
    kept.length = signature;
  }
  while (kept.length > 0 && isEnd(kept.at(-1) ?? "")) kept.pop();
  return kept;
}

function isEnd(line: string): boolean {
  return isBlank(line) || isQuoted(line) || isRule(line);
}
