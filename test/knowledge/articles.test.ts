import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseArticle } from "../../src/knowledge/articles/parse-article.ts";
import { chunkArticle } from "../../src/knowledge/chunks/chunk-article.ts";
import { countWords } from "../../src/knowledge/chunks/count-words.ts";
import questions from "./questions.json" with { type: "json" };

const DIR = join(import.meta.dirname, "../../knowledge");
const ARTICLES = readdirSync(join(DIR, "articles"), { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".md"))
  .map((file) => parseArticle(file, readFileSync(join(DIR, "articles", file), "utf8")));
const PUBLIC = ARTICLES.filter(({ audience }) => audience === "public");
const INTERNAL = ARTICLES.filter(({ audience }) => audience === "internal");

const bodyOf = (slug: string): string => ARTICLES.find((article) => article.slug === slug)?.body ?? "";
/** All that public articles say in the shape of `pattern`, each once. */
const said = (pattern: RegExp): string[] => [
  ...new Set(
    PUBLIC.flatMap(
      ({ body }) =>
        body
          .replace(/\]\([^)]*\)/g, "")
          .replaceAll("[", "")
          .match(pattern) ?? [],
    ),
  ),
];

describe("the help centre", () => {
  it("has enough articles of both kinds", () => {
    expect(PUBLIC.length).toBeGreaterThanOrEqual(26);
    expect(INTERNAL.length).toBeGreaterThanOrEqual(2);
  });

  it.each(["slug", "title", "url"] as const)("gives no %s twice", (field) => {
    const values = ARTICLES.map((article) => article[field]).filter((value) => value !== null);
    expect(new Set(values).size).toBe(values.length);
  });

  it.each(PUBLIC)("publishes $slug under its name", ({ slug, url }) => {
    expect(url).toMatch(new RegExp(`^https://help\\.acme\\.example/[a-z]+/${slug}$`));
  });

  it.each(INTERNAL)("publishes $slug nowhere", ({ url }) => {
    expect(url).toBeNull();
  });

  it.each(ARTICLES)("keeps $slug readable: 150 to 400 words in two chunks or more", (article) => {
    expect(countWords(article.body)).toBeGreaterThanOrEqual(150);
    expect(countWords(article.body)).toBeLessThanOrEqual(400);
    expect(chunkArticle(article).length).toBeGreaterThanOrEqual(2);
    expect(article.tags.length).toBeGreaterThanOrEqual(3);
  });

  it.each(PUBLIC)("links from $slug only to what is there and public", ({ slug, body }) => {
    const targets = [...body.matchAll(/\]\(([^)]*)\)/g)].map(([, target = ""]) => target);
    const ours = targets.filter((target) => target.startsWith("https://help.acme.example/"));
    const urls = PUBLIC.filter((article) => article.slug !== slug).map(({ url }) => url);
    for (const target of ours) expect(urls).toContain(target);
    for (const target of targets) expect(target).toMatch(/^https:\/\/(?:help|app|api|status)\.acme\.example(?:\/|$)/);
    expect(body).not.toContain("[[");
  });

  it("answers what the questions ask about", () => {
    const slugs = PUBLIC.map(({ slug }) => slug);
    for (const { relevant } of questions) for (const slug of relevant) expect(slugs).toContain(slug);
  });
});

describe("the facts", () => {
  it.each([
    ["subscription-plans", /\$19\/month \| \$49\/month \| Custom pricing/],
    ["subscription-plans", /Projects \| 5 \| Unlimited/],
    ["subscription-plans", /10 GB \| 100 GB/],
    ["subscription-plans", /priority/i],
    ["subscription-plans", /dedicated account manager/i],
    ["change-plan", /takes effect on the next billing cycle/],
    ["refund-policy", /within 30 days of purchase/],
    ["refund-policy", /After 30 days:\*\* a manager/],
    ["refund-policy", /order number/],
    ["refund-policy", /processed in 5-7 business days/],
    ["account-locked", /5 failed login attempts in a row we lock the account for 30 minutes/],
    ["account-locked", /Verifying your email this way unlocks the account at once/],
    ["account-locked", /Repeated lockouts may be a security issue/],
    ["api-rate-limits", /Free \| 100 requests\/hour/],
    ["api-rate-limits", /Pro \| 10,000 requests\/hour/],
    ["api-rate-limits", /Enterprise \| Custom/],
    ["api-rate-limits", /HTTP 429/],
    ["api-rate-limits", /exponential backoff/],
    ["api-rate-limits", /per workspace, not per key/],
    ["api-rate-limits", /Retry-After/],
  ])("%s says %s", (slug, fact) => {
    expect(bodyOf(slug)).toMatch(fact);
  });
});

describe("the figures", () => {
  it.each([
    ["prices", /\$\d+\/month/g, ["$19/month", "$49/month"]],
    [
      "API limits",
      /[\d,]+ (?:API )?requests\/hour/g,
      ["10,000 API requests/hour", "10,000 requests/hour", "100 requests/hour"],
    ],
    ["how long a refund takes", /\d+-\d+ business days/g, ["5-7 business days"]],
    ["failed attempts", /\d+ failed/g, ["5 failed"]],
    [
      "how long a lock lasts",
      /lock\w* (?:the account )?for \d+ minutes/g,
      ["lock the account for 30 minutes", "locked for 30 minutes"],
    ],
    ["how old an invoice may be to be corrected", /at most \d+ days old/g, ["at most 90 days old"]],
    ["support hours", /\d+ am to \d+ pm [A-Z]\w+ Time/g, ["9 am to 6 pm Eastern Time"]],
    ["guaranteed uptime", /guarantee \S+%/g, ["guarantee 99.9%"]],
  ])("are the same in every public article: %s", (_name, pattern, expected) => {
    expect(said(pattern).toSorted()).toEqual(expected.toSorted());
  });

  it("are not undone by an internal article", () => {
    const text = INTERNAL.map(({ body }) => body).join("\n");
    expect(text.match(/\d+-\d+ business days/g)).toEqual(expect.arrayContaining(["5-7 business days"]));
    expect(text).toContain("30 days from purchase for any reason");
  });

  it("of operators stay with operators", () => {
    const codes = INTERNAL.flatMap(({ body }) => body.match(/`[A-Z]{2,}(?:-[A-Z0-9]+)?`/g) ?? []);
    expect(codes.length).toBeGreaterThan(5);
    const open = PUBLIC.map(({ body }) => body).join("\n");
    for (const code of codes) expect(open).not.toContain(code.slice(1, -1));
  });
});

describe("the voice guide", () => {
  const text = readFileSync(join(DIR, "voice.md"), "utf8");

  it("is short, for it is in every prompt", () => {
    expect(countWords(text)).toBeLessThan(350);
  });

  it("is honest about what answers", () => {
    expect(text).toMatch(/AI assistant/);
  });

  it.each([
    ["sms", /320 characters[\s\S]*One link/],
    ["email", /greeting[\s\S]*sign off/],
    ["widget", /Markdown/],
  ])("says how to write on %s", (channel, rule) => {
    const section = text.split(/^## +/m).find((part) => part.startsWith(channel));
    expect(section).toMatch(rule);
  });
});
