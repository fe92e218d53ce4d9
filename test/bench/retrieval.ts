import { join } from "node:path";
import { table } from "../../src/evals/table.ts";
import type { Audience } from "../../src/knowledge/article.ts";
import type { Question } from "../../src/knowledge/evaluate/parse-questions.ts";
import { type RankingScores, scoreRankings } from "../../src/knowledge/evaluate/score-rankings.ts";
import { temporaryFolder } from "../database/temporary-folder.ts";
import type { Figure } from "./figures.ts";
import { bankingQueries, bankingTasks, questionsIn, writeBankingArticles } from "./retrieval/banking-help-centre.ts";
import { openThreeSearches, type ThreeSearches, WAYS, type Way } from "./retrieval/three-searches.ts";

type ByWay = Readonly<Record<Way, RankingScores>>;

const OURS = join(import.meta.dirname, "../../knowledge");
const QUESTIONS = join(import.meta.dirname, "../knowledge");
const NAMES: Readonly<Record<Way, string>> = { words: "words alone", vectors: "vectors alone", both: "both" };

/** How well the right articles are found. What it is by style goes to stdout at once. */
export async function measureRetrieval(): Promise<Figure[]> {
  return [...(await measureOurs()), ...(await measureBank())];
}

async function measureOurs(): Promise<Figure[]> {
  const searches = await openThreeSearches(OURS);
  try {
    const figures: Figure[] = [];
    for (const name of ["customer-questions", "questions"]) {
      const questions = await questionsIn(join(QUESTIONS, `${name}.json`));
      const scores = await scoreAll(questions, "public", searches);
      process.stdout.write(`${name}.json\n${byStyle(scores)}\n\n`);
      figures.push(...figuresOf(`${name}.json`, `${questions.length} questions to the sample help centre`, scores));
    }
    return figures;
  } finally {
    await searches.close();
  }
}

async function measureBank(): Promise<Figure[]> {
  const folder = temporaryFolder();
  await writeBankingArticles(folder.path);
  const searches = await openThreeSearches(folder.path);
  try {
    const queries = await scoreAll(await bankingQueries(), "public", searches);
    const tasks = await scoreAll(await bankingTasks(), "internal", searches);
    const on = "33 tasks, 1 to 16 documents needed for each, internal ones too";
    return [
      ...figuresOf("bank", "30 questions to a bank's 698 documents", queries),
      ...WAYS.flatMap((way): Figure[] => [
        percent(`bank's tasks, hit@10, ${NAMES[way]}`, tasks[way].hit["10"], on),
        percent(`bank's tasks, recall@10, ${NAMES[way]}`, tasks[way].recall["10"], "the same"),
      ]),
    ];
  } finally {
    await searches.close();
    folder.remove();
  }
}

async function scoreAll(questions: readonly Question[], audience: Audience, { rank }: ThreeSearches): Promise<ByWay> {
  const score = async (way: Way): Promise<RankingScores> => {
    const ranked = [];
    for (const question of questions) ranked.push({ question, ranking: await rank(way, question, audience) });
    return scoreRankings(ranked);
  };
  return { words: await score("words"), vectors: await score("vectors"), both: await score("both") };
}

function figuresOf(name: string, on: string, scores: ByWay): Figure[] {
  return WAYS.flatMap((way) => [
    ...(["1", "3", "5", "10"] as const).map((depth, at) =>
      percent(`${name}, hit@${depth}, ${NAMES[way]}`, scores[way].hit[depth], at === 0 ? on : "the same"),
    ),
    { name: `${name}, MRR, ${NAMES[way]}`, value: scores[way].mrr, unit: "" as const, on: "the same" },
  ]);
}

const percent = (name: string, share: number, on: string): Figure => ({ name, value: share * 100, unit: "%", on });

function byStyle(scores: ByWay): string {
  const head = ["style", "n", ...WAYS.flatMap((way) => [`${way} hit@1`, "hit@3", "MRR"])];
  const styles = Object.keys(scores.both.byStyle);
  const rows = styles.map((style) => [
    style,
    String(scores.both.byStyle[style]?.n),
    ...WAYS.flatMap((way) => {
      const own = scores[way].byStyle[style];
      return [own?.hit["1"], own?.hit["3"], own?.mrr].map((value) => value?.toFixed(2) ?? "");
    }),
  ]);
  return table(head, rows);
}
