import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { article, bagsOf, customer, indexOf, library, operator, question, vectorsFor } from "./stage.ts";

const isPublic = ({ audience }: { audience: string }): boolean => audience === "public";

describe("what customers are given", () => {
  it("by words is what it would be without internal articles, scores and reasons included [SRCH-5]", () => {
    fc.assert(
      fc.property(library, question, (articles, asked) => {
        const mixed = indexOf(articles).searchByWords(asked, customer(5));
        expect(mixed).toEqual(indexOf(articles.filter(isPublic)).searchByWords(asked, customer(5)));
      }),
      { numRuns: 300 },
    );
  });

  it("by meaning, too: what a question is compared as, and what comes of it [SRCH-5]", async () => {
    await fc.assert(
      fc.asyncProperty(library, question, async (articles, asked) => {
        const [mixed, open] = [indexOf(articles), indexOf(articles.filter(isPublic))];
        const [mixedVectors, openVectors] = [await vectorsFor(mixed), await vectorsFor(open)];
        const found = await mixed.search(asked, customer(5), mixedVectors);
        expect(found).toEqual(await open.search(asked, customer(5), openVectors));
        expect(mixedVectors.asked).toEqual(openVectors.asked);
      }),
      { numRuns: 100 },
    );
  });

  const REFUNDS = article("refunds", "Refunds", "Ask within 30 days for a refund.");
  const PLANS = article("plans", "Plans", "Starter, Pro and Enterprise.");
  const INTERNAL = article("goodwill", "Goodwill", "Goodwill code GW-1M gives a free month. Refund 4290.", {
    audience: "internal",
  });
  const index = indexOf([REFUNDS, PLANS, INTERNAL]);

  it.each([
    ["its words", "goodwill"],
    ["its words, misspelt", "goodwil"],
    ["its exact terms", "GW-1M"],
    ["its numbers", "4290"],
  ])("has nothing by %s of an internal article, which operators find [SRCH-5]", (_name, asked) => {
    expect(index.searchByWords(asked, customer(5))).toEqual([]);
    expect(index.searchByWords(asked, operator(5)).map(({ slug }) => slug)).toEqual(["goodwill"]);
  });

  it("has nothing of an internal article that means just what is asked, which operators find [SRCH-5]", async () => {
    const vectors = await vectorsFor(index);
    const asked = "Goodwill\nGoodwill code GW-1M gives a free month. Refund 4290.";
    const slugs = (await index.search(asked, customer(5), vectors)).map(({ slug }) => slug);
    expect(slugs).not.toContain("goodwill");
    expect((await index.search(asked, operator(5), vectors))[0]?.slug).toBe("goodwill");
  });

  it("is gone with the change that makes an article internal [SRCH-5]", () => {
    const changing = indexOf([REFUNDS, PLANS]);
    expect(changing.searchByWords("refund", customer(5))).toHaveLength(1);
    changing.replace(bagsOf([{ ...REFUNDS, audience: "internal" }, PLANS]));
    expect(changing.searchByWords("refund", customer(5))).toEqual([]);
    expect(changing.searchByWords("refund", operator(5))).toHaveLength(1);
  });
});
