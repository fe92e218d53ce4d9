import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseQuestions } from "../../src/knowledge/evaluate/parse-questions.ts";
import type { Figure } from "./figures.ts";
import { measureEmbedding } from "./knowledge/embedding-speed.ts";
import { measureSearch } from "./knowledge/search-speed.ts";
import { measureTimeToFind } from "./knowledge/time-to-find.ts";

/** As customers ask them. */
const QUESTIONS = [
  "../knowledge/customer-questions.json",
  "../knowledge/questions.json",
  "../fixtures/tau2-bench/queries.json",
];

/** How fast articles are found, and how soon. */
export async function measureKnowledge(): Promise<Figure[]> {
  const questions = await readQuestions();
  return [...(await measureSearch(questions)), ...(await measureEmbedding(questions)), ...(await measureTimeToFind())];
}

async function readQuestions(): Promise<readonly string[]> {
  const files = QUESTIONS.map((file) => join(import.meta.dirname, file));
  const read = await Promise.all(files.map(async (file) => parseQuestions(await readFile(file, "utf8"), file)));
  return read.flat().map(({ query }) => query);
}
