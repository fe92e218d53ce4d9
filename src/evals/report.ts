import { z } from "zod";
import type { Run } from "./play.ts";

const SPENDING = z.object({
  calls: z.int(),
  inputTokens: z.int(),
  cachedTokens: z.int(),
  outputTokens: z.int(),
  costMicros: z.int(),
});

const RUN = z.object({
  failures: z.array(z.object({ where: z.string(), grade: z.enum(["state", "wording"]), what: z.string() })),
  dialogue: z.array(z.object({ author: z.enum(["customer", "assistant", "operator", "system"]), text: z.string() })),
  spent: SPENDING,
  ms: z.int(),
}) satisfies z.ZodType<Run>;

const SCENARIO_REPORT = z.object({
  name: z.string(),
  file: z.string(),
  channel: z.string(),
  result: z.enum(["passed", "failed", "skipped"]),
  /** Why it was not played, or not graded as a whole; null: it was. */
  why: z.string().nullable(),
  runs: z.array(RUN),
});

const REPORT = z.object({
  /** Of this shape. */
  version: z.literal(1),
  at: z.iso.datetime(),
  model: z.object({ reply: z.string(), triage: z.string(), isStandIn: z.boolean() }),
  /** What was tried: two runs with the same ones differ by chance alone. */
  fingerprints: z.object({
    /** Of model, system prompt, tools, thinking and effort; several where conversations differ in them. */
    prompts: z.array(z.string()),
    policy: z.string(),
    articles: z.string(),
    scenarios: z.string(),
  }),
  scenarios: z.array(SCENARIO_REPORT),
});

/** What came of a run of all scenarios, as it is stored. */
export type Report = z.output<typeof REPORT>;
export type ScenarioReport = z.output<typeof SCENARIO_REPORT>;

/** @throws {Error} in words, when it is none or of another version. */
export function parseReport(text: string, file: string): Report {
  const json: unknown = parseJson(text, file);
  const { version } = (json ?? {}) as { version?: unknown };
  if (version !== 1) throw new Error(`${file} is no report of version 1`);
  const parsed = REPORT.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Error(`${file} is no report: ${issue?.path.join(".")}: ${issue?.message}`);
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Error(`${file} is not JSON`, { cause });
  }
}

/** Passed: as expected every time. */
export function toScenarioReport(
  about: Pick<ScenarioReport, "name" | "file" | "channel">,
  runs: readonly Run[],
  why: string | null,
): ScenarioReport {
  const { name, file, channel } = about;
  const result = runs.every(({ failures }) => failures.length === 0) ? "passed" : "failed";
  // The shape of the stored form knows no read-only lists.
  return { name, file, channel, result, why, runs: structuredClone(runs) as ScenarioReport["runs"] };
}

export function skipped(about: Pick<ScenarioReport, "name" | "file" | "channel">, why: string): ScenarioReport {
  const { name, file, channel } = about;
  return { name, file, channel, result: "skipped", why, runs: [] };
}

export const passesOf = ({ runs }: ScenarioReport): number =>
  runs.filter(({ failures }) => failures.length === 0).length;
