import { table } from "../../evals/table.ts";
import { DEPTHS, type Miss, type RankingScores, type Scores } from "../../knowledge/evaluate/score-rankings.ts";
import { plainLine, shortened } from "./plain-line.ts";

/** More are in the JSON. */
const MOST_MISSES = 20;
const MAX_QUERY_LENGTH = 100;

/** Scores for a person: a table, and what was missed. */
export function printScores(scores: RankingScores): string {
  const { byStyle, misses } = scores;
  const head = ["style", "n", ...DEPTHS.map((depth) => `recall@${depth}`), ...DEPTHS.map((d) => `hit@${d}`), "MRR"];
  const rows = [["all", scores] as const, ...Object.entries(byStyle)].map(([style, own]) => rowOf(style, own));
  return [table(head, rows), ...printMisses(misses)].join("\n\n");
}

function rowOf(style: string, { n, recall, hit, mrr }: Scores): string[] {
  const shares = [...DEPTHS.map((depth) => recall[depth]), ...DEPTHS.map((depth) => hit[depth]), mrr];
  return [plainLine(style), String(n), ...shares.map((share) => share.toFixed(3))];
}

function printMisses(misses: readonly Miss[]): string[] {
  if (misses.length === 0) return [];
  const lines = misses.slice(0, MOST_MISSES).flatMap(({ query, relevant, rank, instead }) => {
    const place = rank === null ? "not among the first ten" : `on rank ${rank}`;
    const others = instead.length === 0 ? "nothing was found" : `first came ${instead.join(", ")}`;
    return [`  ${shortened(plainLine(query), MAX_QUERY_LENGTH)}`, `    ${relevant.join(", ")} ${place}; ${others}`];
  });
  const more = misses.length > MOST_MISSES ? [`  and ${misses.length - MOST_MISSES} more: see --json`] : [];
  return [[`Not answered by the first three articles (${misses.length}):`, ...lines, ...more].join("\n")];
}
