import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { ANY } from "../../../src/knowledge/articles/keep-articles.ts";
import { createTestDatabase, type TestDatabase } from "../../harness/database.ts";
import { openWorld, source, type World } from "./world.ts";

let test: TestDatabase;
let world: World;

beforeAll(async () => {
  test = await createTestDatabase();
  world = await openWorld(test.database);
});
afterAll(async () => {
  await world.close();
  await test.drop();
});
beforeEach(() => test.database.outside.article.deleteMany());

type Step =
  | {
      readonly kind: "file" | "api";
      readonly slug: string;
      readonly audience: "public" | "internal";
      readonly draft: boolean;
    }
  | { readonly kind: "remove" | "revert"; readonly slug: string };

const slug = fc.constantFrom("a", "b");
const written = fc.record({
  kind: fc.constantFrom("file" as const, "api" as const),
  slug,
  audience: fc.constantFrom("public" as const, "internal" as const),
  draft: fc.boolean(),
});
const undone = fc.record({ kind: fc.constantFrom("remove" as const, "revert" as const), slug });
const steps = fc.array(fc.oneof({ weight: 3, arbitrary: written }, undone), { minLength: 1, maxLength: 8 });

let count = 0;

/** Does a step; what it writes has a word of its own, which says what may become of it. */
async function take(step: Step, words: Map<string, Step>): Promise<void> {
  switch (step.kind) {
    case "remove":
      await world.keeper.remove(step.slug, "ana", ANY);
      return;
    case "revert":
      await world.keeper.revert(step.slug);
      return;
    case "file":
    case "api": {
      count += 1;
      const word = `zq${count.toString(36)}x`;
      words.set(word, step);
      const { audience, draft } = step;
      if (step.kind === "api") await world.put(step.slug, "Title", `The word is ${word}.`, { audience, draft });
      else
        await world.file(
          `articles/${step.slug}.md`,
          source("Title", `The word is ${word}.`, `audience: ${audience}\ndraft: ${draft}`),
        );
      await world.knowledge.reload();
    }
  }
}

/** The words that a search of this audience finds. */
const heard = (words: Iterable<string>, audience: "public" | "internal"): string[] =>
  [...words].filter((word) =>
    world.knowledge.searchByWords(word, { audience, limit: 5 }).some(({ text }) => text.includes(word)),
  );

it("no draft is found, and nothing internal by the public, whatever was done before [ART-3]", async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (todo) => {
      await test.database.outside.article.deleteMany();
      const words = new Map<string, Step>();
      for (const step of todo) {
        await take(step, words);
        const [open, all] = [heard(words.keys(), "public"), heard(words.keys(), "internal")];
        expect(all).toEqual(expect.arrayContaining(open));
        for (const word of all) expect(words.get(word)).toMatchObject({ draft: false });
        for (const word of open) expect(words.get(word)).toMatchObject({ audience: "public" });
        const shown = world.knowledge.publicArticles.map(({ body }) => body).join("\n");
        for (const word of words.keys()) expect(shown.includes(word)).toBe(open.includes(word));
        if (step.kind === "remove") expect(all.filter((word) => words.get(word)?.slug === step.slug)).toEqual([]);
        // What is published is found, or nothing of this would be shown.
        const newest = [...words].at(-1);
        if (step.kind === "api" && !step.draft) expect(all).toContain(newest?.[0]);
      }
    }),
    { numRuns: 40 },
  );
});
