import { once } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type MessagesStandIn, startMessagesStandIn } from "../../src/standins/messages/start-messages-stand-in.ts";
import { startTwilioStandIn } from "../../src/standins/twilio/start-twilio-stand-in.ts";
import { type TemporaryFolder, temporaryFolder } from "../database/temporary-folder.ts";
import { createTestDatabase, type TestDatabase } from "../harness/database.ts";
import { freePort } from "../harness/free-port.ts";
import { API_TOKEN, OUR_NUMBER, TWILIO } from "../harness/product.ts";
import { until } from "../harness/until.ts";
import { endPrograms, readyAt, run, runToEnd } from "../programs/run-program.ts";

let folder: TemporaryFolder;
let database: TestDatabase;
let api: MessagesStandIn;
beforeAll(async () => {
  folder = temporaryFolder();
  database = await createTestDatabase();
  api = await startMessagesStandIn();
});
afterAll(async () => {
  await endPrograms();
  await api.stop();
  await database.drop();
  folder.remove();
});

/** A server with a model's API, on the database of this file. */
async function settings(more: Readonly<Record<string, string>> = {}): Promise<Record<string, string>> {
  const PORT = String(await freePort());
  return {
    PORT,
    SANDBOX: "0",
    DATABASE_URL: database.url,
    ANTHROPIC_API_KEY: "key-of-the-tests",
    ANTHROPIC_BASE_URL: api.url,
    ...more,
  };
}

function folderWith(name: string, files: Readonly<Record<string, string>>): string {
  const path = join(folder.path, name);
  mkdirSync(path);
  for (const [file, text] of Object.entries(files)) writeFileSync(join(path, file), text);
  return path;
}

describe.concurrent("a start that cannot succeed ends with code 1 and words for people on stderr", () => {
  it("when settings are wrong: all of them at once [CONF-1, CONF-2]", async () => {
    const env = { PORT: "many", LOG_LEVEL: "loud", TWILIO_ACCOUNT_SID: "AC1" };
    expect(await runToEnd("switchboard", env)).toEqual({
      code: 1,
      stdout: "",
      stderr: `The settings have 3 problems:
  PORT must be a port number
  LOG_LEVEL must be a pino level: fatal, error, warn, info, debug, trace or silent
  TWILIO_AUTH_TOKEN, TWILIO_PHONE_NUMBER are missing: TWILIO_ACCOUNT_SID needs them
`,
    });
  });

  it("when a .env file says so, and not when the environment says otherwise [CONF-3]", async () => {
    const cwd = folderWith("dot-env", { ".env": "PORT=many\nLOG_LEVEL=loud\n" });
    const { code, stderr } = await runToEnd("switchboard", { LOG_LEVEL: "info" }, { cwd });
    expect(code).toBe(1);
    expect(stderr).toBe("The settings have a problem:\n  PORT must be a port number\n");
  });

  it("when the policy file is broken: every problem of it [CONF-6]", async () => {
    const text = "disputed: 5\nturn: { passages: many }\nhandoff: { normal: '' }\n";
    const KNOWLEDGE_DIR = folderWith("broken-policy", { "policy.yaml": text });
    const { code, stdout, stderr } = await runToEnd("switchboard", await settings({ KNOWLEDGE_DIR }));
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toMatch(/^\S+policy\.yaml has problems:\n/);
    for (const words of ["disputed", "turn.passages", "handoff.normal"]) expect(stderr).toContain(words);
    expect(stderr).not.toContain("    at ");
  });

  it("when the policy file cannot be read [CONF-6]", async () => {
    const KNOWLEDGE_DIR = folderWith("policy-is-a-folder", {});
    mkdirSync(join(KNOWLEDGE_DIR, "policy.yaml"));
    const { code, stderr } = await runToEnd("switchboard", await settings({ KNOWLEDGE_DIR }));
    expect({ code, stderr }).toEqual({ code: 1, stderr: `${KNOWLEDGE_DIR}/policy.yaml cannot be read: EISDIR\n` });
  });

  it.each([
    [
      "retired",
      { REPLY_MODEL: "claude-3-7-sonnet-20250219" },
      ["REPLY_MODEL: the model claude-3-7-sonnet-20250219 is retired"],
    ],
    ["unknown", { REPLY_MODEL: "claude-nine" }, ["REPLY_MODEL: the API does not know the model claude-nine"]],
    [
      "neither there nor there",
      { REPLY_MODEL: "claude-nine", TRIAGE_MODEL: "claude-3-7-sonnet-20250219" },
      ["Set REPLY_MODEL to another one", "Set TRIAGE_MODEL to a current one"],
    ],
  ])("when a model is %s, with the fix [CONF-5, BEH-39]", async (_name, models, words) => {
    const { code, stderr } = await runToEnd("switchboard", await settings(models));
    expect(code).toBe(1);
    for (const part of words) expect(stderr).toContain(part);
    expect(stderr).not.toContain("    at ");
  });

  it("when the port is taken [CONF-1]", async () => {
    const taken = createServer().listen(0, "127.0.0.1");
    await once(taken, "listening");
    const { port } = taken.address() as { port: number };
    const { code, stderr } = await runToEnd("switchboard", await settings({ PORT: String(port) }));
    taken.close();
    expect(code).toBe(1);
    expect(stderr).toContain(`Port ${port} on 127.0.0.1 is taken. Set PORT to another one.`);
  });

  it("when DATA_DIR cannot be used [CONF-1]", async () => {
    const env = { PORT: String(await freePort()), DATA_DIR: "/dev/null/data" };
    const { code, stderr } = await runToEnd("switchboard", env);
    expect(code).toBe(1);
    expect(stderr).toBe("DATA_DIR /dev/null/data cannot be used as a folder (ENOTDIR).\n");
  });

  it("when another process runs on DATA_DIR, which it names, and which goes on [DB-3]", async () => {
    const DATA_DIR = join(folder.path, "shared");
    const first = run("switchboard", { PORT: String(await freePort()), DATA_DIR });
    const url = await readyAt(first);
    const { code, stderr } = await runToEnd("switchboard", { PORT: String(await freePort()), DATA_DIR });
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: `${DATA_DIR} is in use by process ${first.pid}. Stop it, or give this one a DATA_DIR of its own or a DATABASE_URL.\n`,
    });
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    first.kill("SIGTERM");
    expect(await first.ended).toEqual({ code: 0, signal: null });
  });
});

describe.concurrent("a start goes on, with a warning in the log,", () => {
  it("when a model is deprecated [CONF-5, BEH-39]", async () => {
    const server = run("switchboard", await settings({ REPLY_MODEL: "claude-sonnet-4-5" }));
    await readyAt(server);
    expect(server.stdout()).toContain("REPLY_MODEL: the model claude-sonnet-4-5 is deprecated, until 2026-11-30.");
  });

  it("when the API cannot be reached, and a text ends with a human [CONF-5, TURN-7]", async () => {
    const twilio = await startTwilioStandIn(TWILIO);
    const unreachable = `http://127.0.0.1:${await freePort()}`;
    const env = await settings({
      ANTHROPIC_BASE_URL: unreachable,
      TWILIO_ACCOUNT_SID: TWILIO.accountSid,
      TWILIO_AUTH_TOKEN: TWILIO.authToken,
      TWILIO_PHONE_NUMBER: OUR_NUMBER,
      TWILIO_API_BASE_URL: twilio.url,
      API_TOKEN,
    });
    const server = run("switchboard", env);
    const url = await readyAt(server);
    expect(server.stdout()).toContain("was not checked, the API could not be reached");

    twilio.pointAt({ publicUrl: url, target: `http://127.0.0.1:${env["PORT"]}` });
    await twilio.text({ from: "+15550201000", body: "What does the Pro plan cost?" });
    const [said] = await until("the handoff line", () => twilio.sent.length > 0 && twilio.sent, 30_000);
    expect(said?.body).toContain("I am passing this to a colleague");
    const headers = { Authorization: `Bearer ${API_TOKEN}` };
    const answer = await fetch(`${url}/api/conversations?state=queued`, { headers });
    expect(await answer.json()).toMatchObject({
      items: [
        { state: "queued", handoff: { trigger: "failure", reason: expect.stringContaining("could not be reached") } },
      ],
    });
    server.kill("SIGTERM");
    expect((await server.ended).code).toBe(0);
    await twilio.stop();
  });

  it("when settings have no effect, and says which, but never what a secret is [CONF-4, LOG-1]", async () => {
    const env = { PORT: String(await freePort()), DATA_DIR: join(folder.path, "remarks"), SANDBOX: "1" };
    const secrets = {
      ANTHROPIC_API_KEY: "sk-of-ours",
      OPERATOR_PASSWORD: "a password of ours",
      API_TOKEN: "token of ours",
    };
    const more = { OPERATOR_EMAIL: "ann@b.example", VOYAGE_API_KEY: "key", LINEAR_API_KEY: "key" };
    const server = run("switchboard", { ...env, ...secrets, ...more });
    await readyAt(server);
    await server.says(/ANTHROPIC_API_KEY: the sandbox talks to stand-ins only/);
    await server.says(/VOYAGE_API_KEY: the sandbox talks to stand-ins only/);
    await server.says(/LINEAR_API_KEY: not part of this version yet/);
    for (const secret of Object.values(secrets)) expect(server.stdout() + server.stderr()).not.toContain(secret);
  });
});
