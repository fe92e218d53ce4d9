import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseEnv } from "node:util";
import { z } from "zod";
import { remarksOn } from "./config-remarks.ts";
import { isLoopback } from "./is-loopback.ts";

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
  readonly sms: SmsConfig | null;
  readonly operator: { readonly email: string; readonly password: string } | null;
  readonly apiToken: string | null;
  /** Absolute. */
  readonly knowledgeDir: string;
  readonly rawRetentionDays: number;
  readonly logLevel: string;
  /** What is allowed and yet worth a word, such as a setting without effect: said once at start. */
  readonly remarks: readonly string[];
}

export interface ModelConfig {
  /** Null: the stand-in model answers, unless there is a `baseUrl`. */
  readonly apiKey: string | null;
  readonly baseUrl: string | null;
  readonly reply: string;
  readonly triage: string;
}

export interface SmsConfig {
  readonly accountSid: string;
  /** One, or two during rotation. */
  readonly authTokens: readonly string[];
  /** E.164. */
  readonly phoneNumbers: readonly string[];
  readonly apiKey: { readonly key: string; readonly secret: string } | null;
  readonly messagingServiceSid: string | null;
  readonly apiBaseUrl: string;
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

const url = (protocols: readonly string[]) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), {
    error: `must be a URL that begins with ${protocols.map((p) => `${p}//`).join(" or ")}`,
  });
const commaList = z
  .string()
  .transform((text) =>
    text
      .split(",")
      .map((part) => part.trim())
      .filter((part) => part !== ""),
  )
  .refine((parts) => parts.length > 0, "must not be empty");
const E164 = /^\+[1-9]\d{6,14}$/;

/** Every setting, with its default. */
export const SETTINGS = z.object({
  PORT: z.coerce
    .number("must be a port number")
    .int("must be a port number")
    .min(1, "must be 1 to 65535")
    .max(65_535, "must be 1 to 65535")
    .default(3000),
  HOST: z.string().default("127.0.0.1"),
  PUBLIC_URL: url(["http:", "https:"]).optional(),
  DATA_DIR: z.string().default("./data"),
  DATABASE_URL: url(["postgres:", "postgresql:"]).optional(),
  SANDBOX: z.enum(["0", "1"], "must be 0 or 1").optional(),
  NODE_ENV: z.string().optional(),
  ANTHROPIC_API_KEY: z.string().optional(),
  ANTHROPIC_BASE_URL: url(["http:", "https:"]).optional(),
  REPLY_MODEL: z.string().default("claude-sonnet-5-5"),
  TRIAGE_MODEL: z.string().default("claude-haiku-5-5"),
  TWILIO_ACCOUNT_SID: z
    .string()
    .regex(/^AC\w+$/, "must begin with AC")
    .optional(),
  TWILIO_AUTH_TOKEN: commaList.refine((tokens) => tokens.length <= 2, "takes at most two tokens").optional(),
  TWILIO_PHONE_NUMBER: commaList
    .refine(
      (numbers) => numbers.every((number) => E164.test(number)),
      "must be E.164 numbers such as +15005550006, comma-separated",
    )
    .optional(),
  TWILIO_API_KEY: z.string().optional(),
  TWILIO_API_SECRET: z.string().optional(),
  TWILIO_MESSAGING_SERVICE_SID: z
    .string()
    .regex(/^MG\w+$/, "must begin with MG")
    .optional(),
  TWILIO_API_BASE_URL: url(["http:", "https:"]).default("https://api.twilio.com"),
  OPERATOR_EMAIL: z
    .email("must be an email address")
    .transform((text) => text.toLowerCase())
    .optional(),
  OPERATOR_PASSWORD: z.string().optional(),
  API_TOKEN: z.string().optional(),
  KNOWLEDGE_DIR: z.string().default("./knowledge"),
  RAW_RETENTION_DAYS: z.coerce
    .number("must be a number of days")
    .int("must be whole days")
    .min(1, "must be at least 1")
    .default(90),
  LOG_LEVEL: z
    .enum(
      ["fatal", "error", "warn", "info", "debug", "trace", "silent"],
      "must be a pino level: fatal, error, warn, info, debug, trace or silent",
    )
    .default("info"),
});
type Settings = z.output<typeof SETTINGS>;

/** Settings that only make sense together: some but not all is an error that names what is missing. */
const GROUPS: readonly (readonly (keyof Settings)[])[] = [
  ["TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "TWILIO_PHONE_NUMBER"],
  ["TWILIO_API_KEY", "TWILIO_API_SECRET"],
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
];

function incompleteGroups(given: Environment): string[] {
  const alone = NEEDS.filter(([name, needed]) => given[name] !== undefined && given[needed] === undefined);
  return [...alone.map(([name, needed]) => `${needed} is missing: ${name} needs it`), ...partsMissing(given)];
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
    sms: sandbox ? null : toSms(settings),
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

function isSandbox(settings: Settings): boolean {
  if (settings.SANDBOX !== undefined) return settings.SANDBOX === "1";
  const configured = settings.TWILIO_ACCOUNT_SID ?? settings.ANTHROPIC_API_KEY ?? settings.DATABASE_URL;
  return configured === undefined && isLoopback(settings.HOST) && settings.NODE_ENV !== "production";
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
    apiBaseUrl: settings.TWILIO_API_BASE_URL.replace(/\/+$/, ""),
  };
}
