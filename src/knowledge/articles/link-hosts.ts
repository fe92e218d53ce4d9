import type { Article } from "../article.ts";

/** The hosts, with their ports, that the articles are published on or link to. What stands as code is an example. */
export function linkHostsOf(articles: readonly Article[]): readonly string[] {
  return [...new Set(articles.flatMap(hostsOf))].sort();
}

/** An article never changes, and of thousands one is another at a time. */
const known = new WeakMap<Article, readonly string[]>();

function hostsOf(article: Article): readonly string[] {
  const before = known.get(article);
  if (before !== undefined) return before;
  const { url, body } = article;
  const urls = [...linksIn(body), ...(url === null ? [] : [url])];
  const hosts = [...new Set(urls.filter((link) => URL.canParse(link)).map((link) => new URL(link).host))];
  known.set(article, hosts);
  return hosts;
}

/**
 * Code between two fences, or from one to the end where it is not closed (CommonMark, section 4.5). The fence is taken
 * whole by looking ahead: tried in every length, an open one of thousands of marks takes the square of the text's length.
 */
const FENCED = /^ {0,3}(?=(`{3,}(?=[^`\n]*$)|~{3,}))\1[\s\S]*?(?:^ {0,3}\1|$(?![\s\S]))/gm;

/** The http and https links of a Markdown text, named or bare. */
function linksIn(markdown: string): readonly string[] {
  const prose = markdown.replace(FENCED, "").replace(/`[^`\n]*`/g, "");
  const links = prose.match(/https?:\/\/[^\s<>()[\]"'|*]+/g) ?? [];
  return links.map((link) => link.replace(/[.,;:!?]+$/, ""));
}
