import { keepAside } from "./keep-aside.ts";
import { plainInline } from "./plain-inline.ts";
import { withoutHtml } from "./without-html.ts";
import { withoutPreamble } from "./without-preamble.ts";

/**
 * Markdown and HTML as plain text for a phone: the words without their markup, links as `label: url`, numbered steps with
 * their numbers, other lists as lines. Addresses stay whole, and so do typographic characters: which of them are worth their
 * price is for the channel to say.
 */
export function plainText(markdown: string): string {
  const { text, definitions } = takeDefinitions(markdown.replaceAll(/\r\n?/g, "\n").replaceAll(MARKS, ""));
  const aside = keepAside();
  const lines = withoutHtml(text, aside)
    .split("\n")
    .filter((line) => !IS_ONLY_MARKUP.test(line))
    .map((line) => plainInline(plainLine(line), definitions, aside));
  const plain = lines
    .map((line) => line.replaceAll(/[^\S\n]+/g, " ").trim())
    .join("\n")
    .replaceAll(/\n{3,}/g, "\n\n")
    .trim();
  return aside.restore(withoutPreamble(plain));
}

/** What stands for what is kept aside. Nobody writes it. */
const MARKS = /[\uE000-\uF8FF]/g;

/** The fence of a code block, a line drawn across, a line under a heading, the line below a table's head. */
const IS_ONLY_MARKUP =
  /^\s*(?:(?:`{3,}|~{3,})[\w+-]*|(?:[-*_=]\s*){3,}|\|?(?:\s*:?-{2,}:?\s*\|)+(?:\s*:?-{2,}:?)?\s*)\s*$/;

/** The marks at the beginning of a line: headings, quotes, bullets; the bars of a table. */
function plainLine(line: string): string {
  const bare = line
    .replace(/^\s*(?:>\s?)+/, "")
    .replace(/^\s*#{1,6}\s+(.*?)\s*#*\s*$/, "$1")
    .replace(/^\s*[-*+•‣◦·]\s+(?:\[[ xX]\]\s+)?/, "")
    .replace(/^(\s*\d{1,3})\)\s+/, "$1. ");
  return /^\s*\|.*\|\s*$/.test(bare) ? cellsOf(bare) : bare;
}

function cellsOf(row: string): string {
  const cells = row
    .trim()
    .slice(1, -1)
    .split(/(?<!\\)\|/);
  return cells
    .map((cell) => cell.trim())
    .filter((cell) => cell !== "")
    .join(", ");
}

/** `[1]: https://…` on a line of its own, for `[label][1]` elsewhere. */
function takeDefinitions(text: string): { readonly text: string; readonly definitions: ReadonlyMap<string, string> } {
  const definitions = new Map<string, string>();
  const rest = text.replaceAll(
    /^ {0,3}\[([^\]\n]{1,80})\]:[ \t]*<?(\S+?)>?(?:[ \t]+["'(][^\n]*)?$\n?/gm,
    (_, name, url) => {
      definitions.set(String(name).toLowerCase(), String(url));
      return "";
    },
  );
  return { text: rest, definitions };
}
