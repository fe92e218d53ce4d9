import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";

const line = z.string().trim().min(1).max(480);
/** In the policy's language, or by language, such as `de`. */
const HANDOFF_LINE = z.union([line, z.record(z.string().regex(/^[a-z]{2}$/, "must be a language such as de"), line)]);

const PHRASES = z.array(z.string().trim().min(1));
const FLAG = z.strictObject({ escalates: z.boolean().default(true) }).prefault({});
const TIME = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "must be a time such as 09:00");
const HOURS = z.strictObject({ from: TIME, to: TIME });

/** About what they were worth in November 2026: which side of a limit of $200 an amount is on, no more. */
const USD_PER: Readonly<Record<string, number>> = {
  EUR: 1.15,
  GBP: 1.32,
  CHF: 1.24,
  CAD: 0.71,
  AUD: 0.65,
  NZD: 0.57,
  JPY: 0.0065,
  INR: 0.0112,
  SEK: 0.105,
  NOK: 0.099,
  DKK: 0.154,
  PLN: 0.27,
  BRL: 0.186,
  MXN: 0.054,
};

const POLICY = z.strictObject({
  company: z.string().trim().min(1).default("our company"),
  product: z.string().trim().min(1).default("our product"),
  /** BCP 47, of the articles. */
  language: z.string().trim().min(2).default("en"),
  escalate: z
    .strictObject({
      disputed_usd_over: z.number().nonnegative().default(200),
      /** What a unit of another currency is worth in US dollars. */
      usd_per: z
        .record(z.string().regex(/^[A-Z]{3}$/, "must be a currency such as EUR"), z.number().positive())
        .default({})
        .transform((own) => ({ ...USD_PER, ...own })),
      /** Whether the rules of code for these hold. */
      security: z.boolean().default(true),
      legal: z.boolean().default(true),
      human_request: z.boolean().default(true),
      /** Further words of customers that mean a human, as they are written. */
      phrases: PHRASES.default([]),
      always: z
        .array(z.string().trim().min(1))
        .default([
          "security incidents (urgent)",
          "threats of legal action (urgent)",
          "a customer who asks for a human",
          "anything you cannot resolve",
        ]),
    })
    .prefault({}),
  flags: z
    .strictObject({
      over_20_messages: FLAG,
      legal_threat: FLAG,
    })
    .prefault({}),
  promises: z
    .strictObject({
      /** What an answer never says, beside what code knows. */
      forbidden: PHRASES.default([]),
    })
    .prefault({}),
  budget: z
    .strictObject({
      output_tokens: z.number().int().min(512).default(4_096),
      usd: z.number().positive().default(0.5),
      messages: z.number().int().min(1).default(20),
    })
    .prefault({}),
  knowledge: z
    .strictObject({
      /** `search`: passages for each question. `prompt`: all public articles in the prompt, for a small help centre. */
      mode: z.enum(["search", "prompt"]).default("search"),
    })
    .prefault({}),
  triage: z.strictObject({ enabled: z.boolean().default(true) }).prefault({}),
  business_hours: z
    .strictObject({
      timezone: z
        .string()
        .refine((zone) => Intl.supportedValuesOf("timeZone").includes(zone) || zone === "UTC", {
          error: "must be a time zone such as Europe/Berlin",
        })
        .default("UTC"),
      days: z.partialRecord(z.enum(["mon", "tue", "wed", "thu", "fri", "sat", "sun"]), HOURS),
    })
    .nullable()
    .default(null),
  email: z
    .strictObject({
      /** Below the assistant's letters, where it has not signed itself. */
      signature: z.string().trim().min(1).max(500).optional(),
    })
    .prefault({}),
  handoff: z
    .strictObject({
      /** What a customer reads when a human takes over; absent: our own words, in the customer's language. */
      normal: HANDOFF_LINE.optional(),
      urgent: HANDOFF_LINE.optional(),
    })
    .prefault({}),
  turn: z
    .strictObject({
      max_tool_rounds: z.number().int().min(1).max(20).default(5),
      passages: z.number().int().min(1).max(10).default(4),
    })
    .prefault({}),
});

/** The rules that code enforces, from `policy.yaml`. */
export type Policy = z.output<typeof POLICY>;

/** The policy file is not what it must be. The message names every problem. */
export class PolicyError extends Error {
  override readonly name = "PolicyError";
}

export function policyFile(folder: string): string {
  return join(folder, "policy.yaml");
}

/** Reads `policy.yaml` of the knowledge folder; without one, the built-in rules hold. @throws {PolicyError} */
export async function readPolicy(folder: string): Promise<Policy> {
  const file = policyFile(folder);
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "{}";
    throw new PolicyError(`${file} cannot be read: ${error.code ?? error.message}`, { cause: error });
  });
  return parsePolicy(text, file);
}

/** @throws {PolicyError} */
export function parsePolicy(text: string, file: string): Policy {
  let content: unknown;
  try {
    content = parse(text) ?? {};
  } catch (cause) {
    throw new PolicyError(`${file} is not YAML: ${(cause as Error).message.split("\n")[0]}`, { cause });
  }
  const parsed = POLICY.safeParse(withoutEmpty(content));
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => `  ${path.join(".") || "the file"}: ${message}`);
  throw new PolicyError(
    `${file} has problems:\n${problems.join("\n")}\nCorrect them, or leave a key out to have its default.`,
  );
}

/** A key without a value is one that is left out: so is a section of which every line is commented out. */
function withoutEmpty(content: unknown): unknown {
  if (typeof content !== "object" || content === null || Array.isArray(content)) return content;
  const filled = Object.entries(content).filter(([, value]) => value !== null);
  return Object.fromEntries(filled.map(([key, value]) => [key, withoutEmpty(value)]));
}
