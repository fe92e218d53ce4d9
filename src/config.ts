import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseEnv } from "node:util";
import { remarksOn } from "./config-remarks.ts";
import { isLoopback } from "./is-loopback.ts";
import { SETTINGS, type Settings } from "./settings.ts";

export interface Config {
  readonly port: number;
  readonly host: string;
  /** What the outside calls us, without a slash at the end. */
  readonly publicUrl: string;
  /** Absolute. */
  readonly dataDir: string;
  /** Null: the embedded server in `dataDir`. */
  readonly databaseUrl: string | null;
  readonly sandbox: boolean;
  readonly model: ModelConfig;
  /** Whose vectors the search goes by; null: by words only. */
  readonly embeddings: EmbeddingsConfig | null;
  readonly sms: SmsConfig | null;
  readonly email: EmailConfig | null;
  /** Whose word on who sent a mail is believed; null: nobody's. */
  readonly authservId: string | null;
  readonly widget: WidgetConfig;
  readonly links: Links;
  readonly operator: { readonly email: string; readonly password: string } | null;
  readonly apiToken: string | null;
  /** Absolute. */
  readonly knowledgeDir: string;
  readonly rawRetentionDays: number;
  readonly logLevel: string;
  /** What is allowed and yet worth a word, such as a setting without effect: said once at start. */
  readonly remarks: readonly string[];
}

/** Where an answer may send the customer. */
export interface Links {
  /** Lowercased, with their ports. */
  readonly hosts: readonly string[];
  /** Whether those of the public articles count, too: not when somebody has said which ones do. */
  readonly alsoOfArticles: boolean;
  /** Mail addresses of our own, lowercased. */
  readonly addresses: readonly string[];
}

export interface ModelConfig {
  /** Null: the stand-in model answers, unless there is a `baseUrl`. */
  readonly apiKey: string | null;
  readonly baseUrl: string | null;
  readonly reply: string;
  readonly triage: string;
}

export type EmbeddingsConfig =
  | { readonly provider: "local" }
  /** `baseUrl` has no slash at the end. */
  | { readonly provider: "voyage"; readonly apiKey: string; readonly model: string; readonly baseUrl: string };

export interface SmsConfig {
  readonly accountSid: string;
  /** One, or two during rotation. */
  readonly authTokens: readonly string[];
  /** E.164. */
  readonly phoneNumbers: readonly string[];
  readonly apiKey: { readonly key: string; readonly secret: string } | null;
  readonly messagingServiceSid: string | null;
  readonly deletesMedia: boolean;
  readonly apiBaseUrl: string;
}

export interface EmailConfig {
  /** Lowercased; the first is what we write from when nothing else decides. */
  readonly addresses: readonly string[];
  readonly imapUrl: string;
  readonly smtpUrl: string;
  /** How far back the first look into the mailbox goes, silently. */
  readonly importDays: number;
}

export interface WidgetConfig {
  /** Origins, beside our own, whose pages may show the widget. */
  readonly origins: readonly string[];
  /** One, or two during rotation; null: one is made and kept in the database. */
  readonly secrets: readonly string[] | null;
}

/** Every problem of the settings at once, each a line that names the setting and what to do. */
export class ConfigError extends Error {
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(
      `The settings have ${problems.length === 1 ? "a problem" : `${problems.length} problems`}:\n${problems.map((p) => `  ${p}`).join("\n")}`,
    );
    this.name = "ConfigError";
    this.problems = problems;
  }
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** The environment, with what a `.env` file in the working directory adds to it. */
export function readEnvironment(folder: string = process.cwd()): Environment {
  const file = resolve(folder, ".env");
  const fromFile = existsSync(file) ? parseEnv(readFileSync(file, "utf8")) : {};
  return { ...fromFile, ...process.env };
}

/** Settings that only make sense together: some but not all is an error that names what is missing. */
const GROUPS: readonly (readonly (keyof Settings)[])[] = [
  ["TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "TWILIO_PHONE_NUMBER"],
  ["TWILIO_API_KEY", "TWILIO_API_SECRET"],
  ["SUPPORT_EMAIL", "IMAP_URL", "SMTP_URL"],
  ["OPERATOR_EMAIL", "OPERATOR_PASSWORD"],
];

/** @throws {ConfigError} */
export function readConfig(environment: Environment): Config {
  // An empty setting is one that somebody left out of a template: the same as absent.
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()));
  const parsed = SETTINGS.safeParse(given);
  const problems = parsed.success ? [] : parsed.error.issues.map(({ path, message }) => `${path.join(".")} ${message}`);
  problems.push(...incompleteGroups(given));
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems);
  return toConfig(parsed.data, given);
}

/** Settings that mean nothing without another. */
const NEEDS: readonly (readonly [name: keyof Settings, needed: keyof Settings])[] = [
  ["TWILIO_API_KEY", "TWILIO_ACCOUNT_SID"],
  ["TWILIO_MESSAGING_SERVICE_SID", "TWILIO_ACCOUNT_SID"],
  ["VOYAGE_MODEL", "VOYAGE_API_KEY"],
  ["VOYAGE_BASE_URL", "VOYAGE_API_KEY"],
];

function incompleteGroups(given: Environment): string[] {
  const alone = NEEDS.filter(([name, needed]) => given[name] !== undefined && given[needed] === undefined);
  const missing = alone.map(([name, needed]) => `${needed} is missing: ${name} needs it`);
  if (given["EMBEDDINGS"] === "voyage" && given["VOYAGE_API_KEY"] === undefined) {
    missing.push("VOYAGE_API_KEY is missing: EMBEDDINGS=voyage needs it");
  }
  return [...missing, ...partsMissing(given)];
}

function partsMissing(given: Environment): string[] {
  return GROUPS.flatMap((group) => {
    const missing = group.filter((name) => given[name] === undefined);
    const present = group.filter((name) => given[name] !== undefined);
    if (missing.length === 0 || present.length === 0) return [];
    const [are, them] = missing.length === 1 ? ["is", "it"] : ["are", "them"];
    const need = present.length === 1 ? "needs" : "need";
    return [`${missing.join(", ")} ${are} missing: ${present.join(", ")} ${need} ${them}`];
  });
}

function toConfig(settings: Settings, given: Environment): Config {
  const sandbox = isSandbox(settings);
  return {
    port: settings.PORT,
    host: settings.HOST,
    publicUrl: (settings.PUBLIC_URL ?? `http://localhost:${settings.PORT}`).replace(/\/+$/, ""),
    dataDir: resolve(settings.DATA_DIR),
    databaseUrl: sandbox ? null : (settings.DATABASE_URL ?? null),
    sandbox,
    model: {
      apiKey: sandbox ? null : (settings.ANTHROPIC_API_KEY ?? null),
      baseUrl: sandbox ? null : (settings.ANTHROPIC_BASE_URL ?? null),
      reply: settings.REPLY_MODEL,
      triage: settings.TRIAGE_MODEL,
    },
    embeddings: toEmbeddings(settings, sandbox),
    sms: sandbox ? null : toSms(settings),
    email: sandbox ? null : toEmail(settings),
    authservId: settings.AUTHSERV_ID ?? null,
    // Whoever is at a sandbox may be anybody to its widget: with a real secret, also to the real one.
    widget: { origins: settings.WIDGET_ORIGINS ?? [], secrets: sandbox ? null : (settings.WIDGET_SECRET ?? null) },
    links: toLinks(settings),
    operator:
      settings.OPERATOR_EMAIL && settings.OPERATOR_PASSWORD
        ? { email: settings.OPERATOR_EMAIL, password: settings.OPERATOR_PASSWORD }
        : null,
    apiToken: settings.API_TOKEN ?? null,
    knowledgeDir: resolve(settings.KNOWLEDGE_DIR),
    rawRetentionDays: settings.RAW_RETENTION_DAYS,
    logLevel: settings.LOG_LEVEL,
    remarks: remarksOn(given, sandbox),
  };
}

function toLinks(settings: Settings): Links {
  const addresses = settings.SUPPORT_EMAIL ?? [];
  return settings.LINK_HOSTS
    ? { hosts: settings.LINK_HOSTS, alsoOfArticles: false, addresses }
    : { hosts: ownHosts(settings), alsoOfArticles: true, addresses };
}

/** Where we are, and where our mail comes from. */
function ownHosts({ PUBLIC_URL, PORT, SUPPORT_EMAIL }: Settings): string[] {
  const own = new URL(PUBLIC_URL ?? `http://localhost:${PORT}`).host;
  const domains = (SUPPORT_EMAIL ?? []).map((address) => address.slice(address.lastIndexOf("@") + 1));
  return [...new Set([own, ...domains])];
}

function isSandbox(settings: Settings): boolean {
  if (settings.SANDBOX !== undefined) return settings.SANDBOX === "1";
  const configured =
    settings.TWILIO_ACCOUNT_SID ?? settings.SUPPORT_EMAIL ?? settings.ANTHROPIC_API_KEY ?? settings.DATABASE_URL;
  return configured === undefined && isLoopback(settings.HOST) && settings.NODE_ENV !== "production";
}

function toEmbeddings(settings: Settings, sandbox: boolean): EmbeddingsConfig | null {
  if (settings.EMBEDDINGS === "off") return null;
  const { VOYAGE_API_KEY: apiKey, VOYAGE_MODEL: model, VOYAGE_BASE_URL: baseUrl } = settings;
  if (settings.EMBEDDINGS === "local" || apiKey === undefined || sandbox) return { provider: "local" };
  return { provider: "voyage", apiKey, model, baseUrl: baseUrl.replace(/\/+$/, "") };
}

function toSms(settings: Settings): SmsConfig | null {
  if (!settings.TWILIO_ACCOUNT_SID || !settings.TWILIO_AUTH_TOKEN || !settings.TWILIO_PHONE_NUMBER) return null;
  return {
    accountSid: settings.TWILIO_ACCOUNT_SID,
    authTokens: settings.TWILIO_AUTH_TOKEN,
    phoneNumbers: settings.TWILIO_PHONE_NUMBER,
    apiKey:
      settings.TWILIO_API_KEY && settings.TWILIO_API_SECRET
        ? { key: settings.TWILIO_API_KEY, secret: settings.TWILIO_API_SECRET }
        : null,
    messagingServiceSid: settings.TWILIO_MESSAGING_SERVICE_SID ?? null,
    deletesMedia: settings.TWILIO_DELETE_MEDIA === "1",
    apiBaseUrl: settings.TWILIO_API_BASE_URL.replace(/\/+$/, ""),
  };
}

function toEmail(settings: Settings): EmailConfig | null {
  if (!settings.SUPPORT_EMAIL || !settings.IMAP_URL || !settings.SMTP_URL) return null;
  return {
    addresses: settings.SUPPORT_EMAIL,
    imapUrl: settings.IMAP_URL,
    smtpUrl: settings.SMTP_URL,
    importDays: settings.IMAP_IMPORT_DAYS,
  };
}
