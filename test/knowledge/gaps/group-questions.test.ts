import { readFileSync } from "node:fs";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createEmbedder } from "../../../src/embedding/create-embedder.ts";
import type { Embedder } from "../../../src/embedding/embedder.ts";
import { groupQuestions, type Question } from "../../../src/knowledge/gaps/group-questions.ts";

const question = (id: string, text: string, vector: readonly number[] | null = null): Question => ({
  id,
  text,
  vector: vector && Float32Array.from(vector),
});
const idsOf = (groups: Awaited<ReturnType<typeof groupQuestions>>): string[][] =>
  groups.map(({ questions }) => questions.map(({ id }) => id));

describe("questions are put together", () => {
  it("by meaning, whatever their words [GAP-4]", async () => {
    const groups = await groupQuestions([
      question("1", "zoo hours", [1, 0]),
      question("2", "zoo hours", [0, 1]),
      question("3", "when can I see the lions", [0.8, 0.6]),
    ]);
    expect(idsOf(groups)).toEqual([["1", "3"], ["2"]]);
  });

  it("by words where one has no vector, and where none has [GAP-4]", async () => {
    const texts = ["Is there a zoo?", "Do you sell pyjamas for zebras?", "I look for the zoo", "pyjamas for my zebra"];
    const all = texts.map((text, at) => question(String(at), text));
    expect(idsOf(await groupQuestions(all))).toEqual([
      ["0", "2"],
      ["1", "3"],
    ]);
    const some = all.map((one, at) => (at < 2 ? { ...one, vector: Float32Array.from([1 - at, at]) } : one));
    expect(idsOf(await groupQuestions(some))).toEqual([
      ["0", "2"],
      ["1", "3"],
    ]);
  });

  it("when they are the same, though none of their words tells [GAP-4]", async () => {
    const texts = ["???", "How is that?", "how is that?", "営業時間は", "???"];
    expect(idsOf(await groupQuestions(texts.map((text, at) => question(String(at), text))))).toEqual([
      ["0", "4"],
      ["1", "2"],
      ["3"],
    ]);
  });

  it("none is no group [GAP-4]", async () => {
    expect(await groupQuestions([])).toEqual([]);
  });

  it("and the shortest of the nearest to the others speaks for them [GAP-4]", async () => {
    const [group] = await groupQuestions([
      question("far", "zoo", [0.6, 0.8]),
      question("long", "When does the zoo open its gates to visitors?", [1, 0]),
      question("short", "When does the zoo open?", [0.99, 0.14]),
    ]);
    expect(group?.speaker.id).toBe("short");
  });
});

const anyQuestions = fc.array(
  fc.record({
    text: fc.oneof(
      fc.string(),
      fc.array(fc.constantFrom("zoo", "lion", "price", "pro", "the"), { maxLength: 4 }).map((words) => words.join(" ")),
    ),
    angle: fc.option(fc.integer({ min: 0, max: 12 })),
  }),
  { maxLength: 40 },
);
const made = (all: readonly { readonly text: string; readonly angle: number | null }[]): Question[] =>
  all.map(({ text, angle }, at) =>
    question(String(at), text, angle === null ? null : [Math.cos(angle), Math.sin(angle)]),
  );

it("each question is in one group, and one more at the end changes none of those before it [GAP-4]", async () => {
  await fc.assert(
    fc.asyncProperty(anyQuestions, async (all) => {
      // What is rare among them depends on all of them.
      const questions = made(all.map((one) => ({ ...one, angle: one.angle ?? 0 })));
      const before = idsOf(await groupQuestions(questions.slice(0, -1)));
      const after = idsOf(await groupQuestions(questions));
      const last = String(questions.length - 1);
      expect(after.map((ids) => ids.filter((id) => id !== last)).filter((ids) => ids.length > 0)).toEqual(before);
    }),
  );
  await fc.assert(
    fc.asyncProperty(anyQuestions, async (all) => {
      const questions = made(all);
      const groups = await groupQuestions(questions);
      const ids = idsOf(groups).flat();
      expect(ids.toSorted()).toEqual(questions.map(({ id }) => id).toSorted());
      for (const { questions: ones, speaker } of groups) expect(ones).toContain(speaker);
      expect(idsOf(await groupQuestions(questions))).toEqual(idsOf(groups));
    }),
  );
});

describe("real questions", () => {
  let embedder: Embedder;
  beforeAll(() => {
    embedder = createEmbedder({ voyage: null, log: { info() {}, warn() {} } });
  });
  afterAll(() => embedder.close());

  interface Asked extends Question {
    readonly intent: string;
  }
  const asked = (corpus: string): { readonly text: string; readonly intent: string }[] => {
    const { cases } = JSON.parse(readFileSync(`test/fixtures/utterances/${corpus}/expected.json`, "utf8"));
    const kinds = Map.groupBy(cases as { text: string; intent: string }[], ({ intent }) => intent);
    return [...kinds.values()].slice(0, 20).flatMap((ones) => ones.slice(0, 5));
  };

  /** Of two that are together, how many ask the same; of two that ask the same, how many are together. */
  async function rates(questions: readonly Asked[]) {
    const places = new Map(
      (await groupQuestions(questions)).flatMap(({ questions }, at) => questions.map((one) => [one, at])),
    );
    const pairs = questions.flatMap((a, at) => questions.slice(0, at).map((b) => [a, b] as const));
    const together = pairs.filter(([a, b]) => places.get(a) === places.get(b));
    const same = pairs.filter(([a, b]) => a.intent === b.intent);
    const both = together.filter(([a, b]) => a.intent === b.intent).length;
    return { precision: both / together.length, recall: both / same.length };
  }

  it.each([
    ["banking77", { precision: 0.75, recall: 0.35 }, { precision: 0.6, recall: 0.1 }],
    ["clinc150", { precision: 0.95, recall: 0.4 }, { precision: 0.9, recall: 0.2 }],
    ["bitext", { precision: 0.95, recall: 0.5 }, { precision: 0.9, recall: 0.2 }],
  ])(
    "of %s come together by meaning when they ask the same, and less so by words [GAP-4]",
    async (corpus, by, words) => {
      const all = asked(corpus).map((one, at) => ({ ...one, id: String(at), vector: null }));
      const meant = await Promise.all(all.map(async (one) => ({ ...one, vector: await embedder.question(one.text) })));
      const [meaning, wording] = [await rates(meant), await rates(all)];
      expect(meaning.precision).toBeGreaterThan(by.precision);
      expect(meaning.recall).toBeGreaterThan(by.recall);
      expect(wording.precision).toBeGreaterThan(words.precision);
      expect(wording.recall).toBeGreaterThan(words.recall);
    },
  );
});
