import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { problemOf } from "../harness/desk.ts";
import type { Product } from "../harness/product.ts";
import { until } from "../harness/until.ts";
import { type ArticleDesk, article, at, openArticleDesk, REFUNDS, SUMMARY, VIEW, type View } from "./article-desk.ts";

const PAGE = z.strictObject({ items: z.array(SUMMARY), next: z.string().nullable() });

let desk: ArticleDesk;
let product: Product;
beforeAll(async () => {
  desk = await openArticleDesk();
  product = desk.product;
});
afterAll(() => desk.stop());
beforeEach(() => product.database.outside.article.deleteMany());

const get = (path: string) => product.api<z.output<typeof PAGE>>("GET", path);

describe("an article of the API", () => {
  it("is written, read, found here at once and everywhere within five seconds, and removed [ART-1]", async () => {
    const beside = await product.startBeside();
    const created = await desk.put("tigers", article({ tags: ["cat"], language: "en-gb", url: "" }));
    expect(created.status).toBe(201);
    expect(VIEW.parse(created.body)).toMatchObject({
      slug: "tigers",
      body: "They are striped.",
      tags: ["cat"],
      language: "en-GB",
      url: null,
      source: "api",
      file: null,
      updatedBy: "api",
      words: 3,
    });
    expect(await desk.found("striped")).toEqual(["tigers"]);
    await until(
      "it in the other process",
      async () => (await desk.found("striped", "public", beside.url)).length > 0,
      5_000,
    );
    expect((await desk.put("tigers", article({ body: "They are orange." }))).status).toBe(200);
    expect((await product.api("DELETE", at("tigers"))).status).toBe(204);
    expect(await desk.found("orange")).toEqual([]);
    await until("its end", async () => (await desk.found("orange", "public", beside.url)).length === 0, 5_000);
    problemOf(await product.api("DELETE", at("tigers")), 404);
    problemOf(await product.api("GET", at("tigers")), 404);
  });

  it("takes a file's place until it is reverted to it", async () => {
    const written = await desk.put("refunds", article());
    expect(VIEW.parse(written.body)).toMatchObject({ source: "api", file: "articles/refunds.md" });
    const reverted = await product.api("POST", `${at("refunds")}/revert`);
    expect(VIEW.parse(reverted.body)).toMatchObject({ source: "file", file: "articles/refunds.md", updatedAt: null });
    expect((await product.api("DELETE", at("refunds"))).status).toBe(204);
    problemOf(await product.api("GET", at("refunds")), 404);
    expect((await product.api("POST", `${at("refunds")}/revert`)).status).toBe(200);
    await desk.put("tigers", article());
    problemOf(await product.api("POST", `${at("tigers")}/revert`), 409);
    problemOf(await product.api("POST", `${at("nothing")}/revert`), 404);
  });

  it("is in Markdown what it is in JSON [ART-6]", async () => {
    const file = await desk.markdown("GET", "refunds");
    expect([file.headers.get("content-type"), await file.text()]).toEqual(["text/markdown; charset=utf-8", REFUNDS]);
    await desk.put("tigers", article({ title: "a: [b", tags: ["x"], draft: true }));
    const text = await (await desk.markdown("GET", "tigers")).text();
    const again = await desk.markdown("PUT", "lions", text);
    expect(again.status).toBe(201);
    const [one, other] = [await product.api<View>("GET", at("tigers")), await product.api<View>("GET", at("lions"))];
    const { slug: _one, updatedAt: _then, ...tigers } = one.body;
    const { slug: _other, updatedAt: _later, ...lions } = other.body;
    expect(lions).toEqual(tigers);
  });
});

describe("the list", () => {
  it("comes in pages that lose nothing and repeat nothing", async () => {
    const slugs = ["a", "B", "c (2)", "d", "é"];
    for (const slug of slugs) await desk.put(slug, article({ title: `Title ${slug}` }));
    const all: string[] = [];
    for (let next: string | null = ""; next !== null; ) {
      const { body } = await get(`/api/articles?limit=2${next && `&cursor=${next}`}`);
      const page = PAGE.parse(body);
      all.push(...page.items.map(({ slug }) => slug));
      next = page.next;
    }
    expect(all).toEqual([...slugs, "refunds"].toSorted());
    problemOf(await get("/api/articles?cursor=x"), 400);
  });

  it.each([
    ["q=STRIPED%20cat", ["tigers"]],
    ["q=elephant", ["refunds"]],
    ["q=nothing%20striped", []],
    ["audience=internal", ["codes"]],
    ["draft=true", ["lions"]],
    ["draft=false&audience=public", ["refunds", "tigers"]],
    ["q=&audience=&draft=&cursor=", ["codes", "lions", "refunds", "tigers"]],
  ])("is filtered by %s", async (query, slugs) => {
    await desk.put("tigers", article({ tags: ["Cat"] }));
    await desk.put("lions", article({ body: "They are yellow.", draft: true }));
    await desk.put("codes", article({ body: "EXC-77", audience: "internal" }));
    const { body } = await get(`/api/articles?${query}`);
    expect(body.items.map(({ slug }) => slug)).toEqual(slugs);
  });

  it.each(["audience=all", "draft=maybe", "limit=0"])("refuses %s", async (query) => {
    problemOf(await get(`/api/articles?${query}`), 400);
  });
});

describe("the state of the knowledge base [ART-8]", () => {
  it("is in the API: what there is, and what is broken and why", async () => {
    await desk.put("tigers", article({ language: "en" }));
    await desk.put("lions", article({ draft: true }));
    expect((await product.api("GET", "/api/knowledge", undefined, desk.ana)).body).toMatchObject({
      articles: 2,
      drafts: 1,
      chunks: 2,
      languages: { en: 1 },
      problems: [{ file: "articles/broken.md", reason: expect.stringContaining("not YAML") }],
      vectors: { model: null, done: 0, total: 0 },
    });
    expect(product.logged.join("\n")).toContain("article cannot be used");
    expect(product.logged.join("\n")).not.toContain("hush");
  });

  it("is in the metrics", async () => {
    await desk.put("tigers", article());
    await desk.put("codes", article({ audience: "internal" }));
    await desk.put("lions", article({ draft: true }));
    const text = await (await fetch(`${product.url}/metrics`)).text();
    expect(text).toContain('switchboard_knowledge_articles{audience="public"} 2');
    expect(text).toContain('switchboard_knowledge_articles{audience="internal"} 1');
    expect(text).toContain('switchboard_knowledge_articles{audience="draft"} 1');
    expect(text).toContain("switchboard_knowledge_problems 1");
  });
});

describe("a search", () => {
  it("gives passages with where they are from and why they came", async () => {
    const { body } = await product.api<{ items: unknown[] }>(
      "GET",
      "/api/knowledge/search?q=elephant&limit=1",
      undefined,
      desk.ana,
    );
    expect(body.items).toEqual([
      expect.objectContaining({
        slug: "refunds",
        title: "Refunds",
        heading: null,
        text: "Ask for an elephant.",
        url: "https://help.acme.example/refunds",
        audience: "public",
        score: expect.any(Number),
        why: expect.objectContaining({ words: ["elephant"] }),
      }),
    ]);
  });

  it.each(["", "q=%20", "q=x&limit=21", "q=x&limit=0", "q=x&audience=all", `q=${"x".repeat(2_001)}`])(
    "refuses ?%s",
    async (query) => {
      problemOf(await product.api("GET", `/api/knowledge/search?${query}`), 400);
    },
  );
});
