import { execFile } from "node:child_process";
import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { createDemoBrain } from "../../src/standins/brain/create-demo-brain.ts";
import { reply, text } from "../../src/standins/messages/reply.ts";
import { startMessagesStandIn } from "../../src/standins/messages/start-messages-stand-in.ts";
import { type TemporaryFolder, temporaryFolder } from "../database/temporary-folder.ts";
import { freePort } from "../harness/free-port.ts";
import { modelRequests } from "../harness/model-requests.ts";
import { until } from "../harness/until.ts";
import { endPrograms, ROOT, type Running, readyAt, run, runToEnd } from "../programs/run-program.ts";

/** INTERFACE.md: a member too many is as wrong as one too few. */
const ASKED = z.strictObject({
  response: z.string().min(1),
  actions: z.array(z.strictObject({ tool: z.string(), input: z.unknown(), result: z.string() })),
  escalated: z.boolean(),
  category: z.enum(["billing", "technical", "account", "general"]).nullable(),
  severity: z.enum(["low", "medium", "high", "critical"]).nullable(),
  conversationId: z.uuid(),
});

let folder: TemporaryFolder;
beforeAll(() => {
  folder = temporaryFolder();
  mkdirSync(join(folder.path, "tmp"));
});
afterAll(async () => {
  await endPrograms();
  folder.remove();
});

/** One data folder for all: one command after the other, so each but the first finds its database made. */
const settings = () => ({ DATA_DIR: join(folder.path, "data"), TMPDIR: join(folder.path, "tmp") });

const ask = (question: string, env: Readonly<Record<string, string>>) => runToEnd("ask", env, { args: [question] });

describe("ask", () => {
  it("prints one JSON document on stdout and logs on stderr [CMD-1]", async () => {
    const { code, stdout, stderr } = await ask("What does the Pro plan cost?", { ...settings(), LOG_LEVEL: "info" });
    expect(code).toBe(0);
    const { response, actions, ...rest } = ASKED.parse(JSON.parse(stdout));
    expect(response).toContain("$49");
    expect(actions[0]).toMatchObject({
      tool: "lookup_knowledge_base",
      result: expect.stringContaining("subscription-plans"),
    });
    expect(rest).toMatchObject({ escalated: false, category: "billing", severity: "low" });
    for (const line of stderr.trim().split("\n")) expect(JSON.parse(line)).toHaveProperty("msg");
    expect(stderr).toContain("turn ended");
  });

  it("runs as the README says, also with a question that begins like an option [CMD-1]", async () => {
    const args = ["run", "--silent", "ask", "--", "-$49 for the Pro plan, why?"];
    const options = { cwd: ROOT, env: { PATH: process.env["PATH"], ...settings() } };
    const { stdout } = await promisify(execFile)("npm", args, options);
    expect(ASKED.parse(JSON.parse(stdout)).response).not.toBe("");
  });

  it("says nothing but that a stand-in answers on stderr when nobody asks for the log [CMD-1]", async () => {
    // As a template leaves it.
    const { code, stderr } = await ask("Hello", { ...settings(), LOG_LEVEL: "" });
    expect(code).toBe(0);
    expect(stderr.trim().split("\n")).toEqual([expect.stringContaining("a stand-in for the model answers")]);
  });

  it("tells what was done and that a human has it [CMD-1]", async () => {
    const { stdout } = await ask("You have charged the $900 twice. I want one of them back.", settings());
    const asked = ASKED.parse(JSON.parse(stdout));
    expect(asked).toMatchObject({ escalated: true, category: "billing" });
    expect(asked.actions.map(({ tool }) => tool)).toContain("escalate_to_human");
  });

  it("takes several words as one question [CMD-1]", async () => {
    const { stdout } = await runToEnd("ask", settings(), { args: ["What", "does", "the", "Pro", "plan", "cost?"] });
    expect(ASKED.parse(JSON.parse(stdout)).response).toContain("$49");
  });

  it.each([
    ["no question", []],
    ["an empty one", ["  "]],
  ])("says how to use it when there is %s [CMD-1]", async (_name, args) => {
    const { code, stdout, stderr } = await runToEnd("ask", settings(), { args });
    expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: "", stderr: 'usage: npm run ask -- "text"\n' });
  });

  it("ends with code 1 and no JSON when settings are wrong, or DATA_DIR cannot be used [CMD-1, CONF-1]", async () => {
    const wrong = await ask("Hello", { ...settings(), PORT: "x" });
    expect(wrong).toEqual({
      code: 1,
      stdout: "",
      stderr: "The settings have a problem:\n  PORT must be a port number\n",
    });
    const unusable = await ask("Hello", { DATA_DIR: "/dev/null/data" });
    expect(unusable).toMatchObject({ code: 1, stdout: "", stderr: expect.stringContaining("/dev/null/data") });
  });
});

/** What the assistant said in a chat, one entry for each time. */
const said = (stdout: string): string[] =>
  stdout
    .split(/^(?:You: )*\n?Assistant: /m)
    .slice(1)
    .map((text) => text.trim());

async function chat(input: string, env: Readonly<Record<string, string>> = settings()) {
  const program = run("chat", env);
  program.type(input);
  program.endInput();
  const { code } = await program.ended;
  return { code, stdout: program.stdout(), stderr: program.stderr() };
}

describe("chat", () => {
  it.each(["exit", "quit", "bye", " Bye "])("ends on %s, and answers nothing after it [CMD-2]", async (word) => {
    const { code, stdout } = await chat(`What does the Pro plan cost?\n${word}\nWhat is Enterprise?\n`);
    expect(code).toBe(0);
    expect(said(stdout)).toEqual([
      expect.stringContaining("Hello"),
      expect.stringContaining("$49"),
      expect.stringContaining("Goodbye"),
    ]);
  });

  it("ends with its input, after the last answer [CMD-2]", async () => {
    const { code, stdout, stderr } = await chat("What does the Pro plan cost?\n");
    expect(code).toBe(0);
    expect(said(stdout).at(-1)).toContain("$49");
    expect(stderr).not.toContain("Error");
  });

  it("ends when there is nothing to read at all [CMD-2]", async () => {
    expect((await chat("")).code).toBe(0);
  });

  it("ends on a handoff, which it tells [CMD-2]", async () => {
    const { code, stdout } = await chat("I want to speak to a human.\nAre you there?\n");
    expect(code).toBe(0);
    expect(stdout).toContain("The conversation is with a human now.");
    expect(said(stdout)).toHaveLength(2);
  });

  it("is one conversation: what was said before is known [CMD-2]", async () => {
    const api = await startMessagesStandIn({ brain: createDemoBrain() });
    const script = [{ reply: reply(text("Nice to meet you, Dana.")) }, { reply: reply(text("You are Dana.")) }];
    api.script(script, { model: "claude-sonnet-5-5" });
    const env = { ...settings(), SANDBOX: "0", ANTHROPIC_API_KEY: "key", ANTHROPIC_BASE_URL: api.url };
    const { stdout } = await chat("My name is Dana.\n\nWhat is my name?\n", env);
    expect(said(stdout).slice(1)).toEqual(["Nice to meet you, Dana.", expect.stringContaining("You are Dana.")]);
    expect(stdout).not.toContain("stand-in");
    const { messages } = modelRequests(api)[1] ?? { messages: [] };
    expect(messages.map(({ role }) => role)).toEqual(["user", "assistant", "user"]);
    expect(JSON.stringify(messages[0])).toContain("My name is Dana.");
    expect(JSON.stringify(messages[2])).not.toContain("My name is Dana.");
    api.assertDone();
    await api.stop();
  });
});

describe("beside a running server", () => {
  let server: Running;
  let env: ReturnType<typeof settings>;
  let url: string;
  beforeAll(async () => {
    env = settings();
    server = run("switchboard", { ...env, PORT: String(await freePort()) });
    url = await readyAt(server);
  });

  const temporary = (): string[] => readdirSync(env.TMPDIR).filter((name) => name.startsWith("switchboard-"));

  it("ask and chat use a temporary database, which is gone afterwards, and the server goes on [CMD-3]", async () => {
    const before = temporary();
    const [asked, chatted] = await Promise.all([
      ask("What does the Pro plan cost?", { ...env, LOG_LEVEL: "info" }),
      chat("What does the Pro plan cost?\nbye\n", env),
    ]);
    expect(ASKED.parse(JSON.parse(asked.stdout)).response).toContain("$49");
    expect(asked.stderr).toContain("using a temporary database");
    expect(chatted.code).toBe(0);
    expect(temporary()).toEqual(before);
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
  });

  it("Ctrl-C in the middle leaves nothing behind [CMD-3]", async () => {
    const before = temporary();
    const program = run("chat", env);
    await program.says(/How can I help/);
    expect(temporary().length).toBe(before.length + 1);
    program.interrupt();
    expect((await program.ended).code).toBe(130);
    await until("the temporary database to be gone", () => temporary().length === before.length);
  });
});
