import { describe, expect, it } from "vitest";
import { createLibrary, namedSources, type WholeArticle } from "../../src/agent/library.ts";
import { choosePrompt, createPrompt, type Prompt, toRequest } from "../../src/agent/prompt.ts";
import { TOOLS } from "../../src/agent/tools/registry.ts";
import type { Severity } from "../../src/conversation/model.ts";
import { currentPrompt } from "../../src/current-prompt.ts";
import type { Article } from "../../src/knowledge/article.ts";
import { type Policy, parsePolicy } from "../../src/knowledge/policy/policy.ts";

const PARTS = {
  company: "Acme",
  product: "Acme",
  disputedUsdOver: 200,
  alwaysEscalate: ["threats"],
  voice: "Be kind.",
};
const ABLE = { thinksBetweenTools: true, takesEffort: true };
const MODEL = "claude-sonnet-5-5";
const ARTICLES: WholeArticle[] = [
  { slug: "plans", title: "Plans and prices", body: "Pro costs $49.", url: "https://help.acme.example/plans" },
  { slug: "refunds", title: "Refund policy", body: "Within 30 days.", url: null },
];
const usual = createPrompt(MODEL, PARTS, TOOLS, ABLE);
const hard = usual.forHard as Prompt;
const request = (prompt: Prompt) =>
  toRequest(prompt, [{ role: "user", content: "Hi" }], { maxTokens: 512, mayUseTools: true, userId: "c" });

describe("the prompt of a turn", () => {
  it.each<[string, string | null, Severity | null, Prompt]>([
    ["thinks little by itself", null, null, usual],
    ["and when the matter is small", null, "medium", usual],
    ["thinks more when a segment begins and the matter is severe", null, "high", hard],
    ["or critical", null, "critical", hard],
    ["stays as it is in a segment, though the matter has become severe", usual.fingerprint, "critical", usual],
    ["or has become small", hard.fingerprint, "low", hard],
    ["is a new one when the segment is bound to what is no more", "another", "high", hard],
  ])("%s [COST-4]", (_name, segment, severity, expected) => {
    expect(choosePrompt(usual, segment, severity)).toBe(expected);
  });

  it("differs for hard matters in the effort alone, and in what it is bound to [COST-4]", () => {
    expect(request(usual).output_config).toEqual({ effort: "low" });
    expect({ ...request(hard), output_config: { effort: "low" } }).toEqual(request(usual));
    expect(hard.fingerprint).not.toBe(usual.fingerprint);
  });

  it("is one for all where the model knows no effort [COST-4]", () => {
    const plain = createPrompt(MODEL, PARTS, TOOLS, { thinksBetweenTools: false, takesEffort: false });
    expect(choosePrompt(plain, null, "critical")).toBe(plain);
    expect(request(plain)).not.toHaveProperty("output_config");
  });

  it("is bound to no place where its tail is kept [COST-3]", () => {
    const tails = (["5m", "1h", null] as const).map((tail) => request({ ...usual, tail }).cache_control);
    expect(tails).toEqual([{ type: "ephemeral" }, { type: "ephemeral", ttl: "1h" }, undefined]);
  });
});

describe("a help centre in the prompt", () => {
  const library = createLibrary(ARTICLES);

  it("is a second block of the system, and the one that is cached [CTX-2]", () => {
    const { system } = request(createPrompt(MODEL, PARTS, TOOLS, ABLE, library));
    expect(system).toEqual([
      { type: "text", text: expect.stringContaining("<help_centre>") },
      { type: "text", text: library.text, cache_control: { type: "ephemeral", ttl: "1h" } },
    ]);
    expect(library.text).toContain("Pro costs $49.");
    expect(JSON.stringify(request(usual).system)).not.toContain("<help_centre>");
  });

  it.each([
    ["a title", "See our refund policy.", ["Refund policy"]],
    ["a link", "It stands in https://help.acme.example/plans", ["Plans and prices"]],
    ["neither", "Pro costs $49.", []],
  ])("is a source where an answer names %s [CTX-2]", (_name, answer, titles) => {
    expect(namedSources(answer, library).map(({ title }) => title)).toEqual(titles);
  });

  const article = (body: string): Article => ({
    ...ARTICLES[0]!,
    body,
    audience: "public",
    tags: [],
    language: null,
    hash: "",
  });
  const prompt: Policy = parsePolicy("knowledge: { mode: prompt }", "policy.yaml");
  function sourcesOf(...articles: Article[]) {
    const warned: object[] = [];
    const policy = { current: prompt, stop() {} };
    const knowledge = { voice: "Be kind.", publicArticles: articles };
    const sources = {
      model: { reply: MODEL, abilities: ABLE },
      policy,
      knowledge,
      log: { warn: (about: object) => void warned.push(about) },
    };
    return { sources, knowledge, warned };
  }

  it("that is too large is said at the start, with what to do [CTX-2]", () => {
    const { sources } = sourcesOf(article("word ".repeat(10_000)));
    expect(() => currentPrompt(sources)).toThrow(
      /knowledge\.mode is prompt.* 15\d{3} tokens.*Set knowledge\.mode to search/,
    );
  });

  it("that has become too large is searched again, and said once [CTX-2]", () => {
    const { sources, knowledge, warned } = sourcesOf(article("Short."));
    const current = currentPrompt(sources);
    const before = current();
    expect(before.library?.text).toContain("Short.");
    expect(current()).toBe(before);
    knowledge.publicArticles = [article("word ".repeat(10_000))];
    expect(current().library).toBeNull();
    expect(current().library).toBeNull();
    expect(warned).toHaveLength(1);
    knowledge.publicArticles = [article("Shorter.")];
    expect(current().library?.text).toContain("Shorter.");
  });
});
