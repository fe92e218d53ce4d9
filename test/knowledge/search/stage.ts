import fc from "fast-check";
import type { Article } from "../../../src/knowledge/article.ts";
import { chunkArticle } from "../../../src/knowledge/chunks/chunk-article.ts";
import type { SearchOptions } from "../../../src/knowledge/search/search-index.ts";
import { SearchIndex } from "../../../src/knowledge/search/search-index.ts";
import type { Compared, Vectors } from "../../../src/knowledge/vectors/vectors.ts";
import { type Bag, bagOf } from "../../../src/knowledge/words/bag-of-words.ts";
import { createWordEmbedder } from "../vectors/word-embedder.ts";

export function article(slug: string, title: string, body: string, more: Partial<Article> = {}): Article {
  return { slug, title, audience: "public", url: null, tags: [], language: null, body, hash: "", ...more };
}

const made = new WeakMap<Article, readonly Bag[]>();

/** As the library hands them over: the same article has the same bags each time. */
export function bagsOf(articles: readonly Article[]): ReadonlyMap<Article, readonly Bag[]> {
  return new Map(
    articles.map((one) => {
      const bags = made.get(one) ?? chunkArticle(one).map(bagOf);
      made.set(one, bags);
      return [one, bags];
    }),
  );
}

export function indexOf(articles: readonly Article[]): SearchIndex {
  const index = new SearchIndex();
  index.replace(bagsOf(articles));
  return index;
}

export const customer = (limit: number, before: readonly string[] = []): SearchOptions => ({
  audience: "public",
  limit,
  before,
});
export const operator = (limit: number): SearchOptions => ({ audience: "internal", limit });

/** Vectors in memory: texts that share words are near each other. */
export interface WordVectors extends Vectors {
  /** Every text that was compared. */
  readonly asked: string[];
  /** Texts of which this is false have no vector yet. */
  has: (text: string) => boolean;
  /** For each question: what is compared with it, or null, or another model's. */
  answer: (compared: Compared) => Promise<Compared | null>;
}

export async function vectorsFor(index: SearchIndex, model = "words", dimension = 64): Promise<WordVectors> {
  const embedder = createWordEmbedder({ model, dimension });
  const vectors = new Map<string, { readonly text: string; readonly vector: Float32Array }>();
  const want = async (texts: ReadonlyMap<string, string>): Promise<void> => {
    for (const [hash, text] of texts) {
      const [vector] = await embedder.passages([text]);
      if (vector) vectors.set(hash, { text, vector });
    }
  };
  await want(index.texts());
  const asked: string[] = [];
  const vectorsOfWords: WordVectors = {
    progress: { model, dimension, serving: model, done: vectors.size, total: vectors.size, error: null },
    asked,
    has: () => true,
    answer: async (compared) => compared,
    want() {},
    async compare(question) {
      asked.push(question);
      return await vectorsOfWords.answer({
        model,
        question: await embedder.question(question),
        vectorOf: (hash) => {
          const held = vectors.get(hash);
          return held && vectorsOfWords.has(held.text) ? held.vector : undefined;
        },
      });
    },
    of: async (texts) => texts.map(() => null),
    close: async () => {},
  };
  return vectorsOfWords;
}

/** Few words, so that articles and questions share some; forms, codes and words that are a slip apart among them. */
const WORDS =
  `refund refunds refnud invoice invoces invoices plan plans cost price upgrade Rechnung Rechnungen Kündigung
  facturas factura remboursement billing biling account SEPA ISO27001 rate_limited 429 E-1042 GitHub logged how long
  nicht pour the in`.split(/\s+/);
const word = fc.constantFrom(...WORDS);
export const question = fc.array(word, { minLength: 1, maxLength: 8 }).map((words) => words.join(" "));
const line = fc.array(word, { minLength: 1, maxLength: 12 }).map((words) => words.join(" "));
const body = fc
  .array(fc.tuple(fc.boolean(), line), { minLength: 1, maxLength: 4 })
  .map((parts) => parts.map(([headed, text]) => (headed ? `## ${text}\n\n${text}` : text)).join("\n\n"));

/** Articles of either audience, in several languages. */
export const anArticle = fc
  .record({
    title: line,
    body,
    audience: fc.constantFrom("public", "internal"),
    language: fc.constantFrom(null, null, "en", "de", "es", "fr-CA"),
    tags: fc.array(word, { maxLength: 2 }),
  })
  .map(({ title, body: text, ...more }) => article("", title, text, more));

/** The same with slugs of their own, in the order of the library. */
export const library = fc
  .array(anArticle, { minLength: 1, maxLength: 12 })
  .map((all) => all.map((one, at) => ({ ...one, slug: `a${String(at).padStart(2, "0")}` })));
