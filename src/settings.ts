import { z } from "zod";

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
const days = (least: number) =>
  z.coerce.number("must be a number of days").int("must be whole days").min(least, `must be at least ${least}`);
const E164 = /^\+[1-9]\d{6,14}$/;

/** A mailbox is somebody's: it cannot be opened without a name and a password. */
const IMAP_URL = z.string().refine(
  (text) => {
    const url = URL.parse(text);
    return url !== null && /^imaps?:$/.test(url.protocol) && url.username !== "" && url.password !== "";
  },
  { error: "must be a URL such as imaps://user:password@host:993/INBOX" },
);

function isOrigin(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && new URL(text).origin === text;
}

function isHost(text: string): boolean {
  return URL.canParse(`https://${text}`) && new URL(`https://${text}`).host === text;
}

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
  EMBEDDINGS: z.enum(["local", "voyage", "off"], "must be local, voyage or off").optional(),
  VOYAGE_API_KEY: z
    .string()
    .regex(/^[\x21-\x7e]+$/, "must be a key without spaces")
    .optional(),
  VOYAGE_MODEL: z
    .string()
    .regex(/^[\w.-]{1,64}$/, "must be the name of a model such as voyage-4")
    .default("voyage-4"),
  VOYAGE_BASE_URL: url(["http:", "https:"]).default("https://api.voyageai.com/v1"),
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
  TWILIO_DELETE_MEDIA: z.enum(["0", "1"], "must be 0 or 1").default("0"),
  TWILIO_API_BASE_URL: url(["http:", "https:"]).default("https://api.twilio.com"),
  SUPPORT_EMAIL: commaList
    .transform((addresses) => addresses.map((address) => address.toLowerCase()))
    .refine(
      (addresses) => addresses.every((address) => z.email().safeParse(address).success),
      "must be email addresses, comma-separated",
    )
    .optional(),
  IMAP_URL: IMAP_URL.optional(),
  SMTP_URL: url(["smtps:", "smtp:"]).optional(),
  AUTHSERV_ID: z.string().optional(),
  IMAP_IMPORT_DAYS: days(0).default(0),
  WIDGET_ORIGINS: commaList
    .refine((origins) => origins.every(isOrigin), "must be origins such as https://www.example.com, comma-separated")
    .optional(),
  WIDGET_SECRET: commaList
    .refine((secrets) => secrets.length <= 2, "takes at most two secrets")
    .refine((secrets) => secrets.every((secret) => secret.length >= 16), "must have at least 16 characters")
    .optional(),
  LINK_HOSTS: commaList
    .transform((hosts) => hosts.map((host) => host.toLowerCase()))
    .refine((hosts) => hosts.every(isHost), "must be hosts such as help.example.com, comma-separated")
    .optional(),
  OPERATOR_EMAIL: z
    .email("must be an email address")
    .transform((text) => text.toLowerCase())
    .optional(),
  OPERATOR_PASSWORD: z.string().optional(),
  API_TOKEN: z.string().optional(),
  KNOWLEDGE_DIR: z.string().default("./knowledge"),
  RAW_RETENTION_DAYS: days(1).default(90),
  LOG_LEVEL: z
    .enum(
      ["fatal", "error", "warn", "info", "debug", "trace", "silent"],
      "must be a pino level: fatal, error, warn, info, debug, trace or silent",
    )
    .default("info"),
});
export type Settings = z.output<typeof SETTINGS>;
