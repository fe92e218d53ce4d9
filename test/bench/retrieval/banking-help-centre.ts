import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { stringify } from "yaml";
import { z } from "zod";
import { parseQuestions, type Question } from "../../../src/knowledge/evaluate/parse-questions.ts";

/** See `provenance.json` there. */
const FIXTURES = join(import.meta.dirname, "../../fixtures/tau2-bench");
const DOCUMENTS = z.array(z.strictObject({ id: z.string(), title: z.string(), content: z.string() }));

/** The 698 documents of a bank as articles below `folder`: those that say so in their title are internal. */
export async function writeBankingArticles(folder: string): Promise<void> {
  const documents = DOCUMENTS.parse(JSON.parse(await readFile(join(FIXTURES, "documents.json"), "utf8")));
  const articles = join(folder, "articles");
  await mkdir(articles, { recursive: true });
  for (const { id, title, content } of documents) {
    const audience = /^Internal\b|\(Internal\)/.test(title) ? "internal" : "public";
    const url = audience === "public" ? `https://help.rho-bank.example/${id}` : null;
    await writeFile(join(articles, `${id}.md`), `---\n${stringify({ title, audience, url })}---\n${content}\n`);
  }
}

export const bankingQueries = (): Promise<readonly Question[]> => questionsIn(join(FIXTURES, "queries.json"));

/** What a customer is told of himself, at length; several documents, internal ones too, are needed to help him. */
export const bankingTasks = (): Promise<readonly Question[]> => questionsIn(join(FIXTURES, "tasks.json"));

export async function questionsIn(file: string): Promise<readonly Question[]> {
  return parseQuestions(await readFile(file, "utf8"), file);
}
