import { readdirSync } from "node:fs";
import { PassThrough } from "node:stream";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createProgressBar } from "../../src/commands/knowledge/progress-bar.ts";
import { createTestDatabase, type TestDatabase } from "../harness/database.ts";
import { freePort } from "../harness/free-port.ts";
import { until } from "../harness/until.ts";
import { article, type KnowledgeStage, openKnowledgeStage } from "../programs/knowledge-stage.ts";
import { endPrograms, type Running, readyAt, run } from "../programs/run-program.ts";

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

describe("import", () => {
  it("stores what is not there yet, tells what is broken with code 1, and it is found [KCL-10]", async () => {
    write("import/a/travel.md", "# Travel insurance\n\nIt pays when a journey is called off.\n");
    write("import/pets.md", article("Pets", "Dogs may come along on Fridays."));
    write("import/broken.md", "---\ntitle: [\n---\nText.\n");
    const first = await knowledge(["import", at("import"), "--audience", "public"]);
    expect(first).toMatchObject({ code: 1, stderr: "" });
    expect(first.stdout).toMatch(/^2 stored, 0 unchanged, 1 broken\n {2}broken\.md: front matter is not YAML .*\n$/);

    const again = await knowledge(["import", at("import"), "--audience", "public"]);
    expect(again.stdout).toMatch(/^0 stored, 2 unchanged, 1 broken\n/);
    const found = await knowledge(["search", "does the insurance pay for a cancelled journey", "--limit", "1"]);
    expect(found.stdout).toMatch(/^1\. Travel insurance {2}\(/);
    const { stdout } = await knowledge(["status", "--json"]);
    expect(JSON.parse(stdout)).toMatchObject({ articles: 5, drafts: 0, vectors: { done: 5, total: 5, error: null } });
  });

  it("asks for the audience of articles that do not say it, and makes drafts [KCL-10]", async () => {
    const data = { EMBEDDINGS: "off" };
    write("unsaid/plain.md", "# Plain\n\nText.\n");
    write("unsaid/refunds.md", "# Refunds\n\nAnother text for the file's article.\n");
    const unsaid = await knowledge(["import", at("unsaid")], data);
    expect(unsaid).toMatchObject({ code: 1, stdout: expect.stringContaining("plain.md: audience: ") });
    const draft = await knowledge(["import", at("unsaid"), "--audience", "internal", "--draft"], data);
    expect(draft).toMatchObject({ code: 0, stdout: "2 stored, 0 unchanged, 0 broken\n" });
    const { stdout } = await knowledge(["status"], data);
    expect(stdout).toContain("articles   5\ndrafts     2\n");
    expect(stdout).toContain("vectors    turned off: searching goes by words\n");
    // What is checked is what can be found: the file, as long as its successor is a draft.
    expect((await knowledge(["check"], data)).stdout).toContain("5 articles: 0 errors");
  });

  it("needs the product's database: what was stored elsewhere would be lost [KCL-10]", async () => {
    const nowhere = { DATABASE_URL: "postgresql://nobody@127.0.0.1:1/none" };
    const imported = await knowledge(["import", at("unsaid"), "--audience", "public"], nowhere);
    expect(imported).toMatchObject({
      code: 1,
      stdout: "",
      stderr: expect.stringContaining("DATABASE_URL cannot be used"),
    });
    const checked = await knowledge(["check"], nowhere);
    expect(checked).toMatchObject({ code: 0, stdout: "3 articles: 0 errors, 0 warnings\n" });
    expect(checked.stderr).toContain("articles of the API are not seen");
    expect(readdirSync(at("tmp"))).toEqual([]);
  });

  it("says that there is no such folder [KCL-10]", async () => {
    const { code, stderr } = await knowledge(["import", at("nowhere")]);
    expect([code, stderr]).toEqual([1, `There is no folder ${at("nowhere")}.\n`]);
  });
});

describe("beside a running server", () => {
  let product: Running;
  let url: string;
  const token = "token-of-the-test-0123456789";
  let embedded: KnowledgeStage;
  beforeAll(async () => {
    // Without DATABASE_URL: the product's own server, in DATA_DIR.
    embedded = openKnowledgeStage({});
    const port = String(await freePort());
    product = run("switchboard", { ...embedded.settings, API_TOKEN: token, SANDBOX: "1", PORT: port });
    url = await readyAt(product);
  });
  afterAll(async () => {
    product.kill("SIGTERM");
    await product.ended;
    embedded.folder.remove();
  });

  it("works on the server's articles: what is imported the server finds [KCL-12]", async () => {
    const { at, write, knowledge } = embedded;
    write("beside/parking.md", article("Parking", "Bicycles stand in the yard."));
    const { code, stdout } = await knowledge(["import", at("beside")]);
    expect([code, stdout]).toEqual([0, "1 stored, 0 unchanged, 0 broken\n"]);
    const found = await knowledge(["search", "where do I leave my bicycle", "--limit", "1"]);
    expect(found.stdout).toMatch(/^1\. Parking {2}\(/);
    const headers = { authorization: `Bearer ${token}` };
    await until("the server to find it", async () => {
      const answer = await fetch(`${url}/api/knowledge/search?q=bicycle+yard`, { headers });
      return (await answer.text()).includes('"parking"');
    });
    expect(readdirSync(at("tmp")).filter((name) => name.startsWith("switchboard-"))).toEqual([]);
  });

  it("Ctrl-C leaves nothing behind, and the server goes on [KCL-12]", async () => {
    const { at, write, settings } = embedded;
    const many = Array.from({ length: 400 }, (_, nr) => `## Part ${nr}\n\n${`word${nr} `.repeat(150)}\n`);
    write("many/articles/long.md", article("Long", many.join("\n")));
    const env = { ...settings, DATA_DIR: at("interrupted"), KNOWLEDGE_DIR: at("many") };
    const program = run(
      "knowledge",
      { ...env, LOG_LEVEL: "info" },
      { args: ["eval", write("q.json", '[{"query":"a","relevant":["long"]}]')] },
    );
    await until("vectors to be made", () => program.stderr().includes("making vectors: 400 of 400"));
    program.interrupt();
    expect(await program.ended).toEqual({ code: 130, signal: null });
    expect(program.stdout()).toBe("");
    expect(readdirSync(at("interrupted/postgres"))).not.toContain("postmaster.pid");
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
  });
});

describe("the progress bar", () => {
  /** What a terminal, or a file, is written. */
  function stream(isTTY: boolean) {
    const written = new PassThrough();
    const terminal = Object.assign(written, { isTTY, columns: 100 }) as unknown as NodeJS.WriteStream;
    return { terminal, text: () => String(written.read() ?? "") };
  }

  it("is a bar on a terminal, up to the end [KCL-13]", () => {
    const { terminal, text } = stream(true);
    const bar = createProgressBar("articles", terminal);
    bar.show(0, 10);
    bar.show(10, 10);
    bar.end();
    bar.end();
    const shown = text();
    expect(shown).toMatch(/articles ░+ 0 % {2}0 of 10/);
    expect(shown).toMatch(/articles █+ 100 % {2}10 of 10/);
  });

  it.each([true, false])("is not seen for what is done at once, on a terminal: %s [KCL-13]", (isTTY) => {
    const { terminal, text } = stream(isTTY);
    const bar = createProgressBar("articles", terminal);
    bar.show(3, 3);
    bar.end();
    expect(text()).toBe("");
  });
});
