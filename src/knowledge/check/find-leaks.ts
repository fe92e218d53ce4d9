import type { AddressBook } from "./address-book.ts";
import type { Finding } from "./finding.ts";
import { type Page, wordsOf } from "./read-page.ts";
import { shinglesOf } from "./shingles.ts";

/** So many words in a row are the same only where one text is a copy of the other. */
const RUN = 12;
/** What stands in more public articles than these is everybody's phrase, and the internal one uses it, too. */
const MAX_PUBLIC = 3;
/** Shorter titles, such as "Refunds", are everybody's words. */
const MIN_TITLE_WORDS = 3;
/** "Internal: Refunds", "Refunds (operators only)". */
const NOT_NAMING = /^internal:|\([^()]*\)$/i;
/** `EXC-31`, `ID_RESET`: what a company makes up for itself. */
const CODE = /\b(?=[A-Z0-9_-]*[A-Z])[A-Z0-9]{2,}(?:[-_][A-Z0-9]+)+\b/g;

/**
 * What public articles show of internal ones: links, addresses and names, sentences, codes. What an internal article
 * marks as a quotation (`>`) of a public one is none.
 */
export function findLeaks(pages: readonly Page[], book: AddressBook): readonly Finding[] {
  const open = pages.filter(({ article }) => article.audience === "public");
  const inner = pages.filter(({ article }) => article.audience === "internal");
  if (inner.length === 0) return [];
  return [
    ...open.flatMap((page) => linked(page, inner, book)),
    ...inner.flatMap((secret) => named(secret, open)),
    ...copied(open, inner),
    ...codes(open, inner),
  ];
}

function linked(page: Page, inner: readonly Page[], book: AddressBook): readonly Finding[] {
  const targets = page.links.map((link) => book.follow(link, page));
  const found = new Set(targets.flatMap((target) => (target.kind === "page" ? [target.page] : [])));
  return inner.flatMap((secret) => {
    if (found.has(secret)) return [leak(page, `links to ${secret.file}, which is internal`)];
    const { url } = secret.article;
    const isShown = url !== null && page.article.body.includes(url);
    return isShown ? [leak(page, `has the address of ${secret.file}, which is internal`)] : [];
  });
}

function named({ file, article: { slug, title } }: Page, open: readonly Page[]): readonly Finding[] {
  // A slug of one word is a word.
  const withSlug = /[-_.]/.test(slug) ? open.filter(({ article }) => isNamedIn(article.body, slug)) : [];
  const words = wordsOf(title.replace(NOT_NAMING, ""));
  const phrase = ` ${words.join(" ")} `;
  const withTitle = words.length < MIN_TITLE_WORDS ? [] : open.filter((page) => page.spoken.includes(phrase));
  return [
    ...fewOf(withSlug).map((page) => leak(page, `names ${file}, which is internal`)),
    ...fewOf(withTitle).map((page) => leak(page, `has the title of ${file}, which is internal`)),
  ];
}

const fewOf = (pages: readonly Page[]): readonly Page[] => (pages.length > MAX_PUBLIC ? [] : pages);

/** Not as a part of a longer name. */
function isNamedIn(text: string, slug: string): boolean {
  const lower = text.toLowerCase();
  const name = slug.toLowerCase();
  for (let at = lower.indexOf(name); at !== -1; at = lower.indexOf(name, at + 1)) {
    if (!/[\p{L}\p{N}_-]/u.test(`${lower[at - 1] ?? ""}${lower[at + name.length] ?? ""}`)) return true;
  }
  return false;
}

function copied(open: readonly Page[], inner: readonly Page[]): readonly Finding[] {
  const secrets = new Map<number, Page>();
  for (const page of inner) for (const run of shinglesOf(page.words, RUN)) secrets.set(run, page);
  const shown = new Map<number, Page[]>();
  for (const page of open) {
    for (const run of shinglesOf(page.words, RUN)) {
      if (secrets.has(run)) shown.set(run, [...(shown.get(run) ?? []), page]);
    }
  }
  const pairs = new Map<Page, Set<Page>>();
  for (const [run, pages] of shown) {
    const secret = secrets.get(run);
    if (secret !== undefined)
      for (const page of fewOf(pages)) pairs.set(page, (pairs.get(page) ?? new Set()).add(secret));
  }
  return [...pairs].flatMap(([page, own]) => [...own].map((secret) => leak(page, inCommon(page, secret))));
}

function inCommon(page: Page, secret: Page): string {
  const theirs = ` ${secret.words.join(" ")} `;
  const at = page.words.findIndex((_, from) => theirs.includes(` ${page.words.slice(from, from + RUN).join(" ")} `));
  const quoted = page.words.slice(at, at + RUN).join(" ");
  return `says what ${secret.file}, which is internal, says: "${quoted}…"; if that one quotes, let it mark the quotation with >`;
}

function codes(open: readonly Page[], inner: readonly Page[]): readonly Finding[] {
  const codesOf = ({ article }: Page) => new Set(article.body.match(CODE) ?? []);
  const secrets = new Map<string, Page>();
  for (const page of inner) for (const code of codesOf(page)) secrets.set(code, page);
  const shown = new Map<string, Page[]>();
  for (const page of open) for (const code of codesOf(page)) shown.set(code, [...(shown.get(code) ?? []), page]);
  return [...shown].flatMap(([code, pages]) => {
    const words = `names the code ${code}, as ${secrets.get(code)?.file}, which is internal, does`;
    if (!secrets.has(code)) return [];
    return fewOf(pages).map((page): Finding => ({ ...leak(page, words), severity: "warning" }));
  });
}

const leak = ({ file }: Page, words: string): Finding => ({ file, kind: "internal_leak", severity: "error", words });
