import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { KnowledgeStatus } from "../../src/knowledge/knowledge.ts";
import type { Passage } from "../../src/knowledge/passage.ts";
import { API_TOKEN, type Beside, type Product, startProduct } from "../harness/product.ts";
import { until } from "../harness/until.ts";

/** How soon the outside may rely on a change. */
const WITHIN_MS = 5_000;
/** The first time, the model is read from disk. */
const MODEL_MS = 60_000;

let product: Product;
let beside: Beside;

beforeAll(async () => {
  product = await startProduct({ env: { EMBEDDINGS: "local" } });
  beside = await product.startBeside();
}, 120_000);

afterAll(() => product.stop());

const headers = { Authorization: `Bearer ${API_TOKEN}` };

async function statusOf(url: string): Promise<KnowledgeStatus> {
  return (await (await fetch(`${url}/api/knowledge`, { headers })).json()) as KnowledgeStatus;
}

async function search(url: string, question: string, audience = "public"): Promise<readonly Passage[]> {
  const query = new URLSearchParams({ q: question, audience });
  const response = await fetch(`${url}/api/knowledge/search?${query.toString()}`, { headers });
  return ((await response.json()) as { items: Passage[] }).items;
}

const put = (slug: string, title: string, body: string, audience = "public") =>
  product.api("PUT", `/api/articles/${slug}`, { title, body, audience });

/** Nothing in it is a word of the question. */
const PETS =
  "Four-legged companions are welcome at headquarters on Fridays, provided they are vaccinated and on a leash.";
const QUESTION = "can my dog come to work";

describe("searching by meaning", () => {
  it("finds what has none of the question's words, in every process within seconds of writing it [KB-4]", async () => {
    expect((await put("animals", "Furry visitors", PETS)).status).toBe(201);
    for (const url of [product.url, beside.url]) {
      const [best] = await until(
        "the article to be found by its meaning",
        async () => {
          const found = await search(url, QUESTION);
          return found[0]?.slug === "animals" ? found : null;
        },
        MODEL_MS,
      );
      expect(best?.why.cosine).toBeGreaterThan(0.3);
      expect(best?.score).toBeCloseTo((best?.why.cosine ?? 0) + 0.3 * (best?.why.coverage ?? 0), 5);
    }
  });

  it("says how far the vectors are, here and in the metrics [KB-5]", async () => {
    const { vectors, chunks } = await until("all vectors", async () => {
      const status = await statusOf(product.url);
      return status.vectors.done === status.vectors.total ? status : null;
    });
    expect(vectors).toMatchObject({ model: "minilm-l6-v2", dimension: 384, serving: "minilm-l6-v2", error: null });
    expect(vectors.total).toBeLessThanOrEqual(chunks);
    expect(vectors.total).toBeGreaterThan(100);
    const metrics = await (await fetch(`${product.url}/metrics`, { headers })).text();
    expect(metrics).toContain(`switchboard_knowledge_vectors{state="done"} ${vectors.total}`);
    expect(product.logged.some((line) => line.includes("making vectors"))).toBe(true);
  });

  it("hands the model the article behind a customer's question [KB-6]", async () => {
    await product.twilio.text({ from: "+15551230077", body: QUESTION });
    const { turns } = await product.conversationWhen("+15551230077", ({ turns }) => turns[0]?.endedAt != null);
    expect(turns[0]?.toolCalls[0]?.result).toContain("animals");
    expect(JSON.stringify(product.model.requests.map(({ body }) => body))).toContain(PETS);
  });

  it("shows internal articles to operators and to nobody else, however near they are [KB-7]", async () => {
    await put("animals-internal", "Dogs at work", "Refuse any dog that bites, and call the janitor.", "internal");
    await until("the operators to find it", async () =>
      (await search(product.url, QUESTION, "internal")).some(({ slug }) => slug === "animals-internal") ? true : null,
    );
    const open = await search(product.url, `${QUESTION}, and which do you refuse?`);
    expect(open.map(({ audience }) => audience)).not.toContain("internal");
  });

  it("forgets an article in every process within seconds [KB-8]", async () => {
    expect((await product.api("DELETE", "/api/articles/animals")).status).toBe(204);
    for (const url of [product.url, beside.url])
      await until(
        "the article to be gone",
        async () => ((await search(url, QUESTION)).some(({ slug }) => slug === "animals") ? null : true),
        WITHIN_MS,
      );
  });
});
