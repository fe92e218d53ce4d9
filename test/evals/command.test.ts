import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { parseReport } from "../../src/evals/report.ts";
import { createDemoBrain } from "../../src/standins/brain/create-demo-brain.ts";
import { type MessagesStandIn, startMessagesStandIn } from "../../src/standins/messages/start-messages-stand-in.ts";
import { type TemporaryFolder, temporaryFolder } from "../database/temporary-folder.ts";
import { freePort } from "../harness/free-port.ts";
import { until } from "../harness/until.ts";
import { endPrograms, ROOT, readyAt, run, runToEnd } from "../programs/run-program.ts";

const WRONG = `scenarios:
  - name: a-price
    turns: [{ says: What does the Pro plan cost?, expect: { owner: assistant, say: [$49] } }]
  - name: a-wrong-price
    turns: [{ says: What does the Starter plan cost?, expect: { owner: queued, say: [$20] } }]
  - name: a-model
    needs: model
    turns: [{ says: Hello }]
`;

let folder: TemporaryFolder;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());
afterAll(() => endPrograms());

const settings = (more: Readonly<Record<string, string>> = {}) => ({
  DATA_DIR: folder.path,
  KNOWLEDGE_DIR: join(ROOT, "knowledge"),
  ...more,
});

function knowledgeWith(scenarios: string): string {
  const knowledge = join(folder.path, "knowledge");
  mkdirSync(join(knowledge, "evals"), { recursive: true });
  mkdirSync(join(knowledge, "articles"));
  const plans = "articles/billing/subscription-plans.md";
  writeFileSync(join(knowledge, "articles/plans.md"), readFileSync(join(ROOT, "knowledge", plans), "utf8"));
  writeFileSync(join(knowledge, "evals/a.yaml"), scenarios);
  return knowledge;
}

describe("eval", () => {
  it("plays, prints a table, keeps a report, and fails when something is not as expected [EVAL-5]", async () => {
    const env = settings({ KNOWLEDGE_DIR: knowledgeWith(WRONG) });
    const { code, stdout, stderr } = await runToEnd("eval", env);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^a-price +widget +passed /m);
    expect(stdout).toContain("a-wrong-price (a.yaml) failed:\n  turn 1, state: owner is assistant, not queued\n");
    expect(stdout).toContain("a-model: needs a real model");
    expect(stdout.trim().split("\n").at(-1)).toMatch(/^1 passed, 1 failed, 1 skipped, by the stand-in for the model: /);
    expect(stderr).toContain("3/3 ");
    const [name = ""] = await readdir(join(folder.path, "evals"));
    const file = join(folder.path, "evals", name);
    expect(parseReport(readFileSync(file, "utf8"), file).scenarios).toHaveLength(3);

    const compared = await runToEnd("eval", env, { args: ["--compare", file, file] });
    expect(compared).toMatchObject({ code: 0, stdout: expect.stringContaining("The same was tried in both.") });
  });

  it("gives the report alone as JSON when asked, of the scenarios that were chosen [EVAL-5]", async () => {
    const out = join(folder.path, "here.json");
    const args = ["--json", "--only", "greeting-only", "--out", out, "--repeat", "2"];
    const { code, stdout } = await runToEnd("eval", settings(), { args });
    expect(code).toBe(0);
    const report = parseReport(stdout, "stdout");
    expect(report.scenarios.map(({ name, runs }) => [name, runs.length])).toEqual([["greeting-only", 2]]);
    expect(readFileSync(out, "utf8")).toBe(stdout);
  });

  it("names what is wrong with a file, and how it is used [EVAL-1, EVAL-5]", async () => {
    const env = settings({ KNOWLEDGE_DIR: knowledgeWith(WRONG.replace("say: [$49]", "says: [$49]")) });
    expect(await runToEnd("eval", env)).toMatchObject({
      code: 1,
      stdout: "",
      stderr: expect.stringMatching(/a\.yaml:3 scenarios\.0\.turns\.0\.expect: Unrecognized key: "says"/),
    });
    expect(await runToEnd("eval", env, { args: ["--every"] })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("usage: npm run eval"),
    });
  });
});

describe("eval on a real model", () => {
  let api: MessagesStandIn;
  beforeAll(async () => {
    api = await startMessagesStandIn({ brain: createDemoBrain() });
  });
  afterAll(() => api.stop());

  const real = () => settings({ ANTHROPIC_API_KEY: "key-of-the-tests", ANTHROPIC_BASE_URL: api.url });
  const asked = () => api.requests.length;

  it("says what it will cost, and asks nothing of it unless that is agreed to [EVAL-6]", async () => {
    const { code, stdout, stderr } = await runToEnd("eval", real(), { args: ["--only", "greeting-only"] });
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toMatch(
      /1 scenarios, 1 time\(s\) each, on claude-sonnet-5-5 and claude-haiku-5-5: about \d+ calls and \$0\.0\d{3} at list prices/,
    );
    expect(stderr).toContain("Say --yes to go on.");
    expect(asked()).toBe(0);
  });

  it("asks nothing of it where that is more than it may cost [EVAL-6]", async () => {
    const args = ["--only", "greeting-only", "--yes", "--max-usd", "0.000001"];
    const { code, stderr } = await runToEnd("eval", real(), { args });
    expect(code).toBe(1);
    expect(stderr).toContain("That is more than --max-usd 0.000001.");
    expect(asked()).toBe(0);
  });

  it("goes on with --yes [EVAL-6]", async () => {
    const { code, stdout } = await runToEnd("eval", real(), { args: ["--only", "greeting-only", "--yes"] });
    expect(code).toBe(0);
    expect(stdout).toMatch(/1 passed, 0 failed, 0 skipped, by claude-sonnet-5-5: /);
    expect(asked()).toBeGreaterThan(0);
  });
});

describe("transcripts", () => {
  it("are taken beside a running server, or without one [EVAL-9]", async () => {
    const port = String(await freePort());
    const env = settings({ PORT: port });
    const server = run("switchboard", env);
    const url = await readyAt(server);
    const body = JSON.stringify({ from: "+15551234567", body: "This is Dana Reyes. What does the Pro plan cost?" });
    await fetch(`${url}/sandbox/sms`, { method: "POST", body, headers: { "Content-Type": "application/json" } });
    const lines = await until("the conversation in the export", async () => {
      const { code, stdout } = await runToEnd("transcripts", env, { args: ["--since", "2026-01-01"] });
      expect(code).toBe(0);
      return stdout.includes("$49") ? stdout : null;
    });
    expect(JSON.parse(lines)).toMatchObject({ channel: "sms", turns: [{ outcome: "replied" }] });
    expect(lines).not.toMatch(/Dana|Reyes|5551234567/);
    server.kill("SIGTERM");
    await server.ended;

    const out = join(folder.path, "all.jsonl");
    const after = await runToEnd("transcripts", env, { args: ["--since", "2026-01-01", "--out", out] });
    expect(after).toMatchObject({ code: 0, stdout: "", stderr: expect.stringContaining("1 conversations in ") });
    expect(readFileSync(out, "utf8")).toContain("[name 1]");
  });

  it("need to know since when [EVAL-8]", async () => {
    expect(await runToEnd("transcripts", settings())).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("usage: npm run transcripts -- --since"),
    });
  });
});
