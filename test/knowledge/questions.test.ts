import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { type Knowledge, openKnowledge } from "../../src/knowledge/knowledge.ts";
import json from "./questions.json" with { type: "json" };

/** Written before the first search was run, as customers write. `relevant`: any of these articles answers it. */
const QUESTIONS = z
  .array(z.strictObject({ query: z.string(), relevant: z.array(z.string()).min(1), style: z.string() }))
  .parse(json);

let knowledge: Knowledge;

beforeAll(async () => {
  knowledge = await openKnowledge({
    dir: join(import.meta.dirname, "../../knowledge"),
    log: { info: () => {}, warn: () => {} },
  });
});

afterAll(() => knowledge.close());

function recallAt(limit: number): number {
  const answered = QUESTIONS.filter(({ query, relevant }) =>
    knowledge.searchByWords(query, { audience: "public", limit }).some(({ slug }) => relevant.includes(slug)),
  );
  return answered.length / QUESTIONS.length;
}

it.each([
  [1, 0.82],
  [3, 0.92],
  [5, 0.94],
])("the first %i passages answer at least %f of the questions [KB-3]", (limit, floor) => {
  expect(recallAt(limit)).toBeGreaterThanOrEqual(floor);
});

it.each(QUESTIONS.filter(({ style }) => style === "exact"))("an exact term is found: $query", ({ query, relevant }) => {
  const slugs = knowledge.searchByWords(query, { audience: "public", limit: 3 }).map(({ slug }) => slug);
  expect(relevant.some((slug) => slugs.includes(slug))).toBe(true);
});

it.each([
  "refund exceptions for operators, manager approval EXC-31",
  "how do operators verify an identity, how many points are needed",
  "internal steps for a real duplicate charge, reason code DUP, PAY-INC",
  "goodwill GW-1M free month",
])("internal articles answer operators and nobody else: %s", (query) => {
  const audiences = (audience: "public" | "internal"): string[] =>
    knowledge.searchByWords(query, { audience, limit: 5 }).map((passage) => passage.audience);
  expect(audiences("internal")).toContain("internal");
  expect(audiences("public")).not.toContain("internal");
});
