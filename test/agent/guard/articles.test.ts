import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { evidenceOf } from "../../../src/agent/evidence.ts";
import { sentencesOf } from "../../../src/agent/guard/after/sentences.ts";
import { createAfter } from "../../../src/agent/guard/after.ts";
import type { Evidence } from "../../../src/agent/guard/guard.ts";
import { TOOLS } from "../../../src/agent/tools/registry.ts";
import type { Article } from "../../../src/knowledge/article.ts";
import { linkHostsOf } from "../../../src/knowledge/articles/link-hosts.ts";
import { parseArticle } from "../../../src/knowledge/articles/parse-article.ts";
import { chunkArticle } from "../../../src/knowledge/chunks/chunk-article.ts";
import type { Knowledge } from "../../../src/knowledge/knowledge.ts";
import questions from "../../knowledge/questions.json" with { type: "json" };
import { openHelpCentre, recorded } from "../../standins/brain/real-conversation.ts";
import texts from "../../standins/brain/texts.json" with { type: "json" };
import { PARAPHRASES } from "./paraphrases.ts";

const DIR = join(import.meta.dirname, "../../../knowledge/articles");
const ARTICLES = readdirSync(DIR, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".md"))
  .map((file) => parseArticle(file, readFileSync(join(DIR, file), "utf8")))
  .filter(({ audience }) => audience === "public");
const DESTINATIONS = { hosts: linkHostsOf(ARTICLES), addresses: [] };
const findingsIn = createAfter({ forbiddenPromises: [] }, DESTINATIONS);

/** What the model reads of an article when a search finds all of it. */
function evidenceFrom(article: Article): Evidence {
  const passages = chunkArticle(article).map(({ heading, text }) => (heading ? `${heading}\n${text}` : text));
  const sources = [article.title, article.url ?? "", ...passages];
  return { sources, customer: [], succeeded: new Set(), tools: TOOLS.map(({ name }) => name), instructions: "" };
}

const plain = (text: string): string => text.replaceAll("**", "").replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1");
/** The ways in which an honest answer gives a passage: as it is, as a text message, in a letter, in its own spelling. */
const WAYS: readonly ((passage: string) => string)[] = [
  (passage) => passage,
  plain,
  (passage) => passage.replaceAll(/\[([^\]]*)\]\(([^)]*)\)/g, "$1: $2"),
  (passage) => `Hi Dana,\n\n${plain(passage)}\n\nBest,\nAcme Support`,
  (passage) => passage.toLowerCase(),
  (passage) => passage.replaceAll(/\$(\d+)/g, "$1 USD").replaceAll(/(\d+)%/g, "$1 percent"),
];

describe("an honest answer from the help centre passes", () => {
  it.each(ARTICLES)("in every sentence and paragraph of $slug [GUARD-21]", (article) => {
    const evidence = evidenceFrom(article);
    const passages = [article.body, ...article.body.split("\n\n"), ...sentencesOf(article.body)];
    const drafts = WAYS.flatMap((say) => passages.map(say));
    expect(drafts.flatMap((draft) => findingsIn(draft, evidence).map((finding) => ({ ...finding, draft })))).toEqual(
      [],
    );
  });

  it.each(PARAPHRASES)("of %s in other words: %s [GUARD-21]", (slug, answer) => {
    const article = ARTICLES.find((one) => one.slug === slug);
    if (!article) throw new Error(`no article ${slug}`);
    expect(findingsIn(answer, evidenceFrom(article))).toEqual([]);
  });

  it.each(ARTICLES)("and not with another figure: $slug [GUARD-20]", (article) => {
    const evidence = evidenceFrom(article);
    const spoiled = sentencesOf(article.body).flatMap((sentence) =>
      ["$7,431", "83.7%", "4,321 days"].flatMap((figure) => {
        const draft = sentence.replace(/\$\d+|\d+(?:\.\d+)?%|\d+ (?:business )?days/, figure);
        return draft === sentence ? [] : [draft];
      }),
    );
    for (const draft of spoiled) expect(findingsIn(draft, evidence), draft).not.toEqual([]);
  });
});

describe("the answers of the demo brain", () => {
  let knowledge: Knowledge;
  beforeAll(async () => {
    knowledge = await openHelpCentre();
  });
  afterAll(() => knowledge.close());

  const turns = [
    ...texts.map(({ channel = "sms", texts }: { channel?: string; texts: (string | string[])[] }) => ({
      channel,
      texts,
    })),
    ...questions.map(({ query }) => ({ channel: "widget", texts: [query] })),
  ];

  it("pass, each with what it was answered from [GUARD-21]", () => {
    const refused = turns.flatMap(({ channel, texts }) => {
      const { messages, say } = recorded(knowledge, channel);
      return texts.flatMap((turn) => {
        const { text } = say([turn].flat());
        // Without the answer itself, which is the last message.
        const evidence = evidenceOf({ segment: messages.slice(0, -1) }, [], new Map(), []);
        return findingsIn(text, evidence).map((finding) => ({ ...finding, asked: texts, text }));
      });
    });
    expect(refused).toEqual([]);
  });
});
