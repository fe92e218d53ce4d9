import type { Article } from "../article.ts";
import { type Chunk, chunkArticle, MAX_CHUNK_WORDS } from "../chunks/chunk-article.ts";
import { countWords } from "../chunks/count-words.ts";
import { toBlocks } from "../chunks/markdown-blocks.ts";
import type { Finding, FindingKind } from "./finding.ts";
import type { Page } from "./read-page.ts";

/** What a result's headline, and a phone, show of a title. Characters. */
const MAX_TITLE_LENGTH = 80;
/** Whoever looks for one thing does not read on; several things are several articles. */
const MAX_ARTICLE_WORDS = 1_200;
/** Title and headings stand above each chunk, and take their words from its text. */
const MAX_HEADING_WORDS = 40;

/** What makes an article hard to find or to read, from the article alone. */
export function findFaultsOfForm(page: Page): readonly Finding[] {
  const { file, article, headings } = page;
  const warn = (kind: FindingKind, words: string): Finding => ({ file, kind, severity: "warning", words });
  const chunks = chunkArticle({ ...article, hash: "", language: null } as Article);
  const length = countWords(article.body);
  return [
    ...(article.audience === "public" && article.url === null ? [warn("no_url", "customers get no link to it")] : []),
    ...(article.tags.some((tag) => tag.trim() === "") ? [warn("empty_tag", "a tag has no words")] : []),
    ...(article.title.length > MAX_TITLE_LENGTH
      ? [warn("too_long", `the title has ${article.title.length} characters, and ${MAX_TITLE_LENGTH} are enough`)]
      : []),
    ...(length > MAX_ARTICLE_WORDS
      ? [warn("too_long", `it has ${length} words: several articles are found better`)]
      : []),
    ...longHeadings(article.title, chunks).map((words) => warn("too_long", words)),
    ...cuts(article.body, chunks).map((words) => warn("cut", words)),
    ...jumps(headings).map((words) => warn("heading_jump", words)),
  ];
}

function longHeadings(title: string, chunks: readonly Chunk[]): readonly string[] {
  const headings = new Set(chunks.flatMap(({ heading }) => (heading === null ? [] : [heading])));
  const long = [...headings].filter((heading) => countWords(`${title} ${heading}`) > MAX_HEADING_WORDS);
  return long.map(
    (heading) => `the title and the headings above "${lastOf(heading)}" have more than ${MAX_HEADING_WORDS} words`,
  );
}

/** Tables and code in parts, and sections in parts for another reason. */
function cuts(body: string, chunks: readonly Chunk[]): readonly string[] {
  const whole = toBlocks(body).flatMap((block) => (block.kind === "table" || block.kind === "code" ? [block] : []));
  const torn = whole.filter(({ text }) => !chunks.some((chunk) => chunk.text.includes(text)));
  const parts = new Map<string | null, Chunk[]>();
  for (const chunk of chunks) parts.set(chunk.heading, [...(parts.get(chunk.heading) ?? []), chunk]);
  const long = [...parts].filter(([, own]) => own.length > 1 && wordsOf(own) > MAX_CHUNK_WORDS);
  return [
    ...torn.map(
      ({ kind, text }) =>
        `a ${kind === "code" ? "piece of code" : kind} of ${countWords(text)} words is found in parts`,
    ),
    ...long.map(
      ([heading, own]) =>
        `${heading === null ? "the text before the first heading" : `"${lastOf(heading)}"`} has ${wordsOf(own)} words and is found in ${own.length} parts: more headings make better ones`,
    ),
  ];
}

function jumps(headings: Page["headings"]): readonly string[] {
  return headings.flatMap(({ level, text }, at) => {
    const above = headings[at - 1]?.level ?? level;
    return level > above + 1 ? [`"${text}" is of level ${level} below one of level ${above}`] : [];
  });
}

const lastOf = (heading: string): string => heading.split(" > ").at(-1) ?? heading;
const wordsOf = (chunks: readonly Chunk[]): number => chunks.reduce((sum, { text }) => sum + countWords(text), 0);
