import { createLines, type Lines } from "./html-lines.ts";
import { attributeOf, type Tag } from "./html-tags.ts";
import type { Aside } from "./keep-aside.ts";
import { isAddress, labelled } from "./labelled.ts";
import { withCharacters } from "./named-characters.ts";
import { isTorn, mayJoinAddress } from "./seam.ts";

/** What HTML looks like, as text. */
interface Page {
  /** What stands between two tags. */
  write(source: string): void;
  /** `isClosed`: its closing tag comes later. */
  take(tag: Tag, isClosed: boolean): void;
  text(): string;
}

/** They begin and end paragraphs. */
const PARAGRAPHS = new Set("blockquote details dl figure h1 h2 h3 h4 h5 h6 ol p pre table ul".split(" "));
/** They begin and end lines. */
const LINES = new Set(
  (
    "address article aside body caption center dd div dt figcaption footer form header hr li main nav option section summary " +
    "tbody tfoot thead tr"
  ).split(" "),
);
const ROW_ENDS = new Set(["table", "tbody", "tfoot", "thead", "tr"]);
const CELLS = new Set(["td", "th"]);

export function createPage(aside: Aside): Page {
  const lines = createLines();
  /** What was added last, to a label too. */
  let before = "";
  let isBehindLink = false;
  let link: { readonly url: string; label: string } | null = null;
  return { write, take, text };

  function write(source: string): void {
    const words = withCharacters(source, aside.keep);
    if (words === "") return;
    if (isBehindLink ? mayJoinAddress(words) : isTorn(before, words)) add(" ");
    add(link === null ? words : asLabel(words, aside));
  }
  function add(words: string): void {
    isBehindLink = false;
    before = words;
    if (link === null) lines.add(words);
    else link.label += words;
  }
  function take(tag: Tag, isClosed: boolean): void {
    if (tag.name === "a") {
      endLink();
      if (!tag.closes) beginLink(tag, isClosed);
    } else if (tag.name === "img") {
      if (isBehindLink || isTorn(before, "[")) add(" ");
      add(pictureOf(tag, link !== null, aside));
    } else if (link !== null ? isLayout(tag) : layOut(tag, isClosed, lines)) add(" ");
  }
  function beginLink(tag: Tag, isClosed: boolean): void {
    const url = addressOf(tag, "href");
    if (url === "") return;
    if (isBehindLink || isTorn(before, "[")) add(" ");
    if (isClosed) link = { url, label: "" };
    // Nobody knows where its label ends.
    else add(`${labelled("", url, aside)} `);
  }
  function endLink(): void {
    if (link === null) return;
    const { label, url } = link;
    link = null;
    add(labelled(label, url, aside));
    isBehindLink = true;
  }
  function text(): string {
    endLink();
    return lines.text();
  }
}

/** Brackets in a label are no markup. */
const asLabel = (words: string, aside: Aside): string => words.replaceAll(/[[\]]/g, aside.keep);

/** As Markdown has it, so that it is one in a link of Markdown, too. One whose words are empty is an ornament. */
function pictureOf(tag: Tag, isInLabel: boolean, aside: Aside): string {
  const alt = attributeOf(tag, "alt");
  const words = asLabel(withCharacters(alt ?? "", aside.keep), aside);
  const url = addressOf(tag, "src");
  const isShown = !isInLabel && alt !== "" && isAddress(url) && !/[\s()<>]/.test(url);
  return isShown ? `![${words}](${url})` : words;
}

const addressOf = (tag: Tag, attribute: string): string =>
  withCharacters(attributeOf(tag, attribute) ?? "", (character) => character);

const isLayout = ({ name }: Tag): boolean =>
  name === "br" || CELLS.has(name) || LINES.has(name) || PARAGRAPHS.has(name);

/** Whether the tag has a place in the layout. Others, such as `<b>`, are nothing once they are gone. */
function layOut(tag: Tag, isClosed: boolean, lines: Lines): boolean {
  const { name, closes } = tag;
  if (!isLayout(tag)) return false;
  if (name === "br") lines.break();
  else if (CELLS.has(name)) lines.nextCell();
  else {
    if (ROW_ENDS.has(name)) lines.endRow();
    lines.end(PARAGRAPHS.has(name) ? 2 : 1);
    if (name === "tr" && !closes && isClosed) lines.beginRow();
  }
  return true;
}
