import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Article } from "../../../src/knowledge/article.ts";
import { type Candidate, rank } from "../../../src/knowledge/search/rank.ts";
import { bagOf } from "../../../src/knowledge/words/bag-of-words.ts";
import { article } from "./stage.ts";

const PLAIN = { coverage: 0, exact: [], bm25: 0, heading: false, name: false, asked: 0, kind: false };

function candidate(of: string | Article, parts: Partial<Candidate>): Candidate {
  const from = typeof of === "string" ? article(of, of, of) : of;
  return {
    ...PLAIN,
    cosine: null,
    ...parts,
    bag: bagOf({ article: from, heading: null, text: from.body, first: true }),
  };
}

const byMeaning = (candidates: readonly Candidate[], limit = 3, terms = 4) =>
  rank(candidates, { terms, byMeaning: true, limit });
const byWords = (candidates: readonly Candidate[], terms = 4, limit = 3) =>
  rank(candidates, { terms, byMeaning: false, limit });
const slugs = (ranked: readonly Candidate[]): string[] => ranked.map(({ bag }) => bag.chunk.article.slug);

describe("the score", () => {
  it.each([
    ["cosine alone", { cosine: 0.5 }, 0.5],
    ["cosine and words", { cosine: 0.5, coverage: 1 }, 0.8],
    ["a little of each", { cosine: 0.4, coverage: 0.5 }, 0.55],
    ["no meaning in common", { cosine: 0, coverage: 1 }, 0.3],
    ["a vector that is still being made: as near as such usually are", { cosine: null, coverage: 1 }, 0.9],
    ["the same, half covered", { cosine: null, coverage: 0.5 }, 0.45],
  ])("is cosine + 0.3 x coverage: %s [SRCH-1]", (_name, parts, expected) => {
    expect(byMeaning([candidate("a", parts)])[0]?.score).toBeCloseTo(expected, 6);
  });

  it("is the coverage by words alone, whatever is known of the meaning [SRCH-1]", () => {
    expect(byWords([candidate("a", { cosine: 0.9, coverage: 0.6 })])[0]?.score).toBe(0.6);
  });

  it.each([
    ["by meaning", byMeaning],
    ["by words", byWords],
  ])(
    "stays what it is when the question has the heading or name in it: only the order changes, %s [SRCH-1]",
    (_, by) => {
      const plain = candidate("plain", { cosine: 0.5, coverage: 0.5 });
      const named = candidate("named", { cosine: 0.45, coverage: 0.45, heading: true });
      const ranked = by([plain, named]);
      expect(slugs(ranked)).toEqual(["named", "plain"]);
      expect(ranked.map(({ score }) => score)).toEqual([by([named])[0]?.score, by([plain])[0]?.score]);
    },
  );
});

describe("the floor", () => {
  it.each([
    ["near enough in meaning", { cosine: 0.28 }, true],
    ["too far in meaning", { cosine: 0.26 }, false],
    ["far in meaning, but with all words", { cosine: 0.05, coverage: 1 }, true],
    ["far in meaning, with half of the words", { cosine: 0.05, coverage: 0.5 }, false],
    ["the opposite, with all words", { cosine: -0.31, coverage: 1 }, false],
    ["without a vector, with a third of the words", { coverage: 0.34 }, true],
    ["without a vector, with a quarter of the words", { coverage: 0.25 }, false],
    ["too far, but with an exact term", { cosine: -0.2, exact: ["429"] }, true],
    ["too far, but its heading is in the question", { cosine: 0.1, heading: true }, true],
    ["too far, though its title is in the question", { cosine: 0.1, name: true }, false],
  ])("by meaning: %s [SRCH-2]", (_name, parts, expected) => {
    expect(byMeaning([candidate("a", parts)])).toHaveLength(expected ? 1 : 0);
  });

  it.each([
    ["a fifth of a short question", { coverage: 0.2 }, 4, true],
    ["less of it", { coverage: 0.19 }, 4, false],
    ["a tenth of a question with twice as many words as are asked for", { coverage: 0.1 }, 16, true],
    ["less of that", { coverage: 0.09 }, 16, false],
    ["none of the words", { coverage: 0 }, 0, false],
    ["none, however long the question is", { coverage: 0 }, 1_000, false],
    ["next to nothing, but an exact term", { coverage: 0.01, exact: ["429"] }, 4, true],
  ])("by words: %s [SRCH-2]", (_name, parts, terms, expected) => {
    expect(byWords([candidate("a", parts)], terms)).toHaveLength(expected ? 1 : 0);
  });
});

describe("exact terms", () => {
  const better = ["one", "two", "three", "four"].map((slug, at) => candidate(slug, { cosine: 0.9 - at / 10 }));
  const coded = (slug: string, ...exact: string[]): Candidate => candidate(slug, { cosine: 0.1, exact });

  it("take the last place from what has none [SRCH-3]", () => {
    expect(slugs(byMeaning([...better, coded("code", "429")]))).toEqual(["one", "two", "code"]);
  });

  it("take no place while one of the first has the term [SRCH-3]", () => {
    const [first, ...others] = better;
    const ranked = byMeaning([{ ...first, exact: ["429"] } as Candidate, ...others, coded("code", "429")]);
    expect(slugs(ranked)).toEqual(["one", "two", "three"]);
  });

  it("do not push out each other [SRCH-3]", () => {
    const ranked = byMeaning([...better, coded("a", "429"), coded("b", "SEPA"), coded("c", "27001")]);
    expect(slugs(ranked)).toEqual(["one", "a", "b"]);
  });

  it("leave the first where it is, also in an answer of one [SRCH-3]", () => {
    expect(slugs(byMeaning([...better, coded("code", "429")], 1))).toEqual(["one"]);
    expect(slugs(byMeaning([...better, coded("code", "429")], 2))).toEqual(["one", "code"]);
  });

  it("push out what only repeats a term, rather than get lost [SRCH-3]", () => {
    const same = ["a", "b", "c"].map((slug, at) => candidate(slug, { cosine: 0.9 - at / 10, exact: ["429"] }));
    expect(slugs(byMeaning([...same, coded("other", "SEPA")]))).toEqual(["a", "b", "other"]);
  });

  it("fill up an answer that has room [SRCH-3]", () => {
    expect(slugs(byMeaning([coded("a", "429"), candidate("b", { cosine: 0.9 })], 3))).toEqual(["b", "a"]);
  });

  it("are all there, for as many as there are places but the first, whatever comes along [SRCH-3]", () => {
    const term = fc.constantFrom("A", "B");
    const one = fc.record({ cosine: fc.double({ min: -1, max: 1, noNaN: true }), exact: fc.uniqueArray(term) });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 15 }), fc.integer({ min: 3, max: 6 }), (all, limit) => {
        const ranked = byMeaning(
          all.map((parts, at) => candidate(`a${at}`, parts)),
          limit,
        );
        const there = new Set(all.flatMap(({ exact }) => exact));
        expect(new Set(ranked.flatMap(({ exact }) => exact))).toEqual(there);
        expect(ranked.length).toBeLessThanOrEqual(limit);
      }),
    );
  });
});

describe("order and number", () => {
  it("takes two of an article at most, and goes on with the next best [SRCH-4]", () => {
    const long = article("long", "Long", "Long.");
    const all = [0.9, 0.8, 0.7].map((cosine) => candidate(long, { cosine }));
    expect(slugs(byMeaning([...all, candidate("b", { cosine: 0.5 }), candidate("c", { cosine: 0.4 })], 4))).toEqual(
      "long long b c".split(" "),
    );
  });

  it("breaks ties by the order given [SRCH-4]", () => {
    const twins = ["b", "a", "c", "d"].map((slug) => candidate(slug, { cosine: 0.5, coverage: 0.5 }));
    expect(slugs(byMeaning(twins))).toEqual(["b", "a", "c"]);
    expect(slugs(byWords(twins))).toEqual(["b", "a", "c"]);
  });

  it("has nothing for nothing, and none where none are wanted [SRCH-4]", () => {
    expect(byMeaning([])).toEqual([]);
    expect(byMeaning([candidate("a", { cosine: 0.9, exact: ["429"] })], 0)).toEqual([]);
  });
});
