import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import {
  type Config,
  ConfigError,
  type EmbeddingsConfig,
  type Environment,
  readConfig,
  readEnvironment,
} from "../src/config.ts";
import { PolicyError, parsePolicy } from "../src/knowledge/policy/policy.ts";
import { ownOrigins } from "../src/origins.ts";

const TWILIO = {
  TWILIO_ACCOUNT_SID: "AC123",
  TWILIO_AUTH_TOKEN: "token",
  TWILIO_PHONE_NUMBER: "+15005550006",
};

const MAIL = {
  SUPPORT_EMAIL: "support@example.com",
  IMAP_URL: "imaps://support:secret@imap.example.com",
  SMTP_URL: "smtps://support:secret@smtp.example.com",
};

const VOYAGE: EmbeddingsConfig = {
  provider: "voyage",
  apiKey: "pa-key",
  model: "voyage-4",
  baseUrl: "https://api.voyageai.com/v1",
};

/** An installation that nothing is remarked on. */
const PLAIN = { ...MAIL, SANDBOX: "0", API_TOKEN: "long enough a token" };

/** The problems of an environment, each a line. */
function problemsOf(environment: Environment): readonly string[] {
  try {
    readConfig(environment);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

describe("settings", () => {
  it("have the defaults of the interface [CONF-1]", () => {
    expect(readConfig({})).toEqual({
      port: 3000,
      host: "127.0.0.1",
      publicUrl: "http://localhost:3000",
      dataDir: resolve("data"),
      databaseUrl: null,
      sandbox: true,
      model: { apiKey: null, baseUrl: null, reply: "claude-sonnet-5-5", triage: "claude-haiku-5-5" },
      embeddings: { provider: "local" },
      sms: null,
      email: null,
      authservId: null,
      widget: { origins: [], secrets: null },
      operator: null,
      apiToken: null,
      links: { hosts: ["localhost:3000"], alsoOfArticles: true, addresses: [] },
      knowledgeDir: resolve("knowledge"),
      rawRetentionDays: 90,
      logLevel: "info",
      remarks: [],
    } satisfies Config);
  });

  it("are all read [CONF-1]", () => {
    const config = readConfig({
      PORT: "8080",
      HOST: "0.0.0.0",
      PUBLIC_URL: "https://support.example.com/",
      DATA_DIR: "/var/lib/switchboard",
      DATABASE_URL: "postgresql://db/switchboard",
      ANTHROPIC_API_KEY: "key",
      ANTHROPIC_BASE_URL: "https://proxy.example.com",
      REPLY_MODEL: "claude-opus-5-5",
      TRIAGE_MODEL: "claude-sonnet-5",
      VOYAGE_API_KEY: "pa-key",
      VOYAGE_MODEL: "voyage-4-large",
      VOYAGE_BASE_URL: "http://127.0.0.1:4011/v1/",
      ...TWILIO,
      TWILIO_AUTH_TOKEN: "new, old",
      TWILIO_PHONE_NUMBER: "+15005550006,+4915112345678",
      TWILIO_API_KEY: "SK1",
      TWILIO_API_SECRET: "secret",
      TWILIO_DELETE_MEDIA: "1",
      TWILIO_MESSAGING_SERVICE_SID: "MG1",
      TWILIO_API_BASE_URL: "http://127.0.0.1:4010/",
      SUPPORT_EMAIL: "Support@Example.com, billing@example.com",
      IMAP_URL: "imaps://support:secret@imap.example.com:993/INBOX",
      SMTP_URL: "smtps://support:secret@smtp.example.com:465",
      AUTHSERV_ID: "mx.example.com",
      IMAP_IMPORT_DAYS: "3",
      WIDGET_ORIGINS: "https://www.example.com,https://shop.example.com:8443",
      WIDGET_SECRET: "a-new-secret-of-the-site,an-old-secret-of-the-site",
      OPERATOR_EMAIL: "Ann@Example.com",
      OPERATOR_PASSWORD: "a long enough password",
      API_TOKEN: "a long enough token",
      KNOWLEDGE_DIR: "/srv/knowledge",
      RAW_RETENTION_DAYS: "7",
      LOG_LEVEL: "debug",
    });
    expect(config).toEqual({
      port: 8080,
      host: "0.0.0.0",
      publicUrl: "https://support.example.com",
      dataDir: "/var/lib/switchboard",
      databaseUrl: "postgresql://db/switchboard",
      sandbox: false,
      model: {
        apiKey: "key",
        baseUrl: "https://proxy.example.com",
        reply: "claude-opus-5-5",
        triage: "claude-sonnet-5",
      },
      embeddings: {
        provider: "voyage",
        apiKey: "pa-key",
        model: "voyage-4-large",
        baseUrl: "http://127.0.0.1:4011/v1",
      },
      sms: {
        accountSid: "AC123",
        authTokens: ["new", "old"],
        phoneNumbers: ["+15005550006", "+4915112345678"],
        apiKey: { key: "SK1", secret: "secret" },
        deletesMedia: true,
        messagingServiceSid: "MG1",
        apiBaseUrl: "http://127.0.0.1:4010",
      },
      email: {
        addresses: ["support@example.com", "billing@example.com"],
        imapUrl: "imaps://support:secret@imap.example.com:993/INBOX",
        smtpUrl: "smtps://support:secret@smtp.example.com:465",
        importDays: 3,
      },
      authservId: "mx.example.com",
      widget: {
        origins: ["https://www.example.com", "https://shop.example.com:8443"],
        secrets: ["a-new-secret-of-the-site", "an-old-secret-of-the-site"],
      },
      operator: { email: "ann@example.com", password: "a long enough password" },
      apiToken: "a long enough token",
      links: {
        hosts: ["support.example.com", "example.com"],
        alsoOfArticles: true,
        addresses: ["support@example.com", "billing@example.com"],
      },
      knowledgeDir: "/srv/knowledge",
      rawRetentionDays: 7,
      logLevel: "debug",
      remarks: [],
    } satisfies Config);
  });

  it("hosts that are named are the only ones that an answer links to [GUARD-24]", () => {
    const { links } = readConfig({
      LINK_HOSTS: "Help.example.com, shop.example.com:8443",
      PUBLIC_URL: "https://own.example.com",
    });
    expect(links).toEqual({
      hosts: ["help.example.com", "shop.example.com:8443"],
      alsoOfArticles: false,
      addresses: [],
    });
  });

  it.each<[string, Environment, EmbeddingsConfig | null]>([
    ["local", PLAIN, { provider: "local" }],
    ["Voyage's with its key", { ...PLAIN, VOYAGE_API_KEY: "pa-key" }, VOYAGE],
    ["Voyage's when asked for", { ...PLAIN, VOYAGE_API_KEY: "pa-key", EMBEDDINGS: "voyage" }, VOYAGE],
    ["local in spite of the key", { ...PLAIN, VOYAGE_API_KEY: "pa-key", EMBEDDINGS: "local" }, { provider: "local" }],
    ["local in the sandbox", { VOYAGE_API_KEY: "pa-key", EMBEDDINGS: "voyage" }, { provider: "local" }],
    ["none when turned off", { ...PLAIN, VOYAGE_API_KEY: "pa-key", EMBEDDINGS: "off" }, null],
  ])("decide whose vectors there are: %s [EMB-11]", (_name, environment, embeddings) => {
    expect(readConfig(environment).embeddings).toEqual(embeddings);
  });

  it.each([
    ["PORT", "0"],
    ["PORT", "65536"],
    ["PORT", "80.5"],
    ["PORT", "http"],
    ["PUBLIC_URL", "support.example.com"],
    ["PUBLIC_URL", "ftp://support.example.com"],
    ["DATABASE_URL", "mysql://db/switchboard"],
    ["SANDBOX", "yes"],
    ["ANTHROPIC_BASE_URL", "proxy"],
    ["EMBEDDINGS", "yes"],
    ["VOYAGE_API_KEY", "a key"],
    ["VOYAGE_MODEL", "voyage 4"],
    ["VOYAGE_BASE_URL", "api.voyageai.com"],
    ["TWILIO_ACCOUNT_SID", "SK123"],
    ["TWILIO_AUTH_TOKEN", "one,two,three"],
    ["TWILIO_AUTH_TOKEN", ","],
    ["TWILIO_PHONE_NUMBER", "15005550006"],
    ["TWILIO_PHONE_NUMBER", "+15005550006,5550007"],
    ["TWILIO_PHONE_NUMBER", " , "],
    ["TWILIO_MESSAGING_SERVICE_SID", "AC1"],
    ["TWILIO_API_BASE_URL", "api.twilio.com"],
    ["SUPPORT_EMAIL", "support"],
    ["IMAP_URL", "https://imap.example.com"],
    ["IMAP_URL", "imaps://imap.example.com"],
    ["SMTP_URL", "imaps://u:p@smtp.example.com"],
    ["IMAP_IMPORT_DAYS", "-1"],
    ["WIDGET_ORIGINS", "www.example.com"],
    ["WIDGET_ORIGINS", "https://www.example.com/shop"],
    ["WIDGET_SECRET", "short"],
    ["WIDGET_SECRET", "one-secret-of-the-site,two-secrets-of-the-site,three-secrets-of-it"],
    ["OPERATOR_EMAIL", "ann"],
    ["RAW_RETENTION_DAYS", "0"],
    ["RAW_RETENTION_DAYS", "forever"],
    ["LOG_LEVEL", "loud"],
  ])("refuse %s=%s in one line that names it [CONF-1]", (name, value) => {
    const rest = {
      ...TWILIO,
      ...MAIL,
      VOYAGE_API_KEY: "pa-key",
      OPERATOR_EMAIL: "a@b.example",
      OPERATOR_PASSWORD: "a long enough password",
    };
    const problems = problemsOf({ ...rest, [name]: value });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(new RegExp(`^${name} (must|takes)`));
    expect(problems[0]).not.toContain("\n");
  });

  it("name every problem at once, of single settings and of groups [CONF-1, CONF-2]", () => {
    const environment = {
      PORT: "x",
      SANDBOX: "maybe",
      LOG_LEVEL: "loud",
      TWILIO_ACCOUNT_SID: "AC1",
      TWILIO_API_KEY: "SK",
    };
    expect(problemsOf(environment).map((problem) => problem.split(" ")[0])).toEqual([
      "PORT",
      "SANDBOX",
      "LOG_LEVEL",
      "TWILIO_AUTH_TOKEN,",
      "TWILIO_API_SECRET",
    ]);
    expect(() => readConfig(environment)).toThrow(/5 problems:\n {2}PORT must be a port number\n/);
  });

  it.each([
    ["", "   "],
    ["an empty one", ""],
  ])("left out of a template count as absent: %s [CONF-1]", (_name, value) => {
    const names = ["PORT", "SANDBOX", "DATABASE_URL", "TWILIO_ACCOUNT_SID", "OPERATOR_EMAIL", "LOG_LEVEL"];
    expect(readConfig(Object.fromEntries(names.map((name) => [name, value])))).toEqual(readConfig({}));
  });

  it.each<[string, Environment]>([
    ["TWILIO_AUTH_TOKEN, TWILIO_PHONE_NUMBER are missing: TWILIO_ACCOUNT_SID", { TWILIO_ACCOUNT_SID: "AC1" }],
    ["TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN are missing: TWILIO_PHONE_NUMBER", { TWILIO_PHONE_NUMBER: "+15005550006" }],
    ["TWILIO_AUTH_TOKEN is missing: TWILIO_ACCOUNT_SID, TWILIO_PHONE_NUMBER", { ...TWILIO, TWILIO_AUTH_TOKEN: "" }],
    ["TWILIO_API_SECRET is missing: TWILIO_API_KEY", { ...TWILIO, TWILIO_API_KEY: "SK1" }],
    ["TWILIO_ACCOUNT_SID is missing: TWILIO_API_KEY", { TWILIO_API_KEY: "SK1", TWILIO_API_SECRET: "s" }],
    ["TWILIO_ACCOUNT_SID is missing: TWILIO_MESSAGING_SERVICE_SID", { TWILIO_MESSAGING_SERVICE_SID: "MG1" }],
    ["VOYAGE_API_KEY is missing: VOYAGE_MODEL", { VOYAGE_MODEL: "voyage-4" }],
    ["VOYAGE_API_KEY is missing: VOYAGE_BASE_URL", { VOYAGE_BASE_URL: "https://proxy.example.com/v1" }],
    ["VOYAGE_API_KEY is missing: EMBEDDINGS=voyage", { EMBEDDINGS: "voyage" }],
    ["TWILIO_API_KEY is missing: TWILIO_API_SECRET", { ...TWILIO, TWILIO_API_SECRET: "s" }],
    ["OPERATOR_PASSWORD is missing: OPERATOR_EMAIL", { OPERATOR_EMAIL: "a@b.example" }],
    ["OPERATOR_EMAIL is missing: OPERATOR_PASSWORD", { OPERATOR_PASSWORD: "a long enough password" }],
  ])("that belong together: %s [CONF-2]", (beginning, environment) => {
    const problems = problemsOf(environment);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(beginning);
  });

  it.each<[string, Environment, string]>([
    ["part of a later version", { LINEAR_API_KEY: "key" }, "LINEAR_API_KEY: not part of this version yet"],
    ["a short secret", { API_TOKEN: "short" }, "API_TOKEN: has fewer than 12 characters, which is easily guessed"],
    [
      "a short password",
      { OPERATOR_EMAIL: "a@b.example", OPERATOR_PASSWORD: "short" },
      "OPERATOR_PASSWORD: has fewer than 12 characters, which is easily guessed",
    ],
    [
      "webhooks that cannot arrive",
      { ...TWILIO, API_TOKEN: "long enough a token" },
      "PUBLIC_URL: is an address of this machine, where Twilio's webhooks do not get",
    ],
    [
      "nobody who can sign in",
      { ...TWILIO, PUBLIC_URL: "https://b.example" },
      "OPERATOR_EMAIL, API_TOKEN: without one of them nobody can sign in but whom an earlier start has made",
    ],
    [
      "nothing that comes in",
      { SANDBOX: "0", API_TOKEN: "long enough a token" },
      "Neither SMS nor email is turned on: customers reach only the widget. SANDBOX=1 turns on stand-ins for all.",
    ],
    [
      "a sandbox that others reach",
      { SANDBOX: "1", HOST: "0.0.0.0" },
      "HOST: other machines reach the sandbox, which is for this one: SANDBOX=0 ends it, HOST=127.0.0.1 keeps it in",
    ],
    [
      "a key for vectors that others make",
      { ...PLAIN, VOYAGE_API_KEY: "pa-key", EMBEDDINGS: "local" },
      "VOYAGE_API_KEY: has no effect with EMBEDDINGS=local",
    ],
    [
      "a key for vectors that nobody makes",
      { ...PLAIN, VOYAGE_API_KEY: "pa-key", EMBEDDINGS: "off" },
      "VOYAGE_API_KEY: has no effect with EMBEDDINGS=off",
    ],
    [
      "a key that a sandbox does not use",
      { VOYAGE_API_KEY: "pa-key", EMBEDDINGS: "voyage" },
      "VOYAGE_API_KEY: the sandbox talks to stand-ins only",
    ],
    [
      "a secret that a sandbox does not use",
      { WIDGET_SECRET: "the-secret-of-a-real-site" },
      "WIDGET_SECRET: has no effect in the sandbox, which makes its own",
    ],
  ])("get a remark: %s [CONF-1]", (_name, environment, remark) => {
    expect(readConfig(environment).remarks).toEqual([remark]);
  });
});

describe("the sandbox", () => {
  const PRODUCTION = { NODE_ENV: "production" };
  it.each<[boolean, string, Environment]>([
    [true, "with nothing configured", {}],
    [true, "on another loopback address", { HOST: "127.0.0.2" }],
    [true, "on localhost", { HOST: "localhost" }],
    [true, "on the loopback of IPv6", { HOST: "::1" }],
    [true, "in development", { NODE_ENV: "development" }],
    [true, "with settings that configure no account", { PORT: "1", API_TOKEN: "t", ANTHROPIC_BASE_URL: "http://a" }],
    [false, "when the network reaches it", { HOST: "0.0.0.0" }],
    [false, "on an address of the network", { HOST: "192.168.1.5" }],
    [false, "on every address of IPv6", { HOST: "::" }],
    [false, "in production", PRODUCTION],
    [false, "with a channel", TWILIO],
    [false, "with a model key", { ANTHROPIC_API_KEY: "key" }],
    [false, "with a database", { DATABASE_URL: "postgres://db/x" }],
    [false, "when forbidden", { SANDBOX: "0" }],
    [true, "when forced in production", { ...PRODUCTION, SANDBOX: "1" }],
    [true, "when forced on the network", { HOST: "0.0.0.0", SANDBOX: "1" }],
    [true, "when forced, with everything configured", { ...TWILIO, ANTHROPIC_API_KEY: "key", SANDBOX: "1" }],
  ])("is %s %s [CONF-4]", (sandbox, _name, environment) => {
    expect(readConfig(environment).sandbox).toBe(sandbox);
  });

  it("uses no real account, and says so for each that is there [CONF-4]", () => {
    const accounts = {
      ...TWILIO,
      ANTHROPIC_API_KEY: "key",
      ANTHROPIC_BASE_URL: "https://a",
      DATABASE_URL: "postgres://b",
    };
    const config = readConfig({ ...accounts, SANDBOX: "1" });
    expect(config).toMatchObject({ sms: null, databaseUrl: null, model: { apiKey: null, baseUrl: null } });
    expect(config.remarks).toEqual(Object.keys(accounts).map((name) => `${name}: the sandbox talks to stand-ins only`));
  });

  it("knows no secret of a real site [SB-10]", () => {
    expect(readConfig({ WIDGET_SECRET: "the-secret-of-a-real-site" }).widget.secrets).toBeNull();
  });
});

describe("pages of our own", () => {
  const PUBLIC = { PUBLIC_URL: "https://support.example.com", SANDBOX: "0" };
  const LOCAL = ["http://localhost:3000", "http://127.0.0.1:3000"];
  it.each<[string, Environment, string[]]>([
    ["both names of a machine of one's own", {}, LOCAL],
    ["also when the network reaches it", { HOST: "0.0.0.0" }, LOCAL],
    ["and the port that it is called by", { PUBLIC_URL: "http://localhost:8080" }, ["http://localhost:8080", ...LOCAL]],
    ["the public address, and none of a visitor's own machine", PUBLIC, ["https://support.example.com"]],
    ["wherever it listens", { ...PUBLIC, HOST: "0.0.0.0" }, ["https://support.example.com"]],
  ])("are those of %s [CONF-7]", (_name, environment, origins) => {
    expect(ownOrigins(readConfig(environment)).sort()).toEqual([...origins].sort());
  });
});

describe("a .env file", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "switchboard-env-"));
    writeFileSync(join(folder, ".env"), "PORT=4000\nLOG_LEVEL='debug'\n# a comment\nHOST=\n");
    vi.stubEnv("PORT", "5000");
    vi.stubEnv("LOG_LEVEL", undefined);
  });
  afterAll(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true });
  });

  it("adds to the environment and never overrides it [CONF-3]", () => {
    expect(readEnvironment(folder)).toMatchObject({ PORT: "5000", LOG_LEVEL: "debug" });
  });

  it("may be missing [CONF-3]", () => {
    expect(readEnvironment(join(folder, "nothing"))).toEqual({ ...process.env });
  });
});

describe("the policy file", () => {
  it("may be empty, or leave out what has a default [CONF-6]", () => {
    expect(parsePolicy("", "policy.yaml")).toEqual(parsePolicy("turn: {}", "policy.yaml"));
    expect(parsePolicy("escalate: { disputed_usd_over: 50 }", "policy.yaml")).toMatchObject({
      escalate: { disputed_usd_over: 50 },
      turn: { max_tool_rounds: 5, passages: 4 },
    });
  });

  it.each([
    ["is no YAML", "a: [", ["policy.yaml is not YAML"]],
    ["is a list", "- a", ["the file"]],
    ["has a key nobody knows", "disputed_usd_over: 5", ["disputed_usd_over"]],
    ["has an empty line for customers", "handoff: { normal: '' }", ["handoff.normal"]],
    ["has a line longer than a customer reads", `handoff: { urgent: ${"x".repeat(481)} }`, ["handoff.urgent"]],
    [
      "has many problems",
      "company: 5\nturn: { max_tool_rounds: 0, passages: many }\nescalate: { disputed_usd_over: -1, never: [] }\n",
      ["company", "turn.max_tool_rounds", "turn.passages", "escalate.disputed_usd_over", "escalate"],
    ],
  ])("that %s is refused with every problem of it [CONF-6]", (_name, text, mentioned) => {
    const parse = () => parsePolicy(text, "policy.yaml");
    expect(parse).toThrow(PolicyError);
    for (const word of mentioned) expect(parse).toThrow(word);
  });
});
