import { describe, expect, it } from "vitest";
import { ArticleError, parseArticle } from "../../src/knowledge/articles/parse-article.ts";
import { cpuMs } from "../harness/cpu-ms.ts";

const SOURCE = `---
title: Refunds
audience: public
url: https://help.acme.example/refunds
tags: [money back, 30 days]
---
You have **30 days**.
`;

describe("parseArticle", () => {
  it("reads front matter and text", () => {
    expect(parseArticle("articles/billing/refund-policy.md", SOURCE)).toEqual({
      slug: "refund-policy",
      title: "Refunds",
      audience: "public",
      url: "https://help.acme.example/refunds",
      tags: ["money back", "30 days"],
      language: null,
      body: "You have **30 days**.",
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  it("needs neither url nor tags", () => {
    const article = parseArticle("a.md", "---\ntitle: A\naudience: internal\n---\nText");
    expect(article).toMatchObject({ url: null, tags: [] });
  });

  it("reads what Windows writes the same way", () => {
    const windows = parseArticle("a.md", `\uFEFF${SOURCE.replaceAll("\n", "\r\n")}`);
    expect(windows).toEqual({ ...parseArticle("a.md", SOURCE), hash: windows.hash });
  });

  it("gives another hash when anything changes, front matter included", () => {
    const changed = parseArticle("a.md", SOURCE.replace("30 days]", "60 days]"));
    expect(changed.hash).not.toBe(parseArticle("a.md", SOURCE).hash);
  });

  it("leaves the author's comments out", () => {
    expect(parseArticle("a.md", `${SOURCE}<!-- legal\nsays no -->`).body).toBe("You have **30 days**.");
  });

  it("keeps a rule in the text", () => {
    expect(parseArticle("a.md", `${SOURCE}\n---\n\nMore`).body).toBe("You have **30 days**.\n\n---\n\nMore");
  });
});

describe("an article that cannot be used", () => {
  it.each([
    ["no front matter", "# Refunds\n\nText", /no front matter/],
    ["front matter that never ends", "---\ntitle: A\n\nText", /no front matter/],
    ["front matter further down", `Text\n${SOURCE}`, /no front matter/],
    ["YAML that is none", "---\ntitle: [A\naudience: public\n---\nText", /not YAML/],
    ["an alias to nothing", "---\ntitle: *Refunds*\naudience: public\n---\nText", /not YAML/],
    [
      "aliases that explode",
      `---\na: &a [${"x,".repeat(9)}x]\nb: &b [${"*a,".repeat(20)}*a]\nc: &c [${"*b,".repeat(20)}*b]\nd: [${"*c,".repeat(20)}*c]\n---\nText`,
      /not YAML|title/,
    ],
    ["a list where fields should be", "---\n- a\n---\nText", /front matter/],
    ["no title", "---\naudience: public\n---\nText", /title/],
    ["an empty title", '---\ntitle: " "\naudience: public\n---\nText', /title/],
    ["no audience", "---\ntitle: A\n---\nText", /audience/],
    ["an audience there is not", "---\ntitle: A\naudience: internel\n---\nText", /audience/],
    ["a url that is none", "---\ntitle: A\naudience: public\nurl: help\n---\nText", /url/],
    ["a url that runs", "---\ntitle: A\naudience: public\nurl: javascript:alert(1)\n---\nText", /url/],
    ["no text", "---\ntitle: A\naudience: public\n---\n\n<!-- later -->\n", /no text/],
  ])("refuses %s and names the file", (_name, source, reason) => {
    const attempt = () => parseArticle("articles/a.md", source);
    expect(attempt).toThrow(ArticleError);
    expect(attempt).toThrow(reason);
    expect(attempt).toThrow("articles/a.md");
  });

  it("because its front matter goes on and on is refused before it is read [ART-9]", () => {
    const fields = Array.from({ length: 100_000 }, (_, at) => `key${at}: 1`).join("\n");
    const before = cpuMs();
    expect(() => parseArticle("a.md", `---\n${fields}\n---\nText`)).toThrow(/front matter is too long/);
    expect(cpuMs() - before).toBeLessThan(1_000);
  });

  it("never quotes the article in a reason", () => {
    const attempt = () => parseArticle("a.md", "---\ntitle: hush: [hush\naudience: hush\nurl: hush\n---\nhush");
    expect(attempt).toThrow(ArticleError);
    expect(attempt).not.toThrow(/hush/);
  });
});
