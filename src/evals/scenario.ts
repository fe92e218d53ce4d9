import { z } from "zod";
import { CATEGORIES, PRIORITIES, SEVERITIES } from "../conversation/model.ts";
import { isMatcher } from "./matcher.ts";

const TEXT = z.string().trim().min(1).max(20_000);
const WORDS = z.string().min(1).refine(isMatcher, "must be words, or a regular expression between slashes");
/** One of these words is enough. */
const EITHER = z.union([WORDS.transform((word) => [word]), z.array(WORDS).min(1)], {
  error: "must be words in quotes, a regular expression between slashes, or a list of them of which one is enough",
});

function oneOrMore<T extends string>(values: readonly [T, ...T[]]) {
  const one = z.enum(values);
  return z.union([one.transform((value) => [value]), z.array(one).min(1)], {
    error: `must be of ${values.join(", ")}: one, or a list`,
  });
}

const TICKETS = z.union(
  [
    z
      .int()
      .nonnegative()
      .transform((count) => ({ count })),
    z.strictObject({
      count: z.int().nonnegative().optional(),
      category: oneOrMore(CATEGORIES).optional(),
      severity: oneOrMore(SEVERITIES).optional(),
      summary: WORDS.optional(),
    }),
  ],
  { error: "must be a number, or any of count, category, severity and summary" },
);

const HANDOFF = z.union(
  [
    z.literal("none"),
    z.strictObject({
      trigger: oneOrMore(["rule", "model", "customer", "failure", "operator"]).optional(),
      priority: z.enum(PRIORITIES).optional(),
      reason: WORDS.optional(),
    }),
  ],
  { error: "must be none, or any of trigger, priority and reason" },
);

const EXPECTED = z.strictObject({
  owner: oneOrMore(["assistant", "queued", "operator", "closed"]).optional(),
  handoff: HANDOFF.optional(),
  /** All that are open or were: how many, and what each is. */
  tickets: TICKETS.optional(),
  category: oneOrMore(CATEGORIES).optional(),
  severity: oneOrMore(SEVERITIES).optional(),
  flags: z.array(z.string().min(1)).optional(),
  not_flags: z.array(z.string().min(1)).optional(),
  /** That were called and did what they were called for. */
  tools: z.array(z.string().min(1)).optional(),
  not_tools: z.array(z.string().min(1)).optional(),
  /** Each of these is said; of a list within the list, one. */
  say: z.array(EITHER).optional(),
  not_say: z.array(WORDS).optional(),
  /** Of each answer of the assistant, in UTF-16 units. */
  max_length: z.int().positive().optional(),
  /** Of the answers, as a code of two letters. */
  language: z.string().length(2).optional(),
  /** Articles behind the answers, by the last part of their address. */
  sources: z.array(z.string().min(1)).optional(),
});

const TURN = z.strictObject({
  /** What the customer writes: one message, or several in a row. */
  says: z.union([TEXT.transform((text) => [text]), z.array(TEXT).min(1)]),
  /** Of the state after this turn, and of what was said and done in it. */
  expect: EXPECTED.optional(),
});

const SCENARIO = z.strictObject({
  name: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, "must be lowercase words joined by hyphens"),
  /** What a good answer is, and why. */
  about: TEXT.optional(),
  channel: z.enum(["sms", "email", "widget"]).default("widget"),
  customer: z
    .strictObject({
      name: TEXT.optional(),
      /** Whether it is proven who writes. */
      verified: z.boolean().default(false),
    })
    .prefault({}),
  /** Of a letter. */
  subject: TEXT.optional(),
  /**
   * `model`: the stand-in cannot do it, so it is left out without a real one. `model for words`: it does the right thing in
   * words that are not, so `say`, `language` and `sources` are left out.
   */
  needs: z.enum(["model", "model for words"]).optional(),
  turns: z.array(TURN).min(1).max(50),
  /** Of the state at the end, and of all that was said and done. */
  expect: EXPECTED.optional(),
});

export const SCENARIO_FILE = z.strictObject({
  /** Keys of `policy.yaml` that are others in this file's scenarios, such as the business hours. */
  policy: z.record(z.string(), z.unknown()).nullable().default(null),
  scenarios: z.array(SCENARIO).min(1),
});

/** A dialogue, and what must have come of it. */
export type Scenario = z.output<typeof SCENARIO>;
export type Expected = z.output<typeof EXPECTED>;
