import type { Article } from "./parse-article.ts";

/** The hosts, with their ports, that the articles are published on or link to. What stands as code is an example. */
export function linkHostsOf(articles: readonly Article[]): readonly string[] {
  const urls = articles.flatMap(({ url, body }) => [...linksIn(body), ...(url === null ? [] : [url])]);
  return [...new Set(urls.filter((url) => URL.canParse(url)).map((url) => new URL(url).host))].sort();
}

/** The http and https links of a Markdown text, named or bare. */
function linksIn(markdown: string): readonly string[] {
  const prose = markdown.replace(/^ {0,3}(`{3,}|~{3,})[\s\S]*?^ {0,3}\1/gm, "").replace(/`[^`\n]*`/g, "");
  const links = prose.match(/https?:\/\/[^\s<>()[\]"'|*]+/g) ?? [];
  return links.map((link) => link.replace(/[.,;:!?]+$/, ""));
}
