import { readFile } from "node:fs/promises";
import { checkSlugs, parseQuestions, type Question } from "../../knowledge/evaluate/parse-questions.ts";
import { type Ranked, scoreRankings } from "../../knowledge/evaluate/score-rankings.ts";
import type { Knowledge } from "../../knowledge/knowledge.ts";
import type { EvalOptions } from "./knowledge-options.ts";
import type { Shelf } from "./open-shelf.ts";
import { passagesFor } from "./passages-for.ts";
import { printScores } from "./print-scores.ts";
import { createProgressBar } from "./progress-bar.ts";
import { untilVectors } from "./until-vectors.ts";

/** Of an article several passages may come: so many are enough for ten articles. */
const PASSAGES = 60;

/** How well the search finds what a file of questions says it should. Exit code 1 when the vectors cannot be had. */
export async function evaluateSearch(options: EvalOptions, shelf: Shelf): Promise<number> {
  const { file, audience, words, json } = options;
  const { knowledge, closing } = shelf;
  const questions = parseQuestions(await readFile(file, "utf8"), file);
  const slugs = new Set(knowledge.listed.filter(({ isDraft }) => !isDraft).map(({ article }) => article.slug));
  checkSlugs(questions, file, (slug) => slugs.has(slug));
  warnOfInternal(questions, options, knowledge);
  const missing = words ? null : await untilVectors(knowledge, { signal: closing });
  if (missing !== null) {
    process.stderr.write(`${missing}\n--words evaluates the search by words alone.\n`);
    return 1;
  }
  const { ranked, byWordsAlone } = await askAll(questions, options, shelf);
  const scores = scoreRankings(ranked);
  const model = words ? null : knowledge.status.vectors.model;
  if (json) {
    process.stdout.write(`${JSON.stringify({ ...scores, model, audience, byWordsAlone }, null, 2)}\n`);
    return 0;
  }
  const by = model === null ? "by words alone" : `by words and by meaning (${model})`;
  const slow = byWordsAlone > 0 && model !== null ? `, ${byWordsAlone} of them by words alone` : "";
  process.stdout.write(
    `${printScores(scores)}\n\n${questions.length} questions, searched ${by}${slow}, as ${audience}\n`,
  );
  return 0;
}

/** Customers never find those: the question can only be missed. */
function warnOfInternal(questions: readonly Question[], { audience }: EvalOptions, { listed }: Knowledge): void {
  if (audience === "internal") return;
  const inner = new Set(
    listed.filter(({ article }) => article.audience === "internal").map(({ article }) => article.slug),
  );
  const named = [...new Set(questions.flatMap(({ relevant }) => relevant.filter((slug) => inner.has(slug))))];
  if (named.length === 0) return;
  process.stderr.write(`Customers never find internal articles; --internal asks as an operator: ${named.join(", ")}\n`);
}

async function askAll(
  questions: readonly Question[],
  { audience, words }: EvalOptions,
  { knowledge, closing }: Shelf,
): Promise<{ readonly ranked: readonly Ranked[]; readonly byWordsAlone: number }> {
  const bar = createProgressBar("questions");
  const ranked: Ranked[] = [];
  let byWordsAlone = 0;
  try {
    for (const question of questions) {
      closing.throwIfAborted();
      const { query, before } = question;
      const passages = await passagesFor({ query, before, audience, limit: PASSAGES, words }, knowledge);
      if (passages.length > 0 && passages.every(({ why }) => why.cosine === null)) byWordsAlone += 1;
      ranked.push({ question, ranking: [...new Set(passages.map(({ slug }) => slug))] });
      bar.show(ranked.length, questions.length);
    }
  } finally {
    bar.end();
  }
  return { ranked, byWordsAlone };
}
