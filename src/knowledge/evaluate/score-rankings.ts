import type { Question } from "./parse-questions.ts";

/** How many articles are looked at, in words of JSON. */
export type Depth = "1" | "3" | "5" | "10";
export const DEPTHS: readonly Depth[] = ["1", "3", "5", "10"];

/** So many articles a ranking should have, if there are as many. */
const MAX_DEPTH = 10;

export interface Scores {
  readonly n: number;
  /** By depth k, the mean share of a question's relevant articles that are among the first k. */
  readonly recall: Readonly<Record<Depth, number>>;
  /** By depth k, the share of questions with at least one relevant article among the first k. */
  readonly hit: Readonly<Record<Depth, number>>;
  /** The mean of 1 / rank of the first relevant article among the first ten; none counts 0. */
  readonly mrr: number;
}

/** A question that had no relevant article among the first three. */
export interface Miss {
  readonly query: string;
  readonly style: string | null;
  readonly relevant: readonly string[];
  /** Of the first relevant one, from 1; null: not among the first ten. */
  readonly rank: number | null;
  /** Slugs of what came first. */
  readonly instead: readonly string[];
}

export interface RankingScores extends Scores {
  /** Of questions that have a style. */
  readonly byStyle: Readonly<Record<string, Scores>>;
  readonly misses: readonly Miss[];
}

export interface Ranked {
  readonly question: Question;
  /** Slugs of articles, each once, best first. */
  readonly ranking: readonly string[];
}

const MISSED_BELOW = 3;

/** How well rankings of articles answer their questions. Figures are rounded to four digits after the point. */
export function scoreRankings(ranked: readonly Ranked[]): RankingScores {
  const styles = Map.groupBy(ranked, ({ question }) => question.style);
  return {
    ...scoresOf(ranked),
    byStyle: Object.fromEntries(
      [...styles].flatMap(([style, own]) => (style === null ? [] : [[style, scoresOf(own)]])),
    ),
    misses: ranked.flatMap(missOf),
  };
}

function scoresOf(ranked: readonly Ranked[]): Scores {
  const byDepth = (valueAt: (one: Ranked, depth: number) => number): Record<Depth, number> => {
    const at = (depth: number): number => mean(ranked.map((one) => valueAt(one, depth)));
    return { "1": at(1), "3": at(3), "5": at(5), "10": at(10) };
  };
  return {
    n: ranked.length,
    recall: byDepth(({ question: { relevant }, ranking }, depth) => {
      const first = new Set(ranking.slice(0, depth));
      return relevant.filter((slug) => first.has(slug)).length / relevant.length;
    }),
    hit: byDepth((one, depth) => ((rankOf(one) ?? Number.POSITIVE_INFINITY) <= depth ? 1 : 0)),
    mrr: mean(ranked.map((one) => 1 / (rankOf(one) ?? Number.POSITIVE_INFINITY))),
  };
}

function missOf(one: Ranked): readonly Miss[] {
  const rank = rankOf(one);
  if (rank !== null && rank <= MISSED_BELOW) return [];
  const { query, style, relevant } = one.question;
  return [{ query, style, relevant, rank, instead: one.ranking.slice(0, MISSED_BELOW) }];
}

function rankOf({ question, ranking }: Ranked): number | null {
  const at = ranking.slice(0, MAX_DEPTH).findIndex((slug) => question.relevant.includes(slug));
  return at === -1 ? null : at + 1;
}

function mean(values: readonly number[]): number {
  const sum = values.reduce((all, value) => all + value, 0);
  return values.length === 0 ? 0 : Math.round((sum / values.length) * 10_000) / 10_000;
}
