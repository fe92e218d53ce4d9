import { describe, expect, it } from "vitest";
import { checkSlugs, parseQuestions, QuestionsError } from "../../../src/knowledge/evaluate/parse-questions.ts";
import { type Ranked, scoreRankings } from "../../../src/knowledge/evaluate/score-rankings.ts";

const ranked = (relevant: string, ranking: string, style: string | null = null): Ranked => ({
  question: { query: relevant, relevant: relevant.split(""), style, before: [] },
  ranking: ranking.split(""),
});

describe("scores", () => {
  it("count which share of the relevant articles comes among the first ones [KCL-5]", () => {
    const { recall, hit } = scoreRankings([ranked("ab", "axxbx"), ranked("c", "xxxxxc"), ranked("d", "xyz")]);
    expect(recall).toEqual({ "1": 0.1667, "3": 0.1667, "5": 0.3333, "10": 0.6667 });
    expect(hit).toEqual({ "1": 0.3333, "3": 0.3333, "5": 0.3333, "10": 0.6667 });
  });

  it("take the mean of one over the rank of the first relevant article, within ten [KCL-5]", () => {
    expect(scoreRankings([ranked("ab", "xba"), ranked("c", "c"), ranked("d", "0123456789d")]).mrr).toBe(0.5);
  });

  it("stand for each style on its own [KCL-5]", () => {
    const { n, byStyle } = scoreRankings([ranked("a", "a", "typo"), ranked("b", "xb", "typo"), ranked("c", "x")]);
    expect(n).toBe(3);
    expect(Object.keys(byStyle)).toEqual(["typo"]);
    expect(byStyle).toMatchObject({ typo: { n: 2, mrr: 0.75, recall: { "1": 0.5, "3": 1 } } });
  });

  it("name what was not among the first three, and what came instead [KCL-5]", () => {
    const { misses } = scoreRankings([ranked("a", "xxa"), ranked("b", "vwxyb", "typo"), ranked("c", "")]);
    expect(misses).toEqual([
      { query: "b", style: "typo", relevant: ["b"], rank: 5, instead: ["v", "w", "x"] },
      { query: "c", style: null, relevant: ["c"], rank: null, instead: [] },
    ]);
  });

  it("of nothing are 0 [KCL-5]", () => {
    expect(scoreRankings([])).toMatchObject({ n: 0, mrr: 0, recall: { "10": 0 }, byStyle: {}, misses: [] });
  });
});

describe("files of questions", () => {
  it("are read with and without style and earlier messages; an article named twice counts once [KCL-6]", () => {
    const text =
      '\uFEFF[{"query":" a ","relevant":["x","x"],"id":7},{"query":"b","relevant":["y"],"style":"typo","before":["c"]}]';
    expect(parseQuestions(text, "q.json")).toEqual([
      { query: "a", relevant: ["x"], style: null, before: [] },
      { query: "b", relevant: ["y"], style: "typo", before: ["c"] },
    ]);
  });

  it.each([
    ["no JSON", "[{", /^q\.json is not JSON: /],
    ["no list", '{"query":"a"}', /^q\.json must be an array of \{query, relevant: \[slug\], style\?\}$/],
    ["an empty list", "[]", /^q\.json holds no questions$/],
    ["no query", '[{"query":"a","relevant":["x"]},{"relevant":["x"]}]', /\n {2}entry 2, query: /],
    ["an empty query", '[{"query":" ","relevant":["x"]}]', /entry 1, query: must not be empty/],
    ["nothing relevant", '[{"query":"a","relevant":[]}]', /entry 1, relevant: must name an article/],
    ["a slug that is none", '[{"query":"a","relevant":["x",3]}]', /entry 1, relevant\.1: /],
    ["an entry of another kind", '["a"]', /entry 1, all of it: /],
    ["very many wrong ones", JSON.stringify(Array.from({ length: 500 }, () => "a")), /entry 10, .*\n {2}and 490 more$/],
  ])("with %s are refused, and the entry is named [KCL-6]", (_name, text, words) => {
    expect(() => parseQuestions(text, "q.json")).toThrow(
      expect.objectContaining({ name: "QuestionsError", message: expect.stringMatching(words) }),
    );
  });

  it("that name articles which there are not are refused, each named once [KCL-6]", () => {
    const questions = parseQuestions(
      '[{"query":"a","relevant":["x","y"]},{"query":"b","relevant":["z","y"]}]',
      "q.json",
    );
    expect(() => checkSlugs(questions, "q.json", (slug) => slug === "x")).toThrow(
      new QuestionsError("q.json names articles that there are not:\n  y (entry 1)\n  z (entry 2)"),
    );
    expect(() => checkSlugs(questions, "q.json", () => true)).not.toThrow();
  });
});
