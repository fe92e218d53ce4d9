import type { Chunk } from "./chunk-article.ts";
import type { Article } from "./parse-article.ts";
import type { WordIndex } from "./word-index.ts";
import { termsOf } from "./words.ts";

/** More of a query is not read: what matters is said by then, and time stays bounded whatever is pasted. UTF-16 units. */
const MAX_QUERY_LENGTH = 8_000;
const MAX_QUERY_STEMS = 100;

/** A corrected word is a guess. */
const CORRECTED_WEIGHT = 0.8;

/** How much BM25, relative to the best, adds to coverage in the order. 0.2 to 1 makes no measurable difference. */
const BM25_SHARE = 0.3;

/** A passage that covers less of the query is no answer to it. */
const FLOOR = 0.2;

/** Stems beyond this many are the story around the question, and no passage is asked to cover them. */
const LONG_QUERY_STEMS = 8;

/** One article does not fill the whole answer. */
const MAX_PER_ARTICLE = 2;

/** A chunk that has some of the query's words. */
export interface Match {
  readonly chunk: Chunk;
  /** The IDF weight of the query's stems that the chunk has, over that of all its stems: 0 to 1. */
  readonly coverage: number;
  readonly bm25: number;
}

/**
 * At most `limit` chunks that answer the query, best first; none when nothing comes near. The same index and query give
 * the same answer: ties are broken by the order of the chunks.
 */
export function rank(index: WordIndex, query: string, limit: number): readonly Match[] {
  const stems = stemsOf(index, query);
  const matches = matchesOf(index, stems);
  const bestBm25 = matches.reduce((best, { bm25 }) => Math.max(best, bm25), 0);
  const floor = FLOOR * Math.min(1, LONG_QUERY_STEMS / stems.size);
  const orderOf = ({ coverage, bm25 }: Match): number => coverage + (BM25_SHARE * bm25) / bestBm25;
  const good = matches.filter(({ coverage }) => coverage >= floor).sort((a, b) => orderOf(b) - orderOf(a));
  return spread(good, limit);
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

/** Every chunk that has one of the stems, in the order of the chunks. */
function matchesOf(index: WordIndex, stems: ReadonlyMap<string, number>): readonly Match[] {
  const found = new Float64Array(index.chunks.length);
  const bm25 = new Float64Array(index.chunks.length);
  let all = 0;
  for (const [stem, weight] of stems) {
    const posting = index.postings.get(stem);
    all += posting?.idf ?? index.unknownIdf;
    if (posting === undefined) continue;
    for (const [at, chunk] of posting.chunks.entries()) {
      found[chunk] = (found[chunk] ?? 0) + weight * posting.idf;
      bm25[chunk] = (bm25[chunk] ?? 0) + weight * (posting.scores[at] ?? 0);
    }
  }
  return index.chunks.flatMap((chunk, at) => {
    const weight = found[at] ?? 0;
    return weight === 0 ? [] : [{ chunk, coverage: weight / all, bm25: bm25[at] ?? 0 }];
  });
}

/** The query's stems, corrected where they are unknown, each with how sure it is: 0 when no chunk has it. */
function stemsOf(index: WordIndex, query: string): ReadonlyMap<string, number> {
  const stems = new Map<string, number>();
  for (const { word, stem, joined } of termsOf(query.slice(0, MAX_QUERY_LENGTH))) {
    if (stems.size >= MAX_QUERY_STEMS) break;
    if (index.postings.has(stem)) {
      stems.set(stem, 1);
    } else if (!joined) {
      const corrected = index.correct(word);
      if (corrected === null) stems.set(stem, 0);
      else if (!stems.has(corrected)) stems.set(corrected, CORRECTED_WEIGHT);
    }
  }
  return stems;
}
