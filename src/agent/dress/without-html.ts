import { createPage } from "./html-page.ts";
import { htmlTags, type Tag } from "./html-tags.ts";
import type { Aside } from "./keep-aside.ts";
import { isTorn } from "./seam.ts";

/** What is in them nobody sees. */
const HIDDEN = new Set(["head", "script", "style"]);

/** HTML as the Markdown that says the same, its links as `label: url`, its named characters as what they are. */
export function withoutHtml(markdown: string, aside: Aside): string {
  const text = withoutComments(markdown);
  const tags = htmlTags(text);
  const closings = new Map(tags.filter(({ closes }) => closes).map(({ name, from }) => [name, from]));
  const isClosed = ({ name, from }: Pick<Tag, "name" | "from">): boolean => (closings.get(name) ?? -1) > from;
  const page = createPage(aside);
  let hiddenBy: string | null = null;
  let from = 0;
  for (const tag of tags) {
    if (hiddenBy === null) {
      page.write(text.slice(from, tag.from));
      if (HIDDEN.has(tag.name) && !tag.closes && isClosed(tag)) hiddenBy = tag.name;
      else page.take(tag, isClosed(tag) || (tag.name === "tr" && isClosed({ name: "table", from: tag.from })));
    } else if (tag.closes && tag.name === hiddenBy) hiddenBy = null;
    from = tag.to;
  }
  page.write(text.slice(from));
  return page.text();
}

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
