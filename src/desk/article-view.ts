import type { ShelvedArticle } from "./help-centre.ts";

export interface ArticleSummary {
  slug: string;
  title: string;
  audience: "public" | "internal";
  url: string | null;
  tags: readonly string[];
  language: string | null;
  draft: boolean;
  source: "file" | "api";
  /** Path within the knowledge folder; of an article of the API that of the file whose place it takes. */
  file: string | null;
  /** ISO 8601; null: a file says not when. */
  updatedAt: string | null;
  /** The operator's email. */
  updatedBy: string | null;
  words: number;
}

/** With the Markdown as it was written. */
export interface ArticleView extends ArticleSummary {
  body: string;
}

export function toSummary({ article, isDraft, text, origin }: ShelvedArticle): ArticleSummary {
  const { slug, title, audience, url, tags, language } = article;
  const isFile = origin.kind === "file";
  return {
    slug,
    title,
    audience,
    url,
    tags,
    language,
    draft: isDraft,
    source: origin.kind,
    file: origin.file,
    updatedAt: isFile ? null : origin.updatedAt.toISOString(),
    updatedBy: isFile ? null : origin.updatedBy,
    words: text.match(/\S+/g)?.length ?? 0,
  };
}

export function toView(article: ShelvedArticle): ArticleView {
  return { ...toSummary(article), body: article.text };
}
