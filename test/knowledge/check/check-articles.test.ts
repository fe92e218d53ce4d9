import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseArticle } from "../../../src/knowledge/articles/parse-article.ts";
import { checkArticles } from "../../../src/knowledge/check/check-articles.ts";
import type { Finding, FindingKind } from "../../../src/knowledge/check/finding.ts";
import type { Source } from "../../../src/knowledge/check/read-page.ts";
import { cpuMs } from "../../harness/cpu-ms.ts";

const HELP = "https://help.acme.example";

/** An article without a fault, but for what the test makes of it. */
function source(slug: string, body: string, parts: Partial<Source["article"]> = {}): Source {
  const { audience = "public" } = parts;
  const url = audience === "public" ? `${HELP}/billing/${slug}` : null;
  const article = { slug, title: `About ${slug}`, audience, url, tags: ["money"], body, ...parts };
  return { file: `articles/billing/${slug}.md`, article };
}

const internal = (slug: string, body: string, title = `About ${slug}`): Source =>
  source(slug, body, { audience: "internal", title });

/** What is found of the first, beside the others. */
function found(...sources: readonly Source[]): readonly string[] {
  const [first] = sources;
  const own = checkArticles(sources, []).filter(({ file }) => file === first?.file);
  return own.map(({ severity, kind, words }) => `${severity} ${kind}: ${words}`);
}

const numbered = (count: number, word = "word"): string =>
  Array.from({ length: count }, (_, at) => `${word}${at}`).join(" ");

describe("links", () => {
  const refunds = source("refunds", "## How to ask\n\nWrite to us.\n\n## What it costs, per month\n\nNothing.");
  const account = { ...source("login", "Type it."), file: "articles/account/login.md" };

  it.each([
    ["an article's address", `${HELP}/billing/refunds`],
    ["the same with a slash, an anchor and a query", `${HELP}/billing/refunds/?from=mail#how-to-ask`],
    ["an anchor whose heading has a comma", `${HELP}/billing/refunds#what-it-costs--per-month`],
    ["a file beside it", "refunds.md"],
    ["a file in another folder", "../account/login.md#about-login"],
    ["a slug", "login"],
    ["a path of the site", "/billing/refunds"],
    ["its own heading", "#here"],
    ["another site", "https://example.com/billing/nothing"],
    ["the help centre's own front page", `${HELP}/`],
    ["a mailbox", "mailto:support@acme.example"],
    ["a file that is no article", "terms.pdf"],
    ["the author's own machine", "http://localhost:3000/x"],
  ])("to %s are right [KCL-1]", (_name, target) => {
    const page = source("plans", `## Here\n\nSee [this](${target}).`);
    expect(found(page, refunds, account)).toEqual([]);
  });

  it.each([
    [
      "an address of the help centre where nothing is",
      `${HELP}/billing/gone`,
      "error dead_link: there is no article at",
    ],
    ["a file that is not there", "../gone/away.md", "error dead_link: there is no article ../gone/away.md"],
    ["a path of the site where nothing is", "/billing/gone", "error dead_link: there is no article /billing/gone"],
    ["no address", "", "error dead_link: a link has no address"],
    ["what cannot be an address", "https://", "error dead_link: https:// is no address"],
    [
      "a heading that is not there",
      "refunds.md#when",
      "warning dead_anchor: refunds.md#when: articles/billing/refunds.md",
    ],
    ["a heading of its own that is not there", "#gone", "warning dead_anchor: #gone: articles/billing/plans.md"],
    [
      "a site without a certificate",
      "http://example.com/x",
      "warning insecure_link: http://example.com/x is not https",
    ],
  ])("to %s are told [KCL-1]", (_name, target, words) => {
    const page = source("plans", `## Here\n\nSee [this](${target}), and [this](${target}) again.`);
    expect(found(page, refunds, account)).toEqual([expect.stringContaining(words)]);
  });

  it.each([["[[refunds]]"], ["[refunds][there]"], ["[refunds][]"]])(
    "that readers see as they stand are told: %s [KCL-1]",
    (text) => {
      expect(found(source("plans", `See ${text}, and ${text}.`), refunds)).toEqual([
        `error dead_link: ${text} is no link, and readers see it as it stands`,
      ]);
    },
  );

  it("in code are examples [KCL-1]", () => {
    expect(found(source("plans", "`[x](gone.md)` and\n\n```\n[[gone]] [x](gone.md)\n```"))).toEqual([]);
  });

  it("are found in tables, lists and quotations, by name and by reference [KCL-1]", () => {
    const body =
      "- [a](gone-1)\n\n| x | y |\n| --- | --- |\n| [b](gone-2) | z |\n\n> [c](gone-3)\n\n[d][d]\n\n[d]: gone-4";
    expect(found(source("plans", body))).toHaveLength(4);
  });

  it("outside of the help centre's folder of a host are not ours to know [KCL-1]", () => {
    const at = (slug: string, body: string) => source(slug, body, { url: `https://acme.example/help/${slug}` });
    const page = at("plans", "[prices](https://acme.example/prices), [gone](https://acme.example/help/gone)");
    expect(found(page, at("refunds", "Text."))).toEqual([expect.stringContaining("at https://acme.example/help/gone")]);
  });
});

describe("internal articles", () => {
  const secret =
    "When the payment processor reports the state twice, an operator pays at most forty dollars back at once.";

  it.each([
    ["a link to one", "See [this](exceptions-31).", "links to"],
    ["its name", "Our list (exceptions-31) says so.", "names"],
    ["its title", "Ask for the list of refund exceptions.", "has the title of"],
    ["its words", `We do it so: ${secret.replace("an operator", "**an operator**")} That is all.`, "says what"],
  ])("do not show in public ones: %s [KCL-2]", (_name, body, words) => {
    const inner = internal("exceptions-31", secret, "The list of refund exceptions (operators only)");
    expect(found(source("plans", body), inner)).toContainEqual(
      expect.stringMatching(new RegExp(`^error internal_leak: ${words} articles/billing/exceptions-31.md`)),
    );
  });

  it("do not show by an address that they have [KCL-2]", () => {
    const inner = { ...internal("exceptions", "Text."), file: "articles/exceptions.md" };
    const url = "https://wiki.acme.example/pages/12";
    const page = source("plans", `Look at \`${url}\`.`);
    expect(found(page, { ...inner, article: { ...inner.article, url } })).toEqual([
      "error internal_leak: has the address of articles/exceptions.md, which is internal",
    ]);
  });

  it("keep their codes; a code that public articles have in common is a public one [KCL-2]", () => {
    const inner = internal("exceptions", "Use `EXC-31` or `HTTP-429`.");
    const plans = source("plans", "Say EXC-31. It answers HTTP-429.");
    const others = ["a", "b", "c"].map((slug) => source(slug, "It answers HTTP-429."));
    expect(found(plans, inner, ...others)).toEqual([
      "warning internal_leak: names the code EXC-31, as articles/billing/exceptions.md, which is internal, does",
    ]);
  });

  it.each([
    ["what they quote of public ones", `Customers read:\n\n> ${secret}`],
    ["a few words in common", "When the payment processor reports the state twice, call."],
  ])("may have %s [KCL-2]", (_name, body) => {
    expect(found(source("plans", secret), internal("exceptions", body))).toEqual([]);
  });

  it("may link to each other [KCL-2]", () => {
    expect(found(internal("one", "[two](two)"), internal("two", "Text."))).toEqual([]);
  });
});

describe("doubles", () => {
  const text = numbered(100);

  it.each([
    ["the same title", "Other text.", { title: " ABOUT first" }, "warning duplicate: has the title of"],
    ["the same text", text, {}, "error duplicate: has the text of articles/billing/first.md, word for word"],
    ["nearly the same text", text.replace("word50", "cat"), {}, "warning duplicate: shares 95 % of its text"],
    [
      "a whole other one within",
      `${text}\n\n## More\n\n${numbered(100, "more")}`,
      {},
      "warning duplicate: shares 100 % of its text",
    ],
  ])("are told, with their share: %s [KCL-3]", (_name, body, parts, words) => {
    expect(found(source("second", body, parts), source("first", text))).toEqual([]);
    const both = checkArticles([source("first", text), source("second", body, parts)], []);
    expect(both.map((one) => `${one.severity} ${one.kind}: ${one.words}`)).toEqual([expect.stringContaining(words)]);
    expect(both[0]?.file).toBe("articles/billing/second.md");
  });

  it("are not articles that share a part [KCL-3]", () => {
    const half = `${numbered(50)} ${numbered(50, "more")}`;
    expect(found(source("second", half), source("first", text))).toEqual([]);
  });
});

describe("form", () => {
  const table = (rows: number): string =>
    ["| name | price |", "| --- | --- |", ...Array.from({ length: rows }, (_, at) => `| plan ${at} | ${at} |`)].join(
      "\n",
    );
  const sections = (count: number): string =>
    Array.from({ length: count }, (_, at) => `## Part ${at}\n\n${numbered(100, `p${at}w`)}`).join("\n\n");

  it.each<[string, Source, FindingKind, string]>([
    ["a public article without an address", source("a", "Text.", { url: null }), "no_url", "customers get no link"],
    ["an empty tag", source("a", "Text.", { tags: ["x", " "] }), "empty_tag", "a tag has no words"],
    ["a long title", source("a", "Text.", { title: "x".repeat(81) }), "too_long", "the title has 81 characters"],
    ["a long article", source("a", sections(13)), "too_long", "it has 1339 words"],
    ["long headings", source("a", `## ${numbered(45)}\n\nText.`), "too_long", "have more than 40 words"],
    [
      "a long section",
      source("a", `## Steps\n\n${numbered(60)}.\n\n${numbered(150)}.`),
      "cut",
      '"Steps" has 210 words',
    ],
    ["a table in parts", source("a", `## Plans\n\n${table(60)}`), "cut", "a table of"],
    ["code in parts", source("a", `\`\`\`\n${"a = b\n".repeat(100)}\`\`\``), "cut", "a piece of code of 302 words"],
    [
      "a level left out",
      source("a", "## One\n\nText.\n\n#### Two\n\nText."),
      "heading_jump",
      '"Two" is of level 4 below',
    ],
  ])("%s is told [KCL-4]", (_name, page, kind, words) => {
    const own = checkArticles([page], []);
    expect(own).toContainEqual<Finding>({
      file: page.file,
      kind,
      severity: "warning",
      words: expect.stringContaining(words),
    });
  });

  it("is right where all fits [KCL-4]", () => {
    const body = `# About a\n\nText.\n\n## One\n\n${table(20)}\n\n### Two\n\n\`\`\`\na = b\n\`\`\`\n\n## Three\n\n${numbered(150)}`;
    expect(checkArticles([source("a", body)], [])).toEqual([]);
  });

  it("of internal articles needs no address [KCL-4]", () => {
    expect(checkArticles([internal("a", "Text.")], [])).toEqual([]);
  });
});

describe("all of it", () => {
  it("tells of broken files, errors first, then by file [KCL-4]", () => {
    const sources = [source("a", "Text.", { url: null }), source("z", "[x](gone)")];
    const findings = checkArticles(sources, [{ file: "articles/m.md", reason: "audience: Invalid option" }]);
    expect(findings.map(({ file, kind }) => [file, kind])).toEqual([
      ["articles/billing/z.md", "dead_link"],
      ["articles/m.md", "broken"],
      ["articles/billing/a.md", "no_url"],
    ]);
  });

  it("finds nothing in the sample help centre [KCL-4]", () => {
    const dir = join(import.meta.dirname, "../../../knowledge");
    const files = readdirSync(join(dir, "articles"), { recursive: true, encoding: "utf8" });
    const sources = files
      .filter((file) => file.endsWith(".md"))
      .map((file) => `articles/${file}`)
      .map((file) => ({ file, article: parseArticle(file, readFileSync(join(dir, file), "utf8")) }));
    expect(sources.length).toBeGreaterThan(30);
    expect(checkArticles(sources, [])).toEqual([]);
  });

  it("is quick with a thousand articles that have much in common [KCL-4]", () => {
    const sources = Array.from({ length: 1_000 }, (_, at) => {
      const link = `[next](${HELP}/billing/s${(at + 1) % 1_000})`;
      const body = `${link}. ${numbered(60)}\n\n## Part\n\n${numbered(240, `t${at % 100}w`)} ${at}`;
      return at % 10 === 0 ? internal(`s${at}`, body) : source(`s${at}`, body);
    });
    const began = cpuMs();
    const findings = checkArticles(sources, []);
    expect(cpuMs() - began).toBeLessThan(10_000);
    expect(findings.length).toBeGreaterThan(1_000);
  });

  it("takes articles that are made to be slow, and ones that are no Markdown [KCL-4]", () => {
    const bodies = [
      "[".repeat(20_000),
      "[a](".repeat(5_000),
      "](x ".repeat(5_000),
      "> ".repeat(5_000),
      "\ud800 \0 [x](%ff)",
    ];
    const began = cpuMs();
    const findings = checkArticles(
      bodies.map((body, at) => source(`s${at}`, body)),
      [],
    );
    const words = "its lists or quotations are nested too deep";
    expect(findings).toContainEqual({ file: "articles/billing/s3.md", kind: "broken", severity: "error", words });
    expect(cpuMs() - began).toBeLessThan(10_000);
  });
});
