import type { Source } from "../conversation/model.ts";

/** An article for customers, whole. */
export interface WholeArticle {
  readonly slug: string;
  readonly title: string;
  /** Markdown. */
  readonly body: string;
  readonly url: string | null;
}

/** All articles for customers as one block of the system prompt. */
export interface Library {
  readonly text: string;
  readonly sources: readonly Source[];
}

/**
 * Of the block, about what ten to fifteen thousand tokens cost with every call is less than what searching costs. Beyond
 * that searching is cheaper, and finds as well.
 */
export const MOST_LIBRARY_TOKENS = 15_000;
/** Of English prose; a guess on the high side. */
const CHARS_PER_TOKEN = 3.2;

export function createLibrary(articles: readonly WholeArticle[]): Library {
  const texts = articles.map(
    ({ slug, title, body, url }) => `<article>\nTitle: ${title}\nSource: ${url ?? slug}\n\n${body.trim()}\n</article>`,
  );
  return {
    text: ["<help_centre>", ...texts, "</help_centre>"].join("\n"),
    sources: articles.map(({ title, url }) => ({ title, url })),
  };
}

export function libraryTokens({ text }: Library): number {
  return Math.ceil(text.length / CHARS_PER_TOKEN);
}

/** The articles that an answer names, by title or link. What stands in the prompt cannot be cited otherwise. */
export function namedSources(answer: string, { sources }: Pick<Library, "sources">): Source[] {
  return sources.filter(({ title, url }) => namesTitle(answer, title.trim()) || (url !== null && linksTo(answer, url)));
}

/** Titles such as "Refunds" are words of any answer: one counts where it is set apart, or called an article. */
function namesTitle(answer: string, title: string): boolean {
  const words = RegExp.escape(title);
  if (/\s/.test(title)) return new RegExp(`(?<![\\p{L}\\p{N}])${words}(?![\\p{L}\\p{N}])`, "iu").test(answer);
  const [apart, called] = [`["“”„«»‘’'*_[\\]]`, "(?:articles?|pages?|guides?)"];
  return new RegExp(`${apart}${words}${apart}|\\b${called} ${words}\\b|\\b${words} ${called}\\b`, "u").test(answer);
}

/** Not to another article whose address only begins so. */
function linksTo(answer: string, url: string): boolean {
  return new RegExp(`${RegExp.escape(url)}(?![\\w%~-]|[/.?=&]\\w)`, "u").test(answer);
}
