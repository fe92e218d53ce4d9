import { afterAll, beforeAll, expect, it } from "vitest";
import type { Question } from "../../../src/knowledge/evaluate/parse-questions.ts";
import { scoreRankings } from "../../../src/knowledge/evaluate/score-rankings.ts";
import { type Knowledge, openKnowledge } from "../../../src/knowledge/knowledge.ts";
import { bankingQueries, bankingTasks, writeBankingArticles } from "../../bench/retrieval/banking-help-centre.ts";
import { type TemporaryFolder, temporaryFolder } from "../../database/temporary-folder.ts";

let folder: TemporaryFolder;
let knowledge: Knowledge;
beforeAll(async () => {
  folder = temporaryFolder();
  await writeBankingArticles(folder.path);
  knowledge = await openKnowledge({ dir: folder.path, log: { info() {}, warn() {} } });
});
afterAll(async () => {
  await knowledge.close();
  folder.remove();
});

const slugsFor = ({ query, before }: Question, audience: "public" | "internal"): string[] => [
  ...new Set(knowledge.searchByWords(query, { audience, limit: 60, before }).map(({ slug }) => slug)),
];

it("a bank's 698 documents are all articles [KB-3]", () => {
  expect(knowledge.problems).toEqual([]);
  expect(knowledge.size).toBe(698);
  expect(knowledge.publicArticles).toHaveLength(640);
});

it("of a bank's 698 documents the words alone find the right one [KB-3]", async () => {
  const questions = await bankingQueries();
  const { hit, mrr } = scoreRankings(
    questions.map((question) => ({ question, ranking: slugsFor(question, "public") })),
  );
  expect(hit["1"]).toBeGreaterThanOrEqual(0.9);
  expect(hit["3"]).toBeGreaterThanOrEqual(0.96);
  expect(mrr).toBeGreaterThanOrEqual(0.95);
});

it("what a customer tells at length finds some of what is needed, and to customers nothing internal [KB-3]", async () => {
  const tasks = await bankingTasks();
  const { hit, recall } = scoreRankings(
    tasks.map((question) => ({ question, ranking: slugsFor(question, "internal") })),
  );
  expect(hit["10"]).toBeGreaterThanOrEqual(0.8);
  expect(recall["10"]).toBeGreaterThanOrEqual(0.2);
  const open = new Set(knowledge.publicArticles.map(({ slug }) => slug));
  for (const task of tasks) expect(slugsFor(task, "public").filter((slug) => !open.has(slug))).toEqual([]);
});
