import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { createEmbedder } from "../../../src/embedding/create-embedder.ts";
import { type Knowledge, openKnowledge } from "../../../src/knowledge/knowledge.ts";
import { createVectors } from "../../../src/knowledge/vectors/create-vectors.ts";
import type { Vectors } from "../../../src/knowledge/vectors/vectors.ts";
import { NO_METER } from "../../../src/meter.ts";
import { createTestDatabase, type TestDatabase } from "../../harness/database.ts";
import { until } from "../../harness/until.ts";

/** `relevant`: any of these articles answers it. */
const question = z.strictObject({
  query: z.string(),
  before: z.array(z.string()).optional(),
  relevant: z.array(z.string()).min(1),
  style: z.string(),
});
const unanswerable = z.strictObject({ query: z.string(), style: z.string() });
const fact = z.strictObject({ query: z.string(), fact: z.string() });

/** Of two passages an article, these have five articles. */
const MANY = 10;
/** The model may have to be read from a cold disk, and vectors made anew. */
const PATIENCE_MS = 180_000;
const SILENT = { info() {}, warn() {} };

type Question = z.infer<typeof question>;
interface Answered extends Question {
  /** Slugs of articles, each once, best first. */
  readonly ranking: readonly string[];
}

let home: TestDatabase;
let vectors: Vectors;
let knowledge: Knowledge;
/** Written by somebody who had seen neither the search nor what it finds. */
let customers: readonly Answered[];
let own: readonly Answered[];

beforeAll(async () => {
  home = await createTestDatabase();
  const embedder = createEmbedder({ voyage: null, log: SILENT });
  // However busy the machine is: a question without its vector would go by words, and measure those.
  const questionMs = { [embedder.model]: PATIENCE_MS };
  vectors = createVectors({ database: home.database, embedders: [embedder], log: SILENT, meter: NO_METER, questionMs });
  knowledge = await openKnowledge({ dir: join(import.meta.dirname, "../../../knowledge"), log: SILENT, vectors });
  const { total } = vectors.progress;
  await until("the sample's vectors", () => vectors.progress.done === total, PATIENCE_MS);
  customers = await answer(read("customer-questions.json", question));
  own = await answer(read("questions.json", question));
}, PATIENCE_MS);

afterAll(async () => {
  await knowledge.close();
  await vectors.close();
  await home.drop();
});

function read<T>(name: string, shape: z.ZodType<T>): readonly T[] {
  return z.array(shape).parse(JSON.parse(readFileSync(join(import.meta.dirname, "..", name), "utf8")));
}

const search = (query: string, limit: number, before: readonly string[] = []) =>
  knowledge.search(query, { audience: "public", limit, before });

async function answer(questions: readonly Question[]): Promise<readonly Answered[]> {
  const answered: Answered[] = [];
  for (const one of questions) {
    const found = await search(one.query, MANY, one.before);
    answered.push({ ...one, ranking: [...new Set(found.map(({ slug }) => slug))] });
  }
  return answered;
}

function missed(answered: readonly Answered[], depth: number): readonly Answered[] {
  return answered.filter(({ relevant, ranking }) => !ranking.slice(0, depth).some((slug) => relevant.includes(slug)));
}

function expectRecall(answered: readonly Answered[], depth: number, floor: number): void {
  const misses = missed(answered, depth).map(({ query }) => query);
  const recall = 1 - misses.length / answered.length;
  expect(recall, `recall ${recall.toFixed(3)}; missed: ${misses.join(" | ")}`).toBeGreaterThanOrEqual(floor);
}

describe("by meaning and words", () => {
  it.each([
    [1, 0.79],
    [3, 0.89],
    [5, 0.93],
  ])("the first %i articles answer %f of what customers ask in their own words [KB-3]", (depth, floor) => {
    expect(customers.length).toBeGreaterThan(100);
    expectRecall(customers, depth, floor);
  });

  it("the first three articles answer .96 of our own questions, and .91 of all [KB-3]", () => {
    expectRecall(own, 3, 0.96);
    expectRecall([...customers, ...own], 3, 0.91);
  });

  it.each(["paraphrase", "sms", "typos", "long", "follow-up"])("no style is left behind: %s [KB-3]", (style) => {
    expectRecall(
      customers.filter((one) => one.style === style),
      3,
      0.75,
    );
  });

  it("what has an exact term is found, every time [KB-3, SRCH-3]", () => {
    const exact = [...customers, ...own].filter(({ style }) => style === "exact");
    expect(exact.length).toBeGreaterThan(20);
    expect(missed(exact, 3)).toEqual([]);
  });

  it.each([
    [1, 0.8],
    [2, 0.92],
    [4, 0.96],
  ])("the first %i passages hold the fact itself for %f of the questions [KB-3]", async (limit, floor) => {
    const facts = read("facts.json", fact);
    const misses: string[] = [];
    for (const { query, fact: pattern } of facts) {
      const found = await search(query, limit);
      if (!found.some(({ text }) => new RegExp(pattern).test(text))) misses.push(query);
    }
    expect(1 - misses.length / facts.length, misses.join(" | ")).toBeGreaterThanOrEqual(floor);
  });

  it("nothing is found for at least 16 of 30 questions that no article answers [SRCH-2]", async () => {
    const questions = read("unanswerable-questions.json", unanswerable);
    expect(questions).toHaveLength(30);
    const found = await Promise.all(questions.map(({ query }) => search(query, 4)));
    expect(found.filter((passages) => passages.length === 0).length).toBeGreaterThanOrEqual(16);
  });

  it.each(["", "  \n", "?!", "🙂🙂", "\u0000"])(
    "nothing is found for %j, which says nothing [SRCH-2]",
    async (nothing) => {
      expect(await search(nothing, 4)).toEqual([]);
    },
  );
});
