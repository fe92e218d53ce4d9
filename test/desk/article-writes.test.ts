import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { problemOf } from "../harness/desk.ts";
import { type Answer, API_TOKEN, type Product } from "../harness/product.ts";
import { type ArticleDesk, article, at, openArticleDesk, type View } from "./article-desk.ts";

let desk: ArticleDesk;
let product: Product;
beforeAll(async () => {
  desk = await openArticleDesk();
  product = desk.product;
});
afterAll(() => desk.stop());
beforeEach(() => product.database.outside.article.deleteMany());

describe("who may do what [ART-5]", () => {
  it.each([
    ["PUT", at("tigers"), article()],
    ["DELETE", at("refunds"), undefined],
    ["POST", `${at("refunds")}/revert`, undefined],
  ])("an operator who is no admin may not %s %s", async (method, path, body) => {
    problemOf(await product.api(method, path, body, desk.ana), 403);
    problemOf(await product.api(method, path, body, {}), 401);
    expect(await product.database.outside.article.count()).toBe(0);
  });

  it("an operator reads what is internal, and searches it", async () => {
    await desk.put("codes", article({ audience: "internal", body: "The code is EXC-77." }));
    const read = await product.api("GET", at("codes"), undefined, desk.ana);
    expect(read).toMatchObject({ status: 200, body: { audience: "internal" } });
    expect(await desk.found("EXC-77")).toEqual([]);
    expect(await desk.found("EXC-77", "internal")).toEqual(["codes"]);
    problemOf(await product.api("GET", "/api/articles", undefined, {}), 401);
    problemOf(await product.api("GET", "/api/knowledge/search?q=x", undefined, {}), 401);
  });

  it("writes are logged without a word of them", async () => {
    const from = product.logged.length;
    await desk.put("tigers", article({ title: "Hushed", body: "A hushed text.", audience: "internal" }));
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
    expect(problemOf(await desk.put(slug, body), status).detail).toMatch(reason);
    expect(await product.database.outside.article.count()).toBe(0);
  });

  it.each([
    ["without front matter", "# Tigers\n\nText", /front matter/],
    ["without an audience", "---\ntitle: A\n---\nText", /audience/],
    ["with broken front matter", "---\ntitle: [A\n---\nText", /YAML/],
    ["that is empty", "", /front matter/],
  ])("is Markdown %s", async (_name, text, reason) => {
    const response = await desk.markdown("PUT", "tigers", text);
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
    const first = tagOf(await desk.put("tigers", article()));
    const second = tagOf(await desk.put("tigers", article({ body: "Second." }), { "If-Match": first }));
    expect(second).not.toBe(first);
    const late = await desk.put("tigers", article({ body: "Third." }), { "If-Match": first });
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
    const first = tagOf(await desk.put("tigers", article()));
    const change = () => desk.put("tigers", article({ body: "Second." }), { "If-Match": first });
    expect(tagOf(await change())).toBe(tagOf(await change()));
  });

  it.each([
    ["a weak tag", (tag: string) => ({ "If-Match": `W/${tag}` }), 200],
    ["a tag of a proxy that compresses", (tag: string) => ({ "If-Match": tag.replace(/"$/, '-gzip"') }), 200],
    ["one of several", (tag: string) => ({ "If-Match": `"x", ${tag}` }), 200],
    ["any", () => ({ "If-Match": "*" }), 200],
    ["none of them", () => ({ "If-Match": '"x"' }), 412],
    ["that there is none", () => ({ "If-None-Match": "*" }), 412],
    ["both at once", (tag: string) => ({ "If-Match": tag, "If-None-Match": "*" }), 400],
    ["something else", () => ({ "If-None-Match": '"x"' }), 400],
  ])("may be named as %s", async (_name, headers, status) => {
    const tag = tagOf(await desk.put("tigers", article()));
    expect((await desk.put("tigers", article({ body: "Second." }), headers(tag))).status).toBe(status);
  });

  it("are of an article that is a file, too", async () => {
    const seen = tagOf(await product.api("GET", at("refunds")));
    expect((await desk.put("refunds", article(), { "If-Match": seen })).status).toBe(200);
    problemOf(await desk.put("refunds", article({ body: "More." }), { "If-Match": seen }), 412);
    expect((await desk.put("lions", article(), { "If-None-Match": "*" })).status).toBe(201);
    problemOf(await desk.put("bears", article(), { "If-Match": "*" }), 412);
  });

  it("have a tag of their own in each form", async () => {
    const [json, text] = [await desk.put("tigers", article()), await desk.markdown("GET", "tigers")];
    expect(text.headers.get("etag")).not.toBe(tagOf(json));
    expect(text.headers.get("vary")).toMatch(/accept/i);
    const seen = { "If-Match": text.headers.get("etag") ?? "" };
    expect((await desk.put("tigers", article({ body: "Second." }), seen)).status).toBe(200);
  });
});
