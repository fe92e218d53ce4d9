import type { Token, Tokens } from "marked";
import { decodePart } from "../decode-part.ts";
import { hashOf } from "../place.ts";
import { BoundedLexer, TooSlowError } from "./bounded-lexer.ts";

/** A piece of running text. */
export type Inline =
  | { readonly kind: "text" | "code"; readonly text: string }
  | { readonly kind: "break" }
  | { readonly kind: "strong" | "emphasis" | "deleted"; readonly children: readonly Inline[] }
  /** `href`: an address of the web, a mailbox, or another article of ours as `#/knowledge/articles/…`. */
  | { readonly kind: "link"; readonly href: string; readonly children: readonly Inline[] };

export type Block =
  | { readonly kind: "paragraph"; readonly children: readonly Inline[] }
  | { readonly kind: "heading"; readonly depth: number; readonly children: readonly Inline[] }
  | { readonly kind: "quote"; readonly blocks: readonly Block[] }
  /** `start` null: no numbers. */
  | { readonly kind: "list"; readonly start: number | null; readonly items: readonly (readonly Block[])[] }
  | { readonly kind: "code"; readonly text: string }
  | { readonly kind: "rule" }
  | {
      readonly kind: "table";
      readonly head: readonly (readonly Inline[])[];
      readonly rows: readonly (readonly (readonly Inline[])[])[];
    };

/**
 * An article's Markdown as a tree that has no place for what could harm: HTML in it is text, a link leads to the web, to a
 * mailbox or to another article, and a picture is a link to it. What takes too long to read, or lies too deep, is code.
 */
export function toMarkdownTree(markdown: string): readonly Block[] {
  try {
    return toBlocks(new BoundedLexer().lex(markdown));
  } catch (error) {
    // A RangeError: the stack is full of what lies in each other.
    if (error instanceof TooSlowError || error instanceof RangeError) return [{ kind: "code", text: markdown }];
    throw error;
  }
}

function toBlocks(tokens: readonly Token[]): Block[] {
  return tokens.flatMap((token) => toBlock(token as MarkdownToken));
}

/** marked's own union has `Generic` in it, which takes every kind for any. */
type MarkdownToken =
  | Tokens.Space
  | Tokens.Def
  | Tokens.Hr
  | Tokens.Heading
  | Tokens.Paragraph
  | Tokens.Blockquote
  | Tokens.List
  | Tokens.Code
  | Tokens.Table
  | Tokens.HTML
  | Tokens.Text
  | Tokens.Checkbox;

function toBlock(token: MarkdownToken): Block[] {
  switch (token.type) {
    case "space":
    case "def":
      return [];
    case "hr":
      return [{ kind: "rule" }];
    case "heading":
      return [{ kind: "heading", depth: token.depth, children: toInlines(token.tokens) }];
    case "paragraph":
      return [{ kind: "paragraph", children: toInlines(token.tokens) }];
    case "blockquote":
      return [{ kind: "quote", blocks: toBlocks(token.tokens) }];
    case "list": {
      const items = token.items.map((item) => toBlocks(item.tokens));
      return [{ kind: "list", start: token.ordered ? Number(token.start) : null, items }];
    }
    case "code":
      return [{ kind: "code", text: token.text }];
    case "table":
      return [{ kind: "table", head: token.header.map(toCell), rows: token.rows.map((row) => row.map(toCell)) }];
    case "checkbox":
      return [{ kind: "paragraph", children: [{ kind: "text", text: token.checked ? "☑" : "☐" }] }];
    case "html":
      return isComment(token.text)
        ? []
        : [{ kind: "paragraph", children: [{ kind: "text", text: token.text.trim() }] }];
    case "text":
      return [{ kind: "paragraph", children: token.tokens ? toInlines(token.tokens) : [plain(token.text)] }];
  }
}

const toCell = ({ tokens }: Tokens.TableCell): Inline[] => toInlines(tokens);

/** Notes of an author to himself, which a search does not see either. */
const isComment = (html: string): boolean => /^\s*<!--[\s\S]*?-->\s*$/.test(html);

function toInlines(tokens: readonly Token[] = []): Inline[] {
  return tokens.flatMap((token) => toInline(token as InlineToken));
}

type InlineToken =
  | Tokens.Text
  | Tokens.Escape
  | Tokens.Tag
  | Tokens.Codespan
  | Tokens.Br
  | Tokens.Strong
  | Tokens.Em
  | Tokens.Del
  | Tokens.Link
  | Tokens.Image
  | Tokens.Checkbox;

function toInline(token: InlineToken): Inline[] {
  switch (token.type) {
    case "escape":
      return [{ kind: "text", text: token.text }];
    case "text":
      return [plain(token.text)];
    case "html":
      if (/^<br\s*\/?>$/i.test(token.text)) return [{ kind: "break" }];
      return isComment(token.text) ? [] : [{ kind: "text", text: token.text }];
    case "codespan":
      return [{ kind: "code", text: token.text }];
    case "br":
      return [{ kind: "break" }];
    case "strong":
      return [{ kind: "strong", children: toInlines(token.tokens) }];
    case "em":
      return [{ kind: "emphasis", children: toInlines(token.tokens) }];
    case "del":
      return [{ kind: "deleted", children: toInlines(token.tokens) }];
    case "checkbox":
      return [{ kind: "text", text: token.checked ? "☑ " : "☐ " }];
    case "link":
      return toLink(token.href, toInlines(token.tokens));
    case "image":
      return toLink(token.href, [{ kind: "text", text: `[Picture: ${token.text || "no description"}]` }]);
  }
}

/** Where it may not lead, only what it says is left. */
function toLink(href: string, children: readonly Inline[]): Inline[] {
  const slug = articleIn(href);
  if (slug !== null) return [{ kind: "link", href: hashOf({ kind: "articles", slug }), children }];
  return isOutward(href) ? [{ kind: "link", href, children }] : [...children];
}

/** Files link to each other as `../billing/refund-policy.md#when`. */
function articleIn(href: string): string | null {
  const [, name] = /^(?:[^/:?#]+\/)*([^/:?#]+)\.md(?:#.*)?$/.exec(href) ?? [];
  return name === undefined ? null : decodePart(name);
}

const OUTWARD: ReadonlySet<string> = new Set(["http:", "https:", "mailto:"]);

function isOutward(href: string): boolean {
  return URL.canParse(href) && OUTWARD.has(new URL(href).protocol);
}

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: "\u00a0" };

/** With the characters that entities stand for; of the named ones those that people write. */
function plain(text: string): Inline {
  const decoded = text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w{2,6}));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return ENTITIES[name] ?? whole;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
  return { kind: "text", text: decoded };
}
