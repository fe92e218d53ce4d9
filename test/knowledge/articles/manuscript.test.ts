import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  ArticleError,
  checkManuscript,
  parseArticle,
  parseManuscript,
} from "../../../src/knowledge/articles/parse-article.ts";
import { renderManuscript } from "../../../src/knowledge/articles/render-manuscript.ts";
import { slugOf, whyNoSlug } from "../../../src/knowledge/articles/slug.ts";
import { cpuMs } from "../../harness/cpu-ms.ts";

const said = (yaml: string) => parseManuscript("a.md", `---\ntitle: A\naudience: public\n${yaml}\n---\nText`);

describe("front matter", () => {
  it.each([
    ["draft: true", { isDraft: true }],
    ["draft: false", { isDraft: false }],
    ["draft:", { isDraft: false }],
    ["language: pt-br", { language: "pt-BR" }],
    ["layout: post\nweight: 4", { isDraft: false, language: null }],
    ["tags: [2026, ' b ']", { tags: ["2026", "b"] }],
  ])("may say %s", (yaml, fields) => {
    expect(said(yaml)).toMatchObject(fields);
  });

  it.each([
    ["draft: maybe", /draft/],
    ["language: not a language", /language/],
    ["url: /docs/a", /url/],
    ["tags: [[a]]", /tags/],
  ])("may not say %s", (yaml, reason) => {
    expect(() => said(yaml)).toThrow(reason);
  });

  it.each([
    ["a NUL", { title: "A", audience: "public" }, "Te\0xt", /NUL/],
    ["a NUL in a tag", { title: "A", audience: "public", tags: ["\0"] }, "Text", /NUL/],
    ["a title as long as a text", { title: "A".repeat(301), audience: "public" }, "Text", /title/],
    ["hundreds of tags", { title: "A", audience: "public", tags: Array(101).fill("a") }, "Text", /tags/],
    ["comments only", { title: "A", audience: "public" }, "<!-- a --> <!-- b -->", /no text/],
  ])("refuses %s", (_name, fields, text, reason) => {
    expect(() => checkManuscript("a", fields, text)).toThrow(ArticleError);
    expect(() => checkManuscript("a", fields, text)).toThrow(reason);
  });
});

describe("a manuscript and its Markdown file", () => {
  const text = fc.string({ unit: "binary", maxLength: 60 });
  const fields = fc.record({
    title: fc.oneof(text, fc.constantFrom("---", "404", "null", "a: b", "# x", '"', "yes", "- a", "| x", "'")),
    audience: fc.constantFrom("public", "internal"),
    url: fc.option(fc.webUrl()),
    tags: fc.array(text, { maxLength: 4 }),
    language: fc.option(fc.constantFrom("en", "pt-br", "zh-hant-tw")),
    draft: fc.boolean(),
  });
  const bodies = fc.oneof(text, fc.constantFrom("---\n\nx", "a\r\rb", "x\n---\ny", "<!-- a -->\nb", "\uFEFFb"));

  it("say the same, whatever is written [ART-6]", () => {
    fc.assert(
      fc.property(fields, bodies, (given, body) => {
        const manuscript = acceptedOf(given, body);
        fc.pre(manuscript !== null);
        expect(parseManuscript("a.md", renderManuscript(manuscript!))).toEqual(manuscript);
      }),
      { numRuns: 500 },
    );
  });

  function acceptedOf(given: object, body: string) {
    try {
      return checkManuscript("a", given, body);
    } catch (error) {
      if (error instanceof ArticleError) return null;
      throw error;
    }
  }
});

describe("comments", () => {
  const bodyOf = (text: string) => parseArticle("a.md", `---\ntitle: A\naudience: public\n---\n${text}`).body;

  it.each([
    ["a<!-- b -->c<!--d-->e", "ace"],
    ["a <!-- never closed", "a <!-- never closed"],
    ["a --> b", "a --> b"],
    ["a<!-->b-->c", "ac"],
  ])("are left out of %s", (text, body) => {
    expect(bodyOf(text)).toBe(body);
  });

  it("cost no more than the text is long", () => {
    const begun = cpuMs();
    bodyOf(`a${"<!--".repeat(50_000)}`);
    expect(cpuMs() - begun).toBeLessThan(500);
  });
});

describe("a slug", () => {
  it.each(["refund-policy", "a.b_c-(d)", "Größe 2", "日本語", "नमस्ते", "what's new", "R&D, etc!", "a".repeat(200)])(
    "may be %s",
    (slug) => {
      expect(whyNoSlug(slug)).toBeNull();
    },
  );

  it.each(["", ".", "..", ".hidden", "a/b", "..\\a", "a\0", "a\nb", "a?", "a:b", "a%", "\u202Ea", "a.md", "a.", " a"])(
    "may not be %j",
    (slug) => {
      expect(whyNoSlug(slug)).toEqual(expect.any(String));
    },
  );

  it("may not be longer than names of files", () => {
    expect(whyNoSlug("a".repeat(201))).toContain("200");
  });

  it("is the same however a disk writes accents", () => {
    expect(slugOf("articles/Gro\u0308\u00DFe.md")).toBe("Gr\u00F6\u00DFe");
  });
});
