import { createPage } from "./html-page.ts";
import { attributeOf, htmlTags, type Tag } from "./html-tags.ts";
import type { Aside } from "./keep-aside.ts";
import { isTorn } from "./seam.ts";

/** What is in them nobody sees. Where a sentence speaks of them, they are words. */
const HIDDEN = new Set(["head", "script", "style"]);
const PAGE = /^\s*<(?:!doctype|html)\b/i;

/** HTML as the Markdown that says the same, its links as `label: url`, its named characters as what they are. */
export function withoutHtml(markdown: string, aside: Aside): string {
  const text = withoutComments(markdown);
  const tags = htmlTags(text);
  const isPage = PAGE.test(markdown);
  const closings = new Map(tags.filter(({ closes }) => closes).map(({ name, from }) => [name, from]));
  const isClosed = ({ name, from }: Pick<Tag, "name" | "from">): boolean => (closings.get(name) ?? -1) > from;
  const page = createPage(aside);
  let hiddenBy: string | null = null;
  let from = 0;
  for (const tag of tags) {
    if (hiddenBy === null) {
      page.write(text.slice(from, tag.from));
      const isTechnical = HIDDEN.has(tag.name);
      const isHidden = isPage || (beginsLine(text, tag) && attributeOf(tag, "src") === null);
      if (isTechnical && !tag.closes && isClosed(tag) && isHidden) hiddenBy = tag.name;
      else if (isTechnical) page.write(aside.keep(text.slice(tag.from, tag.to)));
      else page.take(tag, isClosed(tag) || (tag.name === "tr" && isClosed({ name: "table", from: tag.from })));
    } else if (tag.closes && tag.name === hiddenBy) hiddenBy = null;
    from = tag.to;
  }
  page.write(text.slice(from));
  return page.text();
}

const beginsLine = (text: string, { from }: Tag): boolean =>
  /(?:^|\n)[ \t]{0,9}$/.test(text.slice(Math.max(0, from - 10), from));

/** Each ends with the first `-->` behind its `<!--`; an arrow that ends none is an arrow. */
function withoutComments(text: string): string {
  const [first = "", ...others] = text.replaceAll(/<!doctype\b[^<>]*>/gi, "").split("-->");
  let shown = "";
  let piece = first;
  for (const next of others) {
    const begin = piece.indexOf("<!--");
    const before = begin < 0 ? `${piece}-->` : piece.slice(0, begin);
    shown += before;
    piece = begin >= 0 && isTorn(before, next) ? ` ${next}` : next;
  }
  return shown + piece;
}
