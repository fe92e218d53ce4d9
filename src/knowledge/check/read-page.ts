import { Marked, type Token, type Tokens } from "marked";
import type { Article } from "../article.ts";

/** An article and where it comes from. */
export interface Source {
  /** Path within the knowledge folder; the slug, where the article has no file. */
  readonly file: string;
  readonly article: Pick<Article, "slug" | "title" | "audience" | "url" | "tags" | "body">;
}

export interface Heading {
  readonly level: number;
  readonly text: string;
}

/** A source read through once: what the checks look at. */
export interface Page extends Source {
  /** Not with quotations or lists within each other a thousand levels deep: then it has no links and no headings. */
  readonly readable: boolean;
  /** Where its links lead, as written; pictures and what stands as code are none. */
  readonly links: readonly string[];
  /** What looks like a link and is none, as written. */
  readonly torn: readonly string[];
  readonly headings: readonly Heading[];
  /** What a link may name behind a `#`, by `toAnchor`. */
  readonly anchors: ReadonlySet<string>;
  /** The words in order, lowercased, without the targets of links and without what is marked as a quotation. */
  readonly words: readonly string[];
  /** Title and text in one line of words, with a space at either end. */
  readonly spoken: string;
}

/** `[[article]]` of a wiki, and `[words][name]` without a line that says where the name leads. */
const TORN = /\[\[[^[\]\n]+\]\]|\[[^[\]\n]+\]\[[^[\]\n]*\]/g;
const OWN_ANCHOR = /\b(?:id|name)=["']([^"']+)["']|\{#([^}\s]+)\}/g;
const WORD = /[\p{L}\p{N}]+(?:[-_.'’][\p{L}\p{N}]+)*/gu;

export function readPage(source: Source): Page {
  const { body, title } = source.article;
  const links: string[] = [];
  const torn: string[] = [];
  const headings: Heading[] = [];
  const tokens = tokensOf(body);
  for (const token of within(tokens ?? [])) {
    if (token.type === "link") links.push((token as Tokens.Link).href);
    if (token.type === "heading")
      headings.push({ level: (token as Tokens.Heading).depth, text: (token as Tokens.Heading).text });
    // A text with parts is told of by its parts.
    if (token.type === "text" && !("tokens" in token)) torn.push(...(token.raw.match(TORN) ?? []));
  }
  const spoken = ` ${wordsOf(`${title}\n${body}`).join(" ")} `;
  const named = [...body.matchAll(OWN_ANCHOR)].map(([, id, name]) => id ?? name ?? "");
  const anchors = new Set([title, ...headings.map(({ text }) => text), ...named].map(toAnchor));
  return {
    ...source,
    readable: tokens !== null,
    links,
    torn,
    headings,
    anchors,
    words: wordsOf(unquoted(body)),
    spoken,
  };
}

function tokensOf(markdown: string): readonly Token[] | null {
  try {
    return new Marked().lexer(markdown);
  } catch (error) {
    // The stack has an end.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** The tokens and all that is in them, in order. */
function* within(tokens: readonly Token[]): Generator<Token> {
  for (const token of tokens) {
    yield token;
    if (token.type === "table") {
      const { header, rows } = token as Tokens.Table;
      for (const cell of [header, ...rows].flat()) yield* within(cell.tokens);
    } else if (token.type === "list") {
      for (const item of (token as Tokens.List).items) yield* within(item.tokens);
    } else if ("tokens" in token && token.tokens !== undefined) {
      yield* within(token.tokens);
    }
  }
}

/** As sites make them of headings; where sites differ, such as in doubled hyphens, it is the same here. */
export function toAnchor(heading: string): string {
  const plain = heading.replace(/\{#[^}]*\}|<[^>]*>/g, "").replace(/\[([^\]]*)\]\([^)]*\)/g, "$1");
  return plain
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-+|-+$/g, "");
}

export function wordsOf(text: string): readonly string[] {
  return text.normalize("NFKC").toLowerCase().match(WORD) ?? [];
}

function unquoted(markdown: string): string {
  return markdown.replace(/^ {0,3}>.*$/gm, "").replace(/\]\([^()\s]*(?:\s[^()]*)?\)/g, "]");
}
