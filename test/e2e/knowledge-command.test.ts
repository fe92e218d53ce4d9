import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseKnowledgeOptions } from "../../src/commands/knowledge/knowledge-options.ts";
import { createTestDatabase, type TestDatabase } from "../harness/database.ts";
import { article, type KnowledgeStage, openKnowledgeStage } from "../programs/knowledge-stage.ts";
import { endPrograms } from "../programs/run-program.ts";

let server: TestDatabase;
let stage: KnowledgeStage;
let { at, write, knowledge } = {} as KnowledgeStage;
beforeAll(async () => {
  server = await createTestDatabase();
  stage = openKnowledgeStage({ DATABASE_URL: server.url });
  ({ at, write, knowledge } = stage);
});
afterAll(async () => {
  await endPrograms();
  await server.drop();
  stage.folder.remove();
});

describe("search", () => {
  it("gives passages with article, heading, address, score and why [KCL-7]", async () => {
    const { code, stdout } = await knowledge(["search", "how", "do I get my money back", "--limit", "1"]);
    expect(code).toBe(0);
    const [name, place, why, text, ...more] = stdout.trimEnd().split("\n");
    expect(name).toMatch(/^1\. Refunds {2}\(\d\.\d\d\)$/);
    expect(place).toBe("   refunds  https://help.example.com/refunds");
    expect(why).toMatch(/^ {3}cosine 0\.\d\d; covers \d+ %/);
    expect(text).toBe("   Write to us within 30 days and say the order number.");
    expect(more).toEqual([]);
  });

  it("gives them as JSON, and internal ones only to whoever asks for those [KCL-7]", async () => {
    const slugs = async (...flags: string[]) => {
      const { stdout } = await knowledge(["search", "who may refund by EXC-31", "--json", ...flags]);
      return (JSON.parse(stdout) as { items: { slug: string; why: { cosine: number | null } }[] }).items;
    };
    expect((await slugs()).map(({ slug }) => slug)).not.toContain("exceptions");
    expect((await slugs("--internal"))[0]).toMatchObject({ slug: "exceptions", why: { cosine: expect.any(Number) } });
    expect((await slugs("--internal", "--words"))[0]).toMatchObject({ slug: "exceptions", why: { cosine: null } });
  });

  it("says when nothing is found, with code 1 [KCL-7]", async () => {
    const nothing = await knowledge(["search", "zzyzx qwrtp"]);
    expect(nothing).toMatchObject({ code: 1, stdout: "nothing found\n" });
    const json = await knowledge(["search", "zzyzx qwrtp", "--json"]);
    expect([json.code, JSON.parse(json.stdout)]).toEqual([1, { items: [] }]);
  });
});

describe("check", () => {
  it("tells of nothing where nothing is wrong [KCL-8]", async () => {
    expect(await knowledge(["check"])).toEqual({ code: 0, stdout: "3 articles: 0 errors, 0 warnings\n", stderr: "" });
  });

  it("tells of each fault by file, with code 1 for errors [KCL-8]", async () => {
    write("faulty/articles/broken.md", "No front matter.\n");
    write("faulty/articles/links.md", article("Links", "See [this](gone.md) and [that](secret.md)."));
    write("faulty/articles/secret.md", article("Secret", "Text.", "internal"));
    const env = { KNOWLEDGE_DIR: at("faulty") };
    const { code, stdout } = await knowledge(["check"], env);
    expect(code).toBe(1);
    expect(stdout.trimEnd().split("\n")).toEqual([
      "articles/broken.md",
      "  error broken: no front matter between two lines of ---",
      "",
      "articles/links.md",
      "  error dead_link: there is no article gone.md",
      "  error internal_leak: links to articles/secret.md, which is internal",
      "",
      "2 articles: 3 errors, 0 warnings",
    ]);
    const { findings } = JSON.parse((await knowledge(["check", "--json"], env)).stdout) as { findings: object[] };
    expect(findings[1]).toEqual({
      file: "articles/links.md",
      kind: "dead_link",
      severity: "error",
      words: "there is no article gone.md",
    });
  });

  it("ends well with warnings alone [KCL-8]", async () => {
    write("worth-a-look/articles/jump.md", article("Jump", "## One\n\nText.\n\n#### Two\n\nText."));
    const { code, stdout } = await knowledge(["check"], { KNOWLEDGE_DIR: at("worth-a-look") });
    expect([code, stdout]).toEqual([0, expect.stringContaining("1 articles: 0 errors, 1 warnings")]);
  });
});

describe("eval", () => {
  const questions = () =>
    write(
      "questions.json",
      JSON.stringify([
        { query: "how do I get my money back", relevant: ["refunds"], style: "paraphrase" },
        { query: "where is my bill", relevant: ["invoices"], style: "paraphrase" },
        { query: "what is EXC-31", relevant: ["exceptions"], style: "exact" },
      ]),
    );

  it("scores the search as JSON and says which model it used [KCL-9]", async () => {
    const { code, stdout, stderr } = await knowledge(["eval", questions(), "--json"]);
    expect(code).toBe(0);
    const report = JSON.parse(stdout) as Record<string, unknown>;
    expect(report).toMatchObject({
      recall: { "1": 0.6667, "3": 0.6667, "5": 0.6667, "10": 0.6667 },
      mrr: 0.6667,
      byStyle: { paraphrase: { n: 2, mrr: 1, recall: { "1": 1 } }, exact: { n: 1, mrr: 0 } },
      misses: [{ query: "what is EXC-31", relevant: ["exceptions"], rank: null }],
      model: "minilm-l6-v2",
      byWordsAlone: 0,
    });
    expect(stderr).toContain("Customers never find internal articles; --internal asks as an operator: exceptions");
  });

  it("scores it as operators have it, and by words alone [KCL-9]", async () => {
    const asOperator = await knowledge(["eval", questions(), "--json", "--internal"]);
    expect(JSON.parse(asOperator.stdout)).toMatchObject({ mrr: 1, misses: [], audience: "internal" });
    const byWords = await knowledge(["eval", questions(), "--json", "--words", "--internal"]);
    expect(JSON.parse(byWords.stdout)).toMatchObject({ model: null, byStyle: { exact: { mrr: 1 } } });
  });

  it("prints a table, over all and by style, and what was missed [KCL-9]", async () => {
    const { stdout } = await knowledge(["eval", questions()]);
    expect(stdout).toMatch(/^style +n +recall@1 +recall@3 +recall@5 +recall@10 +hit@1 +hit@3 +hit@5 +hit@10 +MRR\n/);
    expect(stdout).toMatch(/\nall +3 +0\.667( +0\.667){8}\nparaphrase +2( +1\.000){9}\nexact +1( +0\.000){9}\n/);
    expect(stdout).toContain("\n  what is EXC-31\n    exceptions not among the first ten");
    expect(stdout).toContain("3 questions, searched by words and by meaning (minilm-l6-v2), as public");
  });

  it.each([
    ["is not there", "none.json", null, "ENOENT"],
    ["has a wrong entry", "wrong.json", '[{"query":"a"}]', "wrong.json has problems:\n  entry 1, relevant: "],
    [
      "names an article that there is not",
      "unknown.json",
      '[{"query":"a","relevant":["gone"]}]',
      "\n  gone (entry 1)\n",
    ],
  ])("refuses a file that %s [KCL-9]", async (_name, name, text, words) => {
    const file = text === null ? at(name) : write(name, text);
    const { code, stdout, stderr } = await knowledge(["eval", file, "--words"]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toContain(words);
    expect(stderr).not.toContain("    at ");
  });
});

describe("the command", () => {
  it.each([
    [[], "what shall be done?"],
    [["sing"], "sing means nothing here"],
    [["search"], "search takes what is asked"],
    [["search", "x", "--limit", "0"], "--limit takes a number from 1 to 20"],
    [["search", "x", "--louder"], "Unknown option '--louder'"],
    [["eval"], "eval takes a file of questions"],
    [["eval", "a", "b"], "eval takes a file of questions"],
    [["import"], "import takes a folder"],
    [["import", "x", "--audience", "all"], "--audience takes public or internal"],
    [["check", "x"], "Unexpected argument 'x'"],
  ])("knows nothing to do with %j [KCL-11]", (args, words) => {
    expect(() => parseKnowledgeOptions(args)).toThrow(words);
  });

  it("says how to use it, with code 2 [KCL-11]", async () => {
    const { code, stdout, stderr } = await knowledge(["sing"]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(/^sing means nothing here\nusage: npm run knowledge -- search "words"/);
  });

  it("prints nothing that a terminal would obey [KCL-11]", async () => {
    const esc = String.fromCharCode(27);
    write(
      "hostile/articles/bell.md",
      article("Bell", `Rings ${esc}]0;owned${esc}\\ and ${esc}[31mred${esc}[0m loudly.`),
    );
    const { stdout } = await knowledge(["search", "rings loudly", "--words"], { KNOWLEDGE_DIR: at("hostile") });
    expect(stdout).toContain("Rings and red loudly.");
    expect(stdout).not.toContain(esc);
  });
});

it("is a script of the package [KCL-11]", () => {
  const { scripts } = JSON.parse(readFileSync(join(import.meta.dirname, "../../package.json"), "utf8"));
  expect(scripts.knowledge).toBe("node src/commands/knowledge.ts");
});
