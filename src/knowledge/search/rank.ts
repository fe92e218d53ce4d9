import type { Article } from "../article.ts";
import type { Bag } from "../words/bag-of-words.ts";

/** What a chunk has to do with a question. */
export interface Candidate {
  readonly bag: Bag;
  /** How near it is in meaning, -1 to 1; null: it has no vector, or the search goes by words alone. */
  readonly cosine: number | null;
  /** How much of the question its words cover, 0 to 1. */
  readonly coverage: number;
  /** The stems of the question's exact terms that it has. */
  readonly exact: readonly string[];
  /** BM25, over that of the best chunk: 0 to 1. */
  readonly bm25: number;
  /** The question has its heading in it, word for word; what its title names. */
  readonly heading: boolean;
  readonly name: boolean;
  /** How much of what its heading asks the question asks, too: 0 to 1. */
  readonly asked: number;
  /** The question wants a price, a time or steps, and here they are. */
  readonly kind: boolean;
}

export interface Ranked extends Candidate {
  readonly score: number;
  /** What decides the order: the score, and a little for what stands in the question word for word. */
  readonly rank: number;
}

/** What coverage weighs beside the cosine. .2 to .4 makes no measurable difference. */
const COVERAGE = 0.3;
const BM25 = 0.1;
const HEADING = 0.2;
const NAME = 0.1;
const KIND = 0.08;
/** Counts as far as the passage covers the question at all. */
const ASKED = 0.1;

/** While its vector is being made, a chunk that covers the whole question is taken to be about as near as such usually are. */
const LIKELY_COSINE = 0.6;

/** By words alone, how often and how rare they are tells more. */
const BM25_ALONE = 0.3;
const BONUS_ALONE = 2;

/**
 * With a lower score it is no answer. Chosen on 162 questions and 30 that no article answers: a floor for the cosine alone
 * would pass over more of the ones, or let through more of the others.
 */
const LEAST_SCORE = 0.27;
/** By words alone it has to cover so much of the question. */
const LEAST_COVERAGE = 0.2;
/** Words beyond this many are the story around the question, and no passage is asked to cover them. */
const LONG_QUESTION = 8;

/** One article does not fill the whole answer. */
const MOST_OF_ARTICLE = 2;

/**
 * At most `limit` that may answer the question, best first; ties by the order given. `terms`: how many words of the
 * question tell something. What has an exact term of the question is among them, whatever else is better.
 */
export function rank(
  candidates: readonly Candidate[],
  { terms, byMeaning, limit }: { readonly terms: number; readonly byMeaning: boolean; readonly limit: number },
): readonly Ranked[] {
  const ease = Math.min(1, LONG_QUESTION / Math.max(terms, 1));
  const good = candidates
    .map((one) => (byMeaning ? byBoth(one) : byWords(one)))
    .filter((one) => isNear(one, byMeaning ? LEAST_SCORE : LEAST_COVERAGE * ease))
    .sort((a, b) => b.rank - a.rank);
  return withExactTerms(spread(good, limit), good, limit);
}

function isNear({ exact, heading, score }: Ranked, least: number): boolean {
  return exact.length > 0 || heading || (score > 0 && score >= least);
}

function byBoth(one: Candidate): Ranked {
  const { cosine, coverage } = one;
  const score = (cosine ?? LIKELY_COSINE * coverage) + COVERAGE * coverage;
  return { ...one, score, rank: score + BM25 * one.bm25 + bonusOf(one) };
}

function byWords(one: Candidate): Ranked {
  const score = one.coverage;
  return { ...one, score, rank: score + BM25_ALONE * one.bm25 + BONUS_ALONE * bonusOf(one) };
}

function bonusOf({ heading, name, asked, kind, coverage }: Candidate): number {
  return (heading ? HEADING : 0) + (name ? NAME : 0) + (kind ? KIND : 0) + coverage * ASKED * asked;
}

/** The first `limit`, passing over what would be one too many of an article. */
function spread(ranked: readonly Ranked[], limit: number): readonly Ranked[] {
  const picked: Ranked[] = [];
  const ofArticle = new Map<Article, number>();
  for (const one of ranked) {
    if (picked.length >= limit) break;
    const { article } = one.bag.chunk;
    const already = ofArticle.get(article) ?? 0;
    if (already >= MOST_OF_ARTICLE) continue;
    ofArticle.set(article, already + 1);
    picked.push(one);
  }
  return picked;
}

/** The best that has a term which none of the picked has takes the last place; the first keeps its own. */
function withExactTerms(picked: readonly Ranked[], ranked: readonly Ranked[], limit: number): readonly Ranked[] {
  const kept = [...picked];
  for (const one of limit < 2 ? [] : ranked) {
    if (one.exact.every((term) => isHad(term, kept))) continue;
    if (kept.length >= limit) {
      const at = kept.findLastIndex((other, place) => place > 0 && isSpare(other, kept));
      if (at === -1) break;
      kept.splice(at, 1);
    }
    kept.push(one);
  }
  return kept;
}

const isHad = (term: string, kept: readonly Ranked[]): boolean => kept.some(({ exact }) => exact.includes(term));

/** Others have all exact terms that it has. */
function isSpare(one: Ranked, kept: readonly Ranked[]): boolean {
  const others = kept.filter((other) => other !== one);
  return one.exact.every((term) => isHad(term, others));
}
