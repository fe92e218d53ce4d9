import { expect, it } from "vitest";
import { searchFor } from "../../src/agent/search.ts";
import type { Passage } from "../../src/agent/tools/define-tool.ts";
import type { Triage } from "../../src/agent/triage/triage.ts";

const passage = (slug: string, score: number, cosine?: number): Passage => ({
  slug,
  title: slug,
  heading: null,
  text: slug,
  url: null,
  score,
  ...(cosine !== undefined && { why: { cosine, coverage: score - cosine } }),
});

const IN_GERMAN = "Wie kann ich mein Geld zurück bekommen?";
const IN_ENGLISH = "how do I get my money back";

/** A help centre in which these words find this. */
function search(
  finds: Readonly<Record<string, readonly Passage[]>>,
  query: string,
  translation: string | null,
  language = "en",
) {
  let waited = false;
  const triage = {
    get result() {
      waited = true;
      return Promise.resolve({ translation } as Triage);
    },
  };
  const searchKnowledge = async (words: string) => finds[words] ?? [];
  return searchFor({ text: query, before: [] }, triage, { readings: { searchKnowledge } as never, language }).then(
    (found) => ({
      found: found.map(({ slug }) => slug),
      waited,
    }),
  );
}

it.each<[string, Record<string, Passage[]>, string, string | null, string[], boolean]>([
  [
    "nothing found, and translated",
    { [IN_ENGLISH]: [passage("refunds", 0.9)] },
    IN_GERMAN,
    IN_ENGLISH,
    ["refunds"],
    true,
  ],
  ["nothing found, and not translated", { [IN_ENGLISH]: [passage("refunds", 0.9)] }, IN_GERMAN, null, [], true],
  [
    "little found: the best of both, each once",
    {
      [IN_GERMAN]: [passage("plans", 0.3), passage("refunds", 0.2)],
      [IN_ENGLISH]: [passage("refunds", 0.9), passage("cards", 0.6)],
    },
    IN_GERMAN,
    IN_ENGLISH,
    ["refunds", "cards"],
    true,
  ],
  [
    "few words found, of another meaning",
    { [IN_GERMAN]: [passage("plans", 0.5, 0.3)], [IN_ENGLISH]: [passage("refunds", 0.9, 0.6)] },
    IN_GERMAN,
    IN_ENGLISH,
    ["refunds"],
    true,
  ],
  [
    "few words found, but the meaning: nobody waits",
    { [IN_GERMAN]: [passage("geld", 0.5, 0.5)] },
    IN_GERMAN,
    IN_ENGLISH,
    ["geld"],
    false,
  ],
  ["much found: nobody waits", { [IN_GERMAN]: [passage("geld", 0.8)] }, IN_GERMAN, IN_ENGLISH, ["geld"], false],
  ["in the articles' language: nobody waits", {}, "Why does nobody have an answer to this?", IN_ENGLISH, [], false],
  ["in no language that tells: nobody waits", {}, "TKT-1001 ???", IN_ENGLISH, [], false],
])("%s [TRI-4]", async (_name, finds, query, translation, found, waited) => {
  expect(await search(finds, query, translation)).toEqual({ found, waited });
});

it("knows that German articles are in the language of a German question [TRI-4]", async () => {
  expect(await search({}, IN_GERMAN, IN_ENGLISH, "de-AT")).toEqual({ found: [], waited: false });
});

it("is made with what the customer wrote before, the translation alone [TRI-4]", async () => {
  const asked: (readonly [string, readonly string[] | undefined])[] = [];
  const readings = {
    async searchKnowledge(words: string, before?: readonly string[]) {
      asked.push([words, before]);
      return [];
    },
  };
  const triage = { result: Promise.resolve({ translation: IN_ENGLISH } as Triage) };
  await searchFor({ text: IN_GERMAN, before: ["Hallo"] }, triage, { readings: readings as never, language: "en" });
  expect(asked).toEqual([
    [IN_GERMAN, ["Hallo"]],
    [IN_ENGLISH, undefined],
  ]);
});
