import { blocksOf, type MessagesRequest } from "../messages/request.ts";
import type { FoundResult } from "./read-request.ts";

const LIBRARY = /^<help_centre>\n([\s\S]*)\n<\/help_centre>$/;
const ARTICLE = /<article>\nTitle: (.*)\nSource: .*\n\n([\s\S]*?)\n<\/article>/g;
const SECTIONS = /\n(?=#{1,6} )/;
const HEADING = /^#{1,6} (.*)\n+/;

/** A help centre that stands in the system prompt, as if all of it had been found. Nothing of it can be cited. `from`: the first index. */
export function libraryResults(system: MessagesRequest["system"], from: number): FoundResult[] {
  const texts = blocksOf(system ?? "").flatMap((block) => (block.type === "text" ? [block.text] : []));
  const articles = texts.flatMap((text) => [...(LIBRARY.exec(text)?.[1] ?? "").matchAll(ARTICLE)]);
  return articles.map(([, title = "", body = ""], at) => ({
    index: from + at,
    title,
    texts: body.split(SECTIONS).map((section) => section.trim().replace(HEADING, "$1\n")),
    cited: false,
    current: true,
  }));
}
