import { setImmediate as othersFirst } from "node:timers/promises";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bagOf } from "../../../src/knowledge/words/bag-of-words.ts";
import { termsOf } from "../../../src/knowledge/words/words.ts";
import { article, bagsOf, customer, indexOf, library, operator, question, vectorsFor } from "./stage.ts";

const MANY = 3_000;
const versions = (word: string) =>
  Array.from({ length: MANY }, (_, at) => article(`a${at}`, `Topic ${at}`, `About w${at}x, ${word}.`));

describe("a library that changes step by step", () => {
  it("is the same in the end as one that changes at once [SRCH-6]", async () => {
    await fc.assert(
      fc.asyncProperty(library, library, question, async (before, now, asked) => {
        const [steps, once] = [indexOf(before), indexOf(before)];
        await steps.replaceInSteps(bagsOf(now));
        once.replace(bagsOf(now));
        expect(steps.searchByWords(asked, operator(5))).toEqual(once.searchByWords(asked, operator(5)));
        expect(new Map(steps.texts())).toEqual(new Map(once.texts()));
      }),
      { numRuns: 50 },
    );
  });

  it("lets others have their turn, and never lacks an article meanwhile [SRCH-6]", async () => {
    const index = indexOf([...versions("old"), article("gone", "Gone", "About zebras.")]);
    const now = bagsOf(versions("new"));
    const find = (asked: string) => index.searchByWords(asked, operator(1))[0]?.text;
    const both = () => [find("w0x"), find(`w${MANY - 1}x`)];
    let isDone = false;
    const changing = index.replaceInSteps(now).then(() => {
      isDone = true;
    });
    const seen: (readonly unknown[])[] = [];
    while (!isDone) {
      seen.push([find("zebras"), ...both()]);
      await othersFirst();
    }
    await changing;
    const [first, last] = ["About w0x, ", `About w${MANY - 1}x, `];
    // What is taken back goes before anything else is worked on.
    expect(new Set(seen.slice(1).map(String))).toContain(String([undefined, `${first}new.`, `${last}old.`]));
    expect(seen.every(([, one, other]) => one !== undefined && other !== undefined)).toBe(true);
    expect(both()).toEqual([`${first}new.`, `${last}new.`]);
  });
});

describe("an article that is made internal", () => {
  it("is no customer's any more before the others are worked on [SRCH-6, KB-7]", async () => {
    const zebras = article("zebras", "Zebras", "About zebras.");
    const index = indexOf([...versions("old"), zebras]);
    const changing = index.replaceInSteps(bagsOf([...versions("new"), { ...zebras, audience: "internal" }]));
    await othersFirst();
    const last = `w${MANY - 1}x`;
    expect(index.searchByWords(last, operator(1))[0]?.text).toContain("old");
    expect(index.searchByWords("zebras", customer(1))).toEqual([]);
    await changing;
    expect(index.searchByWords("zebras", customer(1))).toEqual([]);
    expect(index.searchByWords("zebras", operator(1))).toMatchObject([{ slug: "zebras" }]);
  });
});

describe("chunks that say the same", () => {
  it("want one vector, for as long as one of them is there [SRCH-6]", async () => {
    const [one, other] = [article("a", "Refunds", "Within a week."), article("b", "Refunds", "Within a week.")];
    const index = indexOf([one, other]);
    const vectors = await vectorsFor(index);
    const cosines = async () => (await index.search("refunds", operator(5), vectors)).map(({ why }) => why.cosine);
    expect([index.texts().size, await cosines()]).toEqual([1, [expect.any(Number), expect.any(Number)]]);
    index.replace(bagsOf([other]));
    expect([index.texts().size, await cosines()]).toEqual([1, [expect.any(Number)]]);
    index.replace(bagsOf([]));
    expect(index.texts().size).toBe(0);
  });
});

describe("the words of a chunk", () => {
  it("are those of its text, whatever was read before [SRCH-6]", () => {
    fc.assert(
      fc.property(library, fc.string({ unit: "grapheme" }), (articles, noise) => {
        for (const { language, body } of articles) {
          const text = `${body} ${noise}`;
          const read = language?.slice(0, 2) ?? "en";
          const chunk = { article: article("x", "", "", { language: read }), heading: null, text, first: true };
          const terms = [...termsOf(text.replace(/\]\([^()\s]*\)/g, "]"), read)];
          const bag = bagOf(chunk);
          expect(new Set(bag.stems)).toEqual(new Set(terms.map(({ stem }) => stem)));
          expect(new Set(bag.words)).toEqual(new Set(terms.filter(({ joined }) => !joined).map(({ word }) => word)));
          expect(bag.length).toBe(terms.length);
        }
      }),
    );
  });
});
