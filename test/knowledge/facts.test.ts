import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { type Knowledge, openKnowledge } from "../../src/knowledge/knowledge.ts";
import json from "./facts.json" with { type: "json" };

/** What customers ask, and a pattern that only a passage with the answer matches. The right article alone is no answer. */
const FACTS = z.array(z.strictObject({ query: z.string(), fact: z.string() })).parse(json);

/** As many passages as a turn looks up before it answers: `turn.passages` in `knowledge/policy.yaml`. */
const LOOKED_UP = 4;

let knowledge: Knowledge;

beforeAll(async () => {
  knowledge = await openKnowledge({
    dir: join(import.meta.dirname, "../../knowledge"),
    log: { info: () => {}, warn: () => {} },
  });
});

afterAll(() => knowledge.close());

function isFound(query: string, fact: string, limit: number): boolean {
  return knowledge.searchByWords(query, { audience: "public", limit }).some(({ text }) => new RegExp(fact).test(text));
}

it.each([
  [1, 0.77],
  [2, 0.93],
  [LOOKED_UP, 0.96],
])("the first %i passages hold the fact itself for at least %f of the questions [KB-3]", (limit, floor) => {
  const missed = FACTS.filter(({ query, fact }) => !isFound(query, fact, limit)).map(({ query }) => query);
  const recall = 1 - missed.length / FACTS.length;
  expect(recall, `recall ${recall.toFixed(3)}; missed: ${missed.join(" | ")}`).toBeGreaterThanOrEqual(floor);
});

it.each([
  ["What does the Pro plan cost?", "\\$49"],
  ["my invoice is missing", "Settings → Billing → Invoices"],
  ["Is the service down right now?", "status\\.acme\\.example"],
  ["How do I cancel my subscription?", "Cancel plan"],
  ["I lost my phone and can't do 2FA", "a recovery code"],
])("what every support desk is asked is found: %s", (query, fact) => {
  expect(isFound(query, fact, LOOKED_UP)).toBe(true);
});
