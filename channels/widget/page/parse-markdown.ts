/** A piece of running text. */
export type Inline =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "code"; readonly text: string }
  | { readonly kind: "strong" | "emphasis"; readonly children: readonly Inline[] }
  | { readonly kind: "link"; readonly href: string; readonly children: readonly Inline[] };

export type Block =
  | { readonly kind: "paragraph" | "heading" | "quote"; readonly children: readonly Inline[] }
  | { readonly kind: "list"; readonly start: number | null; readonly items: readonly (readonly Inline[])[] }
  | { readonly kind: "code"; readonly text: string };

const FENCE = /^\s*(?:```|~~~)/;
const HEADING = /^#{1,6}\s+(?=\S)/;
const QUOTE = /^>\s?/;
const ITEM = /^\s{0,8}(?:[-*+]|(\d{1,9})[.)])\s+(.*)$/;

/**
 * What an assistant writes, of Markdown: paragraphs, headings, lists (flat), quotes, code, strong, emphasis and links.
 * Anything else stays as it was written, and so does what is not finished yet, as in an answer that is being written.
 */
export function parseMarkdown(text: string): Block[] {
  const lines = text.replaceAll("\r\n", "\n").split("\n");
  const blocks: Block[] = [];
  for (let at = 0; at < lines.length; ) {
    const { block, next } = readBlock(lines, at);
    if (block) blocks.push(block);
    at = next;
  }
  return blocks;
}

interface ReadBlock {
  readonly block: Block | null;
  /** The first line that is not in it. */
  readonly next: number;
}

function readBlock(lines: readonly string[], at: number): ReadBlock {
  const line = lines[at] ?? "";
  if (line.trim() === "") return { block: null, next: at + 1 };
  if (FENCE.test(line)) return readCode(lines, at);
  if (HEADING.test(line)) return { block: { kind: "heading", children: parseInline(titleIn(line)) }, next: at + 1 };
  if (ITEM.test(line)) return readList(lines, at);
  if (QUOTE.test(line)) {
    const next = endOf(lines, at, (other) => QUOTE.test(other));
    const quoted = lines.slice(at, next).map((other) => other.replace(QUOTE, ""));
    return { block: { kind: "quote", children: parseInline(quoted.join("\n")) }, next };
  }
  const next = endOf(lines, at, (other) => !startsBlock(other));
  return { block: { kind: "paragraph", children: parseInline(lines.slice(at, next).join("\n").trim()) }, next };
}

/** The marks at its end are none of it, unless there is nothing else. */
function titleIn(heading: string): string {
  const title = heading.replace(HEADING, "").trimEnd();
  return withoutEnd(title, "#").trimEnd() || title;
}

/** Without whatever of `marks` is at the end. An expression would look from each of a long row of marks to the end. */
function withoutEnd(text: string, marks: string): string {
  let end = text.length;
  while (end > 0 && marks.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

function readCode(lines: readonly string[], at: number): ReadBlock {
  const next = endOf(lines, at, (line) => !FENCE.test(line));
  return { block: { kind: "code", text: lines.slice(at + 1, next).join("\n") }, next: next + 1 };
}

/** Lines between items that are no block of their own belong to the item above; so do blank lines before another item. */
function readList(lines: readonly string[], begin: number): ReadBlock {
  const items: string[] = [];
  const [, start] = ITEM.exec(lines[begin] ?? "") ?? [];
  let at = begin;
  for (; at < lines.length; at += 1) {
    const line = lines[at] ?? "";
    const [, , item] = ITEM.exec(line) ?? [];
    if (item !== undefined) items.push(item);
    else if (line.trim() === "") {
      if (!ITEM.test(lines[at + 1] ?? "")) break;
    } else if (startsBlock(line)) break;
    else items.push(`${items.pop() ?? ""}\n${line.trim()}`);
  }
  const parsed = items.map(parseInline);
  return { block: { kind: "list", start: start === undefined ? null : Number(start), items: parsed }, next: at };
}

/** Where the run of lines after `at` ends that are `inside`. */
function endOf(lines: readonly string[], at: number, inside: (line: string) => boolean): number {
  let next = at + 1;
  while (next < lines.length && inside(lines[next] ?? "")) next += 1;
  return next;
}

function startsBlock(line: string): boolean {
  return line.trim() === "" || [FENCE, HEADING, ITEM, QUOTE].some((start) => start.test(line));
}

/** Each alternative stops at the next character of its own kind, so that time grows with the length and no more. */
const INLINE = new RegExp(
  [
    String.raw`\\(?<escaped>[\\${"`"}*_[\]()#+\-.!>~])`,
    "`(?<code>[^`\n]+)`",
    String.raw`\*\*(?<strong>[^*\n]+)\*\*`,
    String.raw`(?<!\w)__(?<strong2>[^_\n]+)__(?!\w)`,
    String.raw`\*(?<emphasis>[^*\s][^*\n]*)\*`,
    String.raw`(?<!\w)_(?<emphasis2>[^_\s][^_\n]*)_(?!\w)`,
    String.raw`\[(?<label>[^\][\n]+)\]\((?<href>[^()\s]+)\)`,
    String.raw`(?<url>https?:\/\/[^\s<>"${"`"}*]+)`,
  ].join("|"),
  "g",
);

function parseInline(text: string): Inline[] {
  return tokens(text, INLINE, ({ escaped, code, strong, strong2, emphasis, emphasis2, label, href, url }) => {
    if (escaped !== undefined) return { kind: "text", text: escaped };
    if (code !== undefined) return { kind: "code", text: code };
    if (strong ?? strong2) return { kind: "strong", children: parseInline(strong ?? strong2 ?? "") };
    if (emphasis ?? emphasis2) return { kind: "emphasis", children: parseInline(emphasis ?? emphasis2 ?? "") };
    if (label !== undefined && isSafe(href ?? ""))
      return { kind: "link", href: href ?? "", children: [{ kind: "text", text: label }] };
    return url === undefined ? null : toLink(url);
  });
}

const URLS = /(?<url>https?:\/\/[^\s<>"]+)/g;

/** What a human writes: text as it is, and addresses in it become links. */
export function parseLinks(text: string): Inline[] {
  return tokens(text, URLS, ({ url }) => toLink(url ?? ""));
}

/** `read` null: it is nothing of that kind, and stays text. */
function tokens(
  text: string,
  pattern: RegExp,
  read: (groups: Readonly<Partial<Record<string, string>>>) => Inline | null,
): Inline[] {
  const found: Inline[] = [];
  const say = (plain: string): void => {
    const last = found.at(-1);
    if (last?.kind === "text") found[found.length - 1] = { kind: "text", text: last.text + plain };
    else if (plain !== "") found.push({ kind: "text", text: plain });
  };
  let at = 0;
  for (const match of text.matchAll(pattern)) {
    say(text.slice(at, match.index));
    // What ends a sentence is not part of an address.
    const [whole] = match;
    const trimmed = match.groups?.["url"] === undefined ? whole : withoutEnd(whole, ".,;:!?)]'\"");
    const inline = read({ ...match.groups, ...(trimmed !== whole && { url: trimmed }) });
    if (inline === null) say(trimmed);
    else if (inline.kind === "text") say(inline.text);
    else found.push(inline);
    at = match.index + trimmed.length;
  }
  say(text.slice(at));
  return found;
}

function toLink(url: string): Inline | null {
  return isSafe(url) ? { kind: "link", href: url, children: [{ kind: "text", text: url }] } : null;
}

const SAFE: ReadonlySet<string> = new Set(["http:", "https:", "mailto:"]);

/** Whether a link may lead there: anywhere on the web, or to a mailbox, and nowhere into this page. */
export function isSafe(href: string): boolean {
  return URL.canParse(href) && SAFE.has(new URL(href).protocol);
}
