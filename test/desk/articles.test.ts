import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { addOperator, problemOf, type Session } from "../harness/desk.ts";
import { type Answer, API_TOKEN, type Beside, type Product, startProduct } from "../harness/product.ts";
import { until } from "../harness/until.ts";

const SUMMARY = z.strictObject({
  slug: z.string(),
  title: z.string(),
  audience: z.enum(["public", "internal"]),
  url: z.string().nullable(),
  tags: z.array(z.string()),
  language: z.string().nullable(),
  draft: z.boolean(),
  source: z.enum(["file", "api"]),
  file: z.string().nullable(),
  updatedAt: z.iso.datetime().nullable(),
  updatedBy: z.string().nullable(),
  words: z.int(),
});
const VIEW = SUMMARY.extend({ body: z.string() });
const PAGE = z.strictObject({ items: z.array(SUMMARY), next: z.string().nullable() });
type View = z.output<typeof VIEW>;

let product: Product;
let beside: Beside;
let ana: Session;
let dir: string;

const REFUNDS = `---
title: Refunds
audience: public
url: https://help.acme.example/refunds
---
Ask for an elephant. <!-- hush -->
`;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "knowledge-"));
  await mkdir(join(dir, "articles"));
  await writeFile(join(dir, "articles/refunds.md"), REFUNDS);
  await writeFile(join(dir, "articles/broken.md"), "---\ntitle: [hush\n---\nhush");
  product = await startProduct({ env: { KNOWLEDGE_DIR: dir, EMBEDDINGS: "off" } });
  beside = await product.startBeside();
  ana = await addOperator(product, "ana@x.example");
});
afterAll(async () => {
  await product.stop();
  await rm(dir, { recursive: true });
});
beforeEach(() => product.database.outside.article.deleteMany());

const at = (slug: string): string => `/api/articles/${encodeURIComponent(slug)}`;
const article = (more: object = {}) => ({ title: "Tigers", body: "They are striped.", audience: "public", ...more });
const put = (slug: string, body: unknown, headers: Record<string, string> = {}) =>
  product.api<View>("PUT", at(slug), body, { Authorization: `Bearer ${API_TOKEN}`, ...headers });
const get = (path: string) => product.api<z.output<typeof PAGE>>("GET", path);

/** Markdown, which the harness does not send. */
async function markdown(method: string, slug: string, body: string | null, url = product.url): Promise<Response> {
  return await fetch(url + at(slug), {
    method,
    headers: {
      Authorization: `Bearer ${API_TOKEN}`,
      Accept: method === "GET" ? "text/markdown" : "application/json",
      ...(body !== null && { "Content-Type": "text/markdown; charset=utf-8" }),
    },
    ...(body !== null && { body }),
  });
}

async function found(query: string, audience = "public", url = product.url): Promise<string[]> {
  const headers = { Authorization: `Bearer ${API_TOKEN}` };
  const search = new URLSearchParams({ q: query, audience });
  const response = await fetch(`${url}/api/knowledge/search?${search.toString()}`, { headers });
  const { items } = (await response.json()) as { items: { slug: string }[] };
  return items.map(({ slug }) => slug);
}

describe("an article of the API", () => {
  it("is written, read, found here at once and everywhere within five seconds, and removed [ART-1]", async () => {
    const created = await put("tigers", article({ tags: ["cat"], language: "en-gb", url: "" }));
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
    expect(await found("striped")).toEqual(["tigers"]);
    await until(
      "it in the other process",
      async () => (await found("striped", "public", beside.url)).length > 0,
      5_000,
    );
    expect((await put("tigers", article({ body: "They are orange." }))).status).toBe(200);
    expect((await product.api("DELETE", at("tigers"))).status).toBe(204);
    expect(await found("orange")).toEqual([]);
    await until("its end", async () => (await found("orange", "public", beside.url)).length === 0, 5_000);
    problemOf(await product.api("DELETE", at("tigers")), 404);
    problemOf(await product.api("GET", at("tigers")), 404);
  });

  it("takes a file's place until it is reverted to it", async () => {
    const written = await put("refunds", article());
    expect(VIEW.parse(written.body)).toMatchObject({ source: "api", file: "articles/refunds.md" });
    const reverted = await product.api("POST", `${at("refunds")}/revert`);
    expect(VIEW.parse(reverted.body)).toMatchObject({ source: "file", file: "articles/refunds.md", updatedAt: null });
    expect((await product.api("DELETE", at("refunds"))).status).toBe(204);
    problemOf(await product.api("GET", at("refunds")), 404);
    expect((await product.api("POST", `${at("refunds")}/revert`)).status).toBe(200);
    await put("tigers", article());
    problemOf(await product.api("POST", `${at("tigers")}/revert`), 409);
    problemOf(await product.api("POST", `${at("nothing")}/revert`), 404);
  });

  it("is in Markdown what it is in JSON [ART-6]", async () => {
    const file = await markdown("GET", "refunds", null);
    expect([file.headers.get("content-type"), await file.text()]).toEqual(["text/markdown; charset=utf-8", REFUNDS]);
    await put("tigers", article({ title: "a: [b", tags: ["x"], draft: true }));
    const text = await (await markdown("GET", "tigers", null)).text();
    const again = await markdown("PUT", "lions", text);
    expect(again.status).toBe(201);
    const [one, other] = [await product.api<View>("GET", at("tigers")), await product.api<View>("GET", at("lions"))];
    const { slug: _one, updatedAt: _then, ...tigers } = one.body;
    const { slug: _other, updatedAt: _later, ...lions } = other.body;
    expect(lions).toEqual(tigers);
  });
});

describe("who may do what [ART-5]", () => {
  it.each([
    ["PUT", at("tigers"), article()],
    ["DELETE", at("refunds"), undefined],
    ["POST", `${at("refunds")}/revert`, undefined],
  ])("an operator who is no admin may not %s %s", async (method, path, body) => {
    problemOf(await product.api(method, path, body, ana), 403);
    problemOf(await product.api(method, path, body, {}), 401);
    expect(await product.database.outside.article.count()).toBe(0);
  });

  it("an operator reads what is internal, and searches it", async () => {
    await put("codes", article({ audience: "internal", body: "The code is EXC-77." }));
    const read = await product.api("GET", at("codes"), undefined, ana);
    expect(read).toMatchObject({ status: 200, body: { audience: "internal" } });
    expect(await found("EXC-77")).toEqual([]);
    expect(await found("EXC-77", "internal")).toEqual(["codes"]);
    problemOf(await product.api("GET", "/api/articles", undefined, {}), 401);
    problemOf(await product.api("GET", "/api/knowledge/search?q=x", undefined, {}), 401);
  });

  it("writes are logged without a word of them", async () => {
    const from = product.logged.length;
    await put("tigers", article({ title: "Hushed", body: "A hushed text.", audience: "internal" }));
    await product.api("DELETE", at("tigers"));
    const lines = product.logged.slice(from).map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ msg: "article written", article: "tigers", outcome: "created" }),
        expect.objectContaining({ msg: "article removed", article: "tigers", operator: expect.any(String) }),
      ]),
    );
    expect(JSON.stringify(lines)).not.toMatch(/hushed/i);
  });
});

describe("what cannot be used [ART-5]", () => {
  it.each<[string, string, unknown, number, RegExp]>([
    ["no title", "a", { body: "x", audience: "public" }, 400, /title: is missing/],
    ["no audience", "a", { title: "A", body: "x" }, 400, /audience/],
    ["an audience there is not", "a", article({ audience: "all" }), 400, /audience/],
    ["an empty title", "a", article({ title: " " }), 400, /title/],
    ["a url that runs", "a", article({ url: "javascript:alert(1)" }), 400, /url/],
    ["tags that are no list", "a", article({ tags: "x" }), 400, /tags/],
    ["a language there is not", "a", article({ language: "not one" }), 400, /language/],
    ["no text", "a", article({ body: "  " }), 400, /text/],
    ["comments only", "a", article({ body: "<!-- x -->" }), 400, /text/],
    ["a NUL", "a", article({ body: "a\0b" }), 400, /NUL/],
    ["a NUL in a tag", "a", article({ tags: ["a\0"] }), 400, /NUL/],
    ["a slug with a slash", "a/b", article(), 400, /slug/],
    ["a slug with a dot in front", ".a", article(), 400, /slug/],
    ["a slug with a NUL", "a\0", article(), 400, /slug/],
    ["a slug as long as a text", "a".repeat(201), article(), 400, /200/],
    ["a slug with the end of a file", "a.md", article(), 400, /without .md/],
    ["too much text", "a", article({ body: "x".repeat(200_001) }), 413, /200 kB/],
    ["far too much text", "a", article({ body: "x".repeat(300_000) }), 413, /large/],
    ["no object", "a", [], 400, /object|title/],
  ])("is %s", async (_name, slug, body, status, reason) => {
    expect(problemOf(await put(slug, body), status).detail).toMatch(reason);
    expect(await product.database.outside.article.count()).toBe(0);
  });

  it.each([
    ["without front matter", "# Tigers\n\nText", /front matter/],
    ["without an audience", "---\ntitle: A\n---\nText", /audience/],
    ["with broken front matter", "---\ntitle: [A\n---\nText", /YAML/],
    ["that is empty", "", /front matter/],
  ])("is Markdown %s", async (_name, text, reason) => {
    const response = await markdown("PUT", "tigers", text);
    expect(response.status).toBe(400);
    expect(((await response.json()) as { detail: string }).detail).toMatch(reason);
  });

  it("is a slug that nothing can have, wherever it is asked for", async () => {
    problemOf(await product.api("GET", "/api/articles/a%00b"), 404);
    problemOf(await product.api("DELETE", "/api/articles/a%00b"), 404);
    problemOf(await product.api("POST", "/api/articles/a%00b/revert"), 404);
    problemOf(await product.api("GET", "/api/articles/%E0%A4%A"), 400);
  });

  it("is neither JSON nor Markdown", async () => {
    const headers = { Authorization: `Bearer ${API_TOKEN}`, "Content-Type": "text/plain" };
    const response = await fetch(product.url + at("a"), { method: "PUT", headers, body: "title: A" });
    expect(response.status).toBe(415);
  });
});

describe("versions [ART-4]", () => {
  const tagOf = ({ headers }: Pick<Answer<unknown>, "headers">): string => headers.get("etag") ?? "";

  it("keep a later text from being overwritten by whoever has not seen it", async () => {
    const first = tagOf(await put("tigers", article()));
    const second = tagOf(await put("tigers", article({ body: "Second." }), { "If-Match": first }));
    expect(second).not.toBe(first);
    const late = await put("tigers", article({ body: "Third." }), { "If-Match": first });
    expect(problemOf(late, 412).detail).toContain("meanwhile");
    problemOf(
      await product.api("DELETE", at("tigers"), undefined, {
        Authorization: `Bearer ${API_TOKEN}`,
        "If-Match": first,
      }),
      412,
    );
    expect((await product.api<View>("GET", at("tigers"))).body.body).toBe("Second.");
    expect(tagOf(await product.api("GET", at("tigers")))).toBe(second);
  });

  it("let one who asks again have his answer", async () => {
    const first = tagOf(await put("tigers", article()));
    const change = () => put("tigers", article({ body: "Second." }), { "If-Match": first });
    expect(tagOf(await change())).toBe(tagOf(await change()));
  });

  it.each([
    ["a weak tag", (tag: string) => ({ "If-Match": `W/${tag}` }), 200],
    ["one of several", (tag: string) => ({ "If-Match": `"x", ${tag}` }), 200],
    ["any", () => ({ "If-Match": "*" }), 200],
    ["none of them", () => ({ "If-Match": '"x"' }), 412],
    ["that there is none", () => ({ "If-None-Match": "*" }), 412],
    ["both at once", (tag: string) => ({ "If-Match": tag, "If-None-Match": "*" }), 400],
    ["something else", () => ({ "If-None-Match": '"x"' }), 400],
  ])("may be named as %s", async (_name, headers, status) => {
    const tag = tagOf(await put("tigers", article()));
    expect((await put("tigers", article({ body: "Second." }), headers(tag))).status).toBe(status);
  });

  it("are of an article that is a file, too", async () => {
    const seen = tagOf(await product.api("GET", at("refunds")));
    expect((await put("refunds", article(), { "If-Match": seen })).status).toBe(200);
    problemOf(await put("refunds", article({ body: "More." }), { "If-Match": seen }), 412);
    expect((await put("lions", article(), { "If-None-Match": "*" })).status).toBe(201);
    problemOf(await put("bears", article(), { "If-Match": "*" }), 412);
  });

  it("have a tag of their own in each form", async () => {
    const [json, text] = [await put("tigers", article()), await markdown("GET", "tigers", null)];
    expect(text.headers.get("etag")).not.toBe(tagOf(json));
    expect(text.headers.get("vary")).toMatch(/accept/i);
    const seen = { "If-Match": text.headers.get("etag") ?? "" };
    expect((await put("tigers", article({ body: "Second." }), seen)).status).toBe(200);
  });
});

describe("the list", () => {
  it("comes in pages that lose nothing and repeat nothing", async () => {
    const slugs = ["a", "B", "c (2)", "d", "é"];
    for (const slug of slugs) await put(slug, article({ title: `Title ${slug}` }));
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
    await put("tigers", article({ tags: ["Cat"] }));
    await put("lions", article({ body: "They are yellow.", draft: true }));
    await put("codes", article({ body: "EXC-77", audience: "internal" }));
    const { body } = await get(`/api/articles?${query}`);
    expect(body.items.map(({ slug }) => slug)).toEqual(slugs);
  });

  it.each(["audience=all", "draft=maybe", "limit=0"])("refuses %s", async (query) => {
    problemOf(await get(`/api/articles?${query}`), 400);
  });
});

describe("the state of the knowledge base [ART-8]", () => {
  it("is in the API: what there is, and what is broken and why", async () => {
    await put("tigers", article({ language: "en" }));
    await put("lions", article({ draft: true }));
    expect((await product.api("GET", "/api/knowledge", undefined, ana)).body).toMatchObject({
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
    await put("tigers", article());
    await put("codes", article({ audience: "internal" }));
    await put("lions", article({ draft: true }));
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
      ana,
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
