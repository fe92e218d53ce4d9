import { readFile } from "node:fs/promises";
import { z } from "zod";
import { temporaryFolder } from "../../database/temporary-folder.ts";
import { until } from "../../harness/until.ts";
import { type BenchProduct, startBenchProduct } from "../bench-product.ts";
import type { Figure } from "../figures.ts";
import { articleFile, writeArticles } from "./write-articles.ts";

const API_TOKEN = "token-of-the-benchmarks-0123456789";
const HEADERS = { authorization: `Bearer ${API_TOKEN}` };

const FRESH = 100;
const MANY = 1_000;
/** As in the sample help centre. */
const CHUNKS = 4;
const SOON_MS = 5_000;
const MOST_MS = 600_000;

const STATUS = z.object({
  articles: z.number(),
  chunks: z.number(),
  vectors: z.object({ done: z.number(), total: z.number() }),
});
const FOUND = z.object({
  items: z.array(z.object({ slug: z.string(), why: z.object({ cosine: z.number().nullable() }) })),
});

/** How long it takes until what was written is found: by words, and by vector. In the whole product, by its API. */
export async function measureTimeToFind(): Promise<Figure[]> {
  return [...(await measureSample()), ...(await measureFolder())];
}

/** On the sample help centre. */
async function measureSample(): Promise<Figure[]> {
  return await onProduct("knowledge", async (product) => {
    await madeAll(product, 1);
    const { articles, chunks } = await statusOf(product);
    const idle = await product.memory();
    const fresh = temporaryFolder();
    try {
      await writeArticles(fresh.path, FRESH, CHUNKS);
      return [
        {
          name: "memory, idle, with vectors",
          value: idle / 2 ** 20,
          unit: "MB",
          on: `${articles} articles with vectors, the model loaded`,
        },
        ...(await measurePuts(product, fresh.path, articles, chunks)),
      ];
    } finally {
      fresh.remove();
    }
  });
}

async function measurePuts(product: BenchProduct, folder: string, before: number, chunks: number): Promise<Figure[]> {
  const began = performance.now();
  const since = (): number => performance.now() - began;
  for (let number = 0; number < FRESH; number += 1) {
    const body = await readFile(articleFile(folder, number));
    await ask(product, `/api/articles/article-${number}`, { method: "PUT", body });
  }
  const putMs = since();
  await until("all to be found by words", async () => {
    const { articles } = await statusOf(product);
    return articles === before + FRESH && (await finds(product, FRESH - 1));
  });
  const wordsMs = since() - putMs;
  await madeAll(product, chunks + 1);
  const vectorsMs = since();
  return [
    {
      name: `${FRESH} articles written`,
      value: putMs,
      unit: "ms",
      on: `each of ${CHUNKS} chunks, by PUT, one by one`,
    },
    {
      name: `${FRESH} articles, until found by words`,
      value: wordsMs,
      unit: "ms",
      goal: String(SOON_MS),
      on: "since the last PUT",
    },
    { name: `${FRESH} articles, until found by vector`, value: vectorsMs, unit: "ms", on: "since the first PUT" },
  ];
}

async function measureFolder(): Promise<Figure[]> {
  const folder = temporaryFolder();
  try {
    await writeArticles(folder.path, MANY, CHUNKS);
    const began = performance.now();
    return await onProduct(folder.path, async (product) => {
      const readyMs = performance.now() - began;
      await madeAll(product, 1);
      const { chunks } = await statusOf(product);
      const on = `a folder of ${MANY} with ${chunks} chunks, since the start of the product`;
      return [
        { name: `${MANY} articles, until found by words`, value: readyMs, unit: "ms", on },
        {
          name: `${MANY} articles, until found by vector`,
          value: performance.now() - began,
          unit: "ms",
          goal: String(MOST_MS),
          on,
        },
      ];
    });
  } finally {
    folder.remove();
  }
}

async function onProduct(folder: string, measure: (product: BenchProduct) => Promise<Figure[]>): Promise<Figure[]> {
  const product = await startBenchProduct({ env: { KNOWLEDGE_DIR: folder, API_TOKEN } });
  try {
    return await measure(product);
  } finally {
    await product.stop();
    await product.remove();
  }
}

/** Resolves when every chunk has its vector, of which there are so many at least. */
async function madeAll(product: BenchProduct, atLeast: number): Promise<void> {
  await until("all vectors", () => isMade(product, atLeast), MOST_MS);
}

async function isMade(product: BenchProduct, atLeast: number): Promise<boolean> {
  const { done, total } = (await statusOf(product)).vectors;
  return total >= atLeast && done === total;
}

const statusOf = async (product: BenchProduct) => STATUS.parse(await ask(product, "/api/knowledge"));

async function finds(product: BenchProduct, number: number): Promise<boolean> {
  const found = FOUND.parse(await ask(product, `/api/knowledge/search?audience=internal&q=${number}`));
  return found.items.some(({ slug }) => slug === `article-${number}`);
}

async function ask(product: BenchProduct, path: string, init: RequestInit = {}): Promise<unknown> {
  const headers = { ...HEADERS, ...(init.body && { "content-type": "text/markdown" }) };
  const response = await fetch(`${product.url}${path}`, { ...init, headers });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return await response.json();
}
