import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Article } from "../../../src/knowledge/article.ts";
import { SearchIndex } from "../../../src/knowledge/search/search-index.ts";
import { anArticle, article, bagsOf, customer, indexOf, operator, question, vectorsFor } from "./stage.ts";

const SLUGS = ["a", "b", "c", "d", "e", "f", "g"];

/** What the library is after each change: a slug's article comes, is another one, or goes. In the order of the slugs. */
const changes = fc.array(fc.tuple(fc.constantFrom(...SLUGS), fc.option(anArticle, { freq: 3 })), {
  minLength: 1,
  maxLength: 20,
});

function after(now: ReadonlyMap<string, Article>, slug: string, next: Article | null): Map<string, Article> {
  const articles = new Map(now);
  if (next === null) articles.delete(slug);
  else articles.set(slug, { ...next, slug });
  return new Map([...articles].sort(([a], [b]) => (a < b ? -1 : 1)));
}

describe("articles that come, change and go", () => {
  it("are found as in an index made anew, scores and order included [SRCH-6, SRCH-4]", () => {
    fc.assert(
      fc.property(changes, question, (steps, asked) => {
        const index = new SearchIndex();
        let articles: ReadonlyMap<string, Article> = new Map();
        for (const [slug, next] of steps) {
          articles = after(articles, slug, next);
          index.replace(bagsOf([...articles.values()]));
        }
        const anew = indexOf([...articles.values()]);
        for (const options of [customer(5), operator(5)]) {
          expect(index.searchByWords(asked, options)).toEqual(anew.searchByWords(asked, options));
        }
        expect(new Set(index.texts().values())).toEqual(new Set(anew.texts().values()));
      }),
      { numRuns: 200 },
    );
  });

  it("are compared by their own vectors, also when thousands go at once [SRCH-6]", async () => {
    const many = Array.from({ length: 3_000 }, (_, at) => article(`a${at}`, `Topic ${at}`, `About w${at}x.`));
    const index = indexOf(many);
    const vectors = await vectorsFor(index);
    const asked = "Topic 2900\nAbout w2900x.";
    const before = await index.search(asked, operator(3), vectors);
    expect(before[0]).toMatchObject({ slug: "a2900", why: { cosine: expect.closeTo(1, 5) } });

    const kept = many.filter((_, at) => at % 10 === 0);
    index.replace(bagsOf(kept));
    const found = await index.search(asked, operator(3), vectors);
    expect(found[0]).toMatchObject({ slug: "a2900", why: { cosine: expect.closeTo(1, 5) } });
    expect(found).toEqual(await indexOf(kept).search(asked, operator(3), vectors));
  });

  it("keep their turn among those that are alike, whichever was changed last [SRCH-6, SRCH-4]", async () => {
    const twins = ["a", "b", "c"].map((slug) => article(slug, "Same", "Refund."));
    const index = indexOf(twins);
    const vectors = await vectorsFor(index);
    const slugs = (passages: readonly { slug: string }[]) => passages.map(({ slug }) => slug);
    for (const changed of ["b", "a", "c"]) {
      index.replace(bagsOf(twins.map((one) => (one.slug === changed ? { ...one } : one))));
      expect(slugs(index.searchByWords("refund", customer(3)))).toEqual(["a", "b", "c"]);
      expect(slugs(await index.search("refund", customer(2), vectors))).toEqual(["a", "b"]);
    }
  });

  it("leave nothing behind when all are gone, and may come back [SRCH-6]", () => {
    const one = article("one", "Refunds", "Ask within 30 days.");
    const index = indexOf([one]);
    index.replace(new Map());
    expect(index.searchByWords("refunds", operator(3))).toEqual([]);
    expect(index.searchByWords("refnuds", operator(3))).toEqual([]);
    expect(index.texts().size).toBe(0);
    index.replace(bagsOf([one]));
    expect(index.searchByWords("refnuds", operator(3))).toHaveLength(1);
  });
});

describe("the vectors of a search", () => {
  const MONEY = article("money", "Refunds", "Ask within 30 days.");
  const KEYS = article("keys", "Keys", "An API key is made in Settings.");
  const index = indexOf([MONEY, KEYS]);
  const best = (passages: readonly { slug: string; why: { cosine: number | null } }[]) =>
    passages.map(({ slug, why: { cosine } }) => [slug, cosine]);

  it("come one by one: what has none yet goes by its words [SRCH-12]", async () => {
    const vectors = await vectorsFor(index);
    vectors.has = (text) => !text.includes("Keys");
    expect(best(await index.search("API key settings", customer(2), vectors))).toContainEqual(["keys", null]);
    vectors.has = () => true;
    expect(best(await index.search("API key settings", customer(2), vectors))).toContainEqual([
      "keys",
      expect.closeTo(0.52, 1),
    ]);
  });

  it("are another model's from one question to the next [SRCH-12]", async () => {
    // Of one length: none can be taken for another by mistake without the figures telling.
    const one = await vectorsFor(index, "one", 64);
    const other = await vectorsFor(index, "other", 64);
    other.answer = async ({ model, question, vectorOf }) => ({
      model,
      question: question.toReversed(),
      vectorOf: (hash) => vectorOf(hash)?.toReversed(),
    });
    for (const vectors of [one, other, one, other]) {
      const found = best(await index.search("API key settings", customer(2), vectors));
      expect(found).toContainEqual(["keys", expect.closeTo(0.52, 1)]);
      expect(found).toEqual(best(await indexOf([MONEY, KEYS]).search("API key settings", customer(2), vectors)));
    }
  });

  it("are left out where a question has none: the search goes by words [SRCH-12]", async () => {
    const vectors = await vectorsFor(index);
    vectors.answer = async () => null;
    const found = await index.search("API key", customer(2), vectors);
    expect(found).toEqual(index.searchByWords("API key", customer(2)));
    expect(found[0]?.why.cosine).toBe(null);
  });

  it("make a search wait as long as they take, and answer about the articles of then [SRCH-12]", async () => {
    const changing = indexOf([MONEY, KEYS]);
    const vectors = await vectorsFor(changing);
    const gate = Promise.withResolvers<void>();
    vectors.answer = async (compared) => {
      await gate.promise;
      return compared;
    };
    const searching = changing.search("API key", customer(2), vectors);
    changing.replace(bagsOf([MONEY]));
    gate.resolve();
    expect((await searching).map(({ slug }) => slug)).not.toContain("keys");
  });

  it("of no number, and of another length, spoil nothing [SRCH-12]", async () => {
    const vectors = await vectorsFor(index);
    vectors.answer = async (compared) => ({ ...compared, question: new Float32Array(64).fill(Number.NaN) });
    expect(best(await index.search("API key", customer(2), vectors))).toEqual([["keys", null]]);
    vectors.answer = async (compared) => ({
      ...compared,
      model: "longer",
      question: new Float32Array(1_000).fill(0.1),
    });
    expect(best(await index.search("API key", customer(2), vectors))).toEqual([["keys", null]]);
  });

  it("of a letter are those of its pieces: their mean, of one model [SRCH-12]", async () => {
    const vectors = await vectorsFor(index);
    const letter = `${"hello API key ".repeat(50)}${"API key settings ".repeat(10)}`.trim();
    const cosineOf = async (text: string) =>
      (await index.search(text, customer(1), vectors))[0]?.why.cosine ?? Number.NaN;
    const mean = await cosineOf(letter);
    const [first = "", second = "", ...others] = vectors.asked;
    expect(others).toEqual([]);
    const [ofFirst, ofSecond] = [await cosineOf(first), await cosineOf(second)];
    expect(mean).toBeCloseTo((ofFirst + ofSecond) / 2, 5);

    // The second piece has none in time, or one of another model: the first alone is compared.
    for (const other of [null, "other"]) {
      let calls = 0;
      vectors.answer = async (compared) => {
        calls += 1;
        return calls === 1 ? compared : other === null ? null : { ...compared, model: other };
      };
      expect(await cosineOf(letter)).toBeCloseTo(ofFirst, 5);
    }
  });
});

describe("why a passage came", () => {
  const index = indexOf([
    article("codes", "Errors", "The code rate_limited comes with 429. You are logged in. It costs 10,000 points."),
    article("time", "Refund times", "## How long does a refund take?\n\nFive days."),
  ]);
  const why = (asked: string) => index.searchByWords(asked, customer(1))[0]?.why;

  it.each([
    ["words as asked, in this form or another", "Refunding Times giraffe", ["refunding", "times"], []],
    ["a misspelt word as it was misspelt", "refudn", ["refudn"], []],
    ["a short form as it was written", "how long for the refund", ["how long", "refund"], []],
    ["a verb in two words", "logged in", ["logged in"], []],
    ["a code whole, and in parts", "rate_limited", ["rate", "limited", "rate_limited"], ["rate_limited"]],
    ["a number with commas", "10,000", ["10,000"], ["10,000"]],
  ])("has %s [SRCH-10]", (_name, asked, words, exact) => {
    expect(why(asked)).toMatchObject({ cosine: null, words, exact });
  });

  it("has the coverage and the cosine that the score is made of [SRCH-10, SRCH-1]", async () => {
    for (const { score, why: reason } of await index.search("refund times", customer(5), await vectorsFor(index))) {
      expect(score).toBeCloseTo((reason.cosine ?? Number.NaN) + 0.3 * reason.coverage, 6);
    }
    for (const { score, why: reason } of index.searchByWords("refund times", customer(5))) {
      expect(score).toBe(reason.coverage);
      expect(reason.cosine).toBe(null);
    }
  });
});
