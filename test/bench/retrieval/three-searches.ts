import { destination } from "pino";
import { openTemporaryDatabase } from "../../../src/commands/open-command-database.ts";
import { createEmbedder } from "../../../src/embedding/create-embedder.ts";
import type { Audience } from "../../../src/knowledge/article.ts";
import { type Chunk, chunkArticle } from "../../../src/knowledge/chunks/chunk-article.ts";
import type { Question } from "../../../src/knowledge/evaluate/parse-questions.ts";
import { type Knowledge, openKnowledge } from "../../../src/knowledge/knowledge.ts";
import { textOf } from "../../../src/knowledge/search/chunk-text.ts";
import { dot } from "../../../src/knowledge/search/dot.ts";
import { createVectors } from "../../../src/knowledge/vectors/create-vectors.ts";
import { hashOf } from "../../../src/knowledge/vectors/hash-of.ts";
import type { Vectors } from "../../../src/knowledge/vectors/vectors.ts";
import { createLogger } from "../../../src/log.ts";
import { NO_METER } from "../../../src/meter.ts";
import { until } from "../../harness/until.ts";

export const WAYS = ["words", "vectors", "both"] as const;
export type Way = (typeof WAYS)[number];

/** A help centre that is searched in three ways: by words alone, by vectors alone, and as the product does it. */
export interface ThreeSearches {
  /** Slugs of articles, each once, best first: ten, if there are as many. */
  rank(way: Way, question: Question, audience: Audience): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** Of an article several passages may come: so many are enough for ten articles. */
const PASSAGES = 60;
const STDERR = 2;
/** However busy the machine is, all questions are to be searched by meaning, too. */
const QUESTION_MS = 60_000;
const ALL_VECTORS_MS = 30 * 60_000;

/** `dir` is a knowledge folder. Resolves when all its vectors are made, which are thirty a second. */
export async function openThreeSearches(dir: string): Promise<ThreeSearches> {
  const log = createLogger("error", destination({ dest: STDERR, sync: true }));
  const database = await openTemporaryDatabase(log);
  const embedder = createEmbedder({ voyage: null, log });
  const questionMs = { [embedder.model]: QUESTION_MS };
  const vectors = createVectors({ database, embedders: [embedder], log, meter: NO_METER, questionMs });
  const knowledge = await openKnowledge({ dir, log, database, vectors });
  await until("all vectors", () => vectors.progress.done === vectors.progress.total, ALL_VECTORS_MS);
  const chunks = knowledge.listed.flatMap(({ article }) => chunkArticle(article));
  return {
    rank: (way, question, audience) => ranking(way, question, audience, { knowledge, vectors, chunks }),
    async close() {
      await knowledge.close();
      await vectors.close();
      await database.close();
    },
  };
}

interface Searched {
  readonly knowledge: Knowledge;
  readonly vectors: Vectors;
  readonly chunks: readonly Chunk[];
}

async function ranking(
  way: Way,
  { query, before }: Question,
  audience: Audience,
  { knowledge, vectors, chunks }: Searched,
): Promise<readonly string[]> {
  const options = { audience, limit: PASSAGES, before };
  switch (way) {
    case "words":
      return slugsOf(knowledge.searchByWords(query, options));
    case "both":
      return slugsOf(await knowledge.search(query, options));
    case "vectors": {
      const seen = chunks.filter(({ article }) => audience === "internal" || article.audience === "public");
      return slugsOf(await nearest([...before, query].join("\n"), seen, vectors));
    }
  }
}

/** By the cosine alone, without a floor. */
async function nearest(text: string, chunks: readonly Chunk[], vectors: Vectors): Promise<readonly { slug: string }[]> {
  const compared = await vectors.compare(text);
  if (compared === null) throw new Error("the question has no vector");
  const near = chunks.map((chunk) => {
    const vector = compared.vectorOf(hashOf(textOf(chunk)));
    if (vector === undefined) throw new Error(`a chunk of ${chunk.article.slug} has no vector`);
    return { slug: chunk.article.slug, cosine: dot(compared.question, vector) };
  });
  return near.sort((a, b) => b.cosine - a.cosine);
}

const slugsOf = (passages: readonly { readonly slug: string }[]): readonly string[] => [
  ...new Set(passages.map(({ slug }) => slug)),
];
