import type { ArticleSummary } from "../../src/desk/article-view.ts";
import type { Found } from "../../src/desk/page/state/knowledge/article-state.ts";
import type { Article, Gap, Passage, VectorProgress } from "../../src/desk/page/state/knowledge/shapes.ts";

/** An article as the API lists it; only what a test is about needs to be said. */
export function aSummary(slug: string, parts: Partial<ArticleSummary> = {}): ArticleSummary {
  return {
    slug,
    title: `Title of ${slug}`,
    audience: "public",
    url: null,
    tags: [],
    language: null,
    draft: false,
    source: "file",
    file: `articles/${slug}.md`,
    updatedAt: null,
    updatedBy: null,
    words: 1,
    ...parts,
  };
}

export function anArticle(slug: string, parts: Partial<Article> = {}): Article {
  return { ...aSummary(slug), body: "Text.", ...parts };
}

export const found = (document: Article, version: string): Found => ({ document, version: `"${version}"` });

export function aGap(id: string, parts: Partial<Gap> = {}): Gap {
  const at = "2026-11-26T10:00:00.000Z";
  return {
    id,
    question: `question ${id}`,
    count: 1,
    conversations: 1,
    firstAt: at,
    lastAt: at,
    examples: [],
    nowFound: [],
    ...parts,
  };
}

export function aPassage(parts: Partial<Passage> = {}): Passage {
  const why = { cosine: null, coverage: 0.5, words: [], exact: [] };
  return { slug: "a", title: "A", heading: null, text: "", url: null, audience: "public", score: 0.5, why, ...parts };
}

export function vectors(parts: Partial<VectorProgress> = {}): VectorProgress {
  return { model: "minilm", dimension: 384, serving: "minilm", done: 10, total: 10, error: null, ...parts };
}
