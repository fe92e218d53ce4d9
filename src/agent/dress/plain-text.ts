import { keepAside } from "./keep-aside.ts";
import { keepCode } from "./keep-code.ts";
import { plainInline } from "./plain-inline.ts";
import { plainLinks } from "./plain-links.ts";
import { withoutHtml } from "./without-html.ts";
import { withoutPreamble } from "./without-preamble.ts";

/**
 * Markdown and HTML as plain text for a phone: the words without their markup, links as `label: url`, numbered steps with
 * their numbers, other lists and the rows of tables as lines, code as it is. Addresses stay whole, and so do typographic
 * characters: which of them are worth their price is for the channel to say. Empty when there is nothing but markup.
 */
export function plainText(markdown: string): string {
  const aside = keepAside();
  const coded = keepCode(markdown.replaceAll(/\r\n?/g, "\n").replaceAll(MARKS, ""), aside);
  const { text, definitions } = takeDefinitions(coded);
  const plain = plainLinks(withoutHtml(text, aside), definitions, aside)
    .split("\n")
    // Blanks are one before anything looks for their end: many of them would take it long.
    .map((line) => withoutQuoteMarks(line.replaceAll(/\s+/g, " ").trim()))
    .filter((line) => !IS_ONLY_MARKUP.test(line))
    .map((line) => plainInline(plainLine(line), aside).trim())
    .join("\n")
    .replaceAll(/\n{3,}/g, "\n\n")
    .trim();
  return aside.restore(withoutPreamble(plain)).trim();
}

/** What stands for what is kept aside. Nobody writes it. */
const MARKS = /[\uE000-\uF8FF]/g;

/**
 * The fence of a code block, a line drawn across, a line under a heading, the line below a table's head, marks with nothing
 * between them.
 */
const IS_ONLY_MARKUP =
  /^(?:(?:`{3,}|~{3,})[\w+-]*|(?:[-*_=] ?){3,}|\|?(?: ?:?-{2,}:? ?\|)+(?: ?:?-{2,}:?)?|[*_]{2,}|~{2,}|`+|#{1,6})$/;

const withoutQuoteMarks = (line: string): string => line.replace(/^(?:> ?)+/, "");

const DEFINITION = /^ {0,3}\[([^\]\n]{1,80})\]:[ \t]*<?(\S+?)>?(?:[ \t]+["'(][^\n]*)?$\n?/gm;
/** An address, a path or a file: no figure, and no word. */
const TARGET = /^(?:[a-z][a-z\d+.-]*:|[/#?.]|www\.)|\.[a-z]{2,5}$/i;

/** The marks at the beginning of a line: headings, bullets; the bars of a table. */
function plainLine(line: string): string {
  const bare = withoutHeading(line)
    .replace(/^[-*+•‣◦·] (?:\[[ xX]\] )?/, "")
    .replace(/^(\d{1,3})\) /, "$1. ");
  return bare.length > 1 && bare.startsWith("|") && bare.endsWith("|") ? cellsOf(bare) : bare;
}

function withoutHeading(line: string): string {
  const words = line.replace(/^#{1,6} /, "");
  return words === line ? line : words.replace(/ #+$/, "");
}

function cellsOf(row: string): string {
  const cells = row.slice(1, -1).split("|");
  return cells
    .map((cell) => cell.trim())
    .filter((cell) => cell !== "")
    .join(", ");
}

/** `[1]: https://…` on a line of its own, for `[label][1]` elsewhere. One that nothing refers to is what it says. */
function takeDefinitions(text: string): { readonly text: string; readonly definitions: ReadonlyMap<string, string> } {
  const definitions = new Map<string, string>();
  const names = new Set([...text.matchAll(/\[([^\]\n]{1,80})\](?!:)/g)].map(([, name = ""]) => name.toLowerCase()));
  const rest = text.replaceAll(DEFINITION, (line: string, name: string, url: string) => {
    if (!names.has(name.toLowerCase()) || !TARGET.test(url)) return line;
    definitions.set(name.toLowerCase(), url);
    return "";
  });
  return { text: rest, definitions };
}
