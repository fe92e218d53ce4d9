import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { createBefore } from "../../../src/agent/guard/before.ts";
import { RULES } from "./rules.ts";

/**
 * What customers of shops and banks write, from public corpora (licences beside them), 400 utterances each. An intent counts
 * as harmless unless its name says that it is for a human: somebody asks for one, something was stolen or is not recognised,
 * or he complains. Those are left out of the count: what they say may well have to go to one.
 */
const CORPORA = ["bitext", "banking77", "clinc150"] as const;
const FOR_A_HUMAN = /human|complaint|stolen|compromised|fraud|not_recognised|report_fraud|dispute/;

interface Utterance {
  readonly text: string;
  readonly intent: string;
}

const before = createBefore(RULES);
const escalates = ({ text }: Utterance): boolean =>
  before({ now: [text], before: [], customerMessages: 1, handledMessages: 0 }).escalation !== null;

function utterancesOf(corpus: string): readonly Utterance[] {
  const file = new URL(`../../fixtures/utterances/${corpus}/expected.json`, import.meta.url);
  return (JSON.parse(readFileSync(file, "utf8")) as { readonly cases: readonly Utterance[] }).cases;
}

describe.each(CORPORA)("of what customers write in %s", (corpus) => {
  const all = utterancesOf(corpus);
  const harmless = all.filter(({ intent }) => !FOR_A_HUMAN.test(intent));

  it("there is enough to measure", () => expect(harmless.length).toBeGreaterThan(350));

  it("at most 3 % of the harmless is escalated [GUARD-12]", () => {
    expect(harmless.filter(escalates).length / harmless.length).toBeLessThanOrEqual(0.03);
  });
});
