import type { Article } from "../articles/parse-article.ts";
import type { Chunk } from "../chunks/chunk-article.ts";
import { kindsWanted } from "../words/answer-kinds.ts";
import { type QueryTerm, queryTerms } from "../words/query-terms.ts";
import type { WordIndex } from "../words/word-index.ts";

/** How much BM25, relative to the best, adds to coverage in the order. 0.15 to 0.6 makes no measurable difference. */
const BM25_SHARE = 0.3;

/** How much a heading adds that asks what the query asks, and nothing else. */
const HEADING_SHARE = 0.25;

/** How much it adds when the query asks for a price, a time or steps, and the passage has them. */
const KIND_SHARE = 0.2;

/** A passage that covers less of the query is no answer to it. */
const FLOOR = 0.2;

/** Terms beyond this many are the story around the question, and no passage is asked to cover them. */
const LONG_QUERY_TERMS = 8;

/** One article does not fill the whole answer. */
const MAX_PER_ARTICLE = 2;

/** A chunk that has some of the query's words. */
export interface Match {
  readonly chunk: Chunk;
  /** The IDF weight of the query's stems that the chunk has, over that of all its stems: 0 to 1. */
  readonly coverage: number;
  /** What decides the order. */
  readonly score: number;
}

/**
 * At most `limit` chunks that answer the query, best first; none when nothing comes near. The same index and query give
 * the same answer: ties are broken by the order of the chunks.
 */
export function rank(index: WordIndex, query: string, limit: number): readonly Match[] {
  const terms = queryTerms(index, query);
  const floor = FLOOR * Math.min(1, LONG_QUERY_TERMS / terms.length);
  const good = matchesOf(index, terms, query).filter(({ coverage }) => coverage >= floor);
  return spread(
    good.sort((a, b) => b.score - a.score),
    limit,
  );
}

/** The first `limit`, passing over what would be one too many of an article. */
function spread(matches: readonly Match[], limit: number): readonly Match[] {
  const picked: Match[] = [];
  const perArticle = new Map<Article, number>();
  for (const match of matches) {
    if (picked.length >= limit) break;
    const already = perArticle.get(match.chunk.article) ?? 0;
    if (already >= MAX_PER_ARTICLE) continue;
    perArticle.set(match.chunk.article, already + 1);
    picked.push(match);
  }
  return picked;
}

/** What the terms add up to, by position of the chunk. */
interface Sums {
  readonly found: Float64Array;
  readonly placed: Float64Array;
  readonly headed: Float64Array;
  readonly bm25: Float64Array;
}

/** Every chunk that has one of the terms, in the order of the chunks. */
function matchesOf(index: WordIndex, terms: readonly QueryTerm[], query: string): Match[] {
  const { found, placed, headed, bm25 } = sumsOf(index, terms);
  const all = terms.reduce((sum, { weight }) => sum + weight, 0);
  const bestBm25 = bm25.reduce((best, one) => Math.max(best, one), 0);
  const wanted = [...kindsWanted(query.slice(0, MAX_KIND_LENGTH))];
  return index.chunks.flatMap((chunk, at) => {
    const weight = found[at] ?? 0;
    if (weight === 0) return [];
    const answers = wanted.some((kind) => index.answers[at]?.has(kind)) ? KIND_SHARE : 0;
    const share = (placed[at] ?? 0) / all;
    const score =
      share * (1 + answers) + (BM25_SHARE * (bm25[at] ?? 0)) / bestBm25 + HEADING_SHARE * share * (headed[at] ?? 0);
    return [{ chunk, coverage: Math.min(1, weight / all), score }];
  });
}

/** A question says what kind of answer it wants early. UTF-16 units. */
const MAX_KIND_LENGTH = 500;

/** Of a term that may stand in several ways, each chunk is credited with the best it has. */
function sumsOf(index: WordIndex, terms: readonly QueryTerm[]): Sums {
  const zeros = (): Float64Array => new Float64Array(index.chunks.length);
  const sums: Sums = { found: zeros(), placed: zeros(), headed: zeros(), bm25: zeros() };
  const best = zeros();
  const credited = new Int32Array(index.chunks.length);
  for (const [number, { weight, ways }] of terms.entries()) {
    for (const { stem, sureness } of ways) {
      const posting = index.postings.get(stem);
      if (posting === undefined) continue;
      const { chunks, covers, scores, headed } = posting;
      for (let at = 0; at < chunks.length; at += 1) {
        const chunk = chunks[at] ?? 0;
        const isFirst = credited[chunk] !== number + 1;
        credited[chunk] = number + 1;
        const worth = sureness * (covers[at] ?? 0);
        const gain = isFirst ? worth : worth - (best[chunk] ?? 0);
        if (gain <= 0) continue;
        best[chunk] = worth;
        if (isFirst) sums.found[chunk] = (sums.found[chunk] ?? 0) + sureness * weight;
        sums.placed[chunk] = (sums.placed[chunk] ?? 0) + gain * weight;
        sums.headed[chunk] = (sums.headed[chunk] ?? 0) + sureness * (headed[at] ?? 0);
        if (isFirst) sums.bm25[chunk] = (sums.bm25[chunk] ?? 0) + sureness * (scores[at] ?? 0);
      }
    }
  }
  return sums;
}
