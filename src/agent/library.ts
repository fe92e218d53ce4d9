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
  const words = answer.toLowerCase();
  return sources.filter(
    ({ title, url }) => words.includes(title.toLowerCase()) || (url !== null && answer.includes(url)),
  );
}
