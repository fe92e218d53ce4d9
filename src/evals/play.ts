import { setTimeout as sleep } from "node:timers/promises";
import type { ChannelName } from "../conversation/model.ts";
import { type Failure, grade } from "./grade.ts";
import { NOTHING, type Observed, type Spending } from "./observed.ts";
import type { Expected, Scenario } from "./scenario.ts";

/** What a scenario is played on. */
export interface PlayDeps {
  enter(channel: ChannelName, who: Customer): { say(...texts: string[]): Promise<{ readonly conversationId: string }> };
  observe(conversationId: string): Promise<Observed>;
  guessLanguage(text: string): string | null;
  /** Not a real model, so words that need one are not looked at. */
  readonly isStandIn: boolean;
}

export interface Customer {
  readonly name: string | null;
  readonly isVerified: boolean;
  readonly subject: string | null;
}

/** One performance of a scenario. */
export interface Run {
  readonly failures: readonly Failure[];
  readonly dialogue: readonly Line[];
  readonly spent: Spending;
  /** From the first message to the last answer. */
  readonly ms: number;
}

export interface Line {
  readonly author: "customer" | "assistant" | "operator" | "system";
  readonly text: string;
}

/** What the cheap model says of a conversation may come after its answer. */
const SORTED_WITHIN_MS = 10_000;
const LOOK_EVERY_MS = 50;

/** Whether the stand-in's words are not what it is about. */
export const isWithoutWords = ({ needs }: Pick<Scenario, "needs">, isStandIn: boolean): boolean =>
  isStandIn && needs === "model for words";

/** Plays a scenario to its end, also when a turn was not as expected. What goes wrong on the way is a failure of it. */
export async function play(scenario: Scenario, deps: PlayDeps): Promise<Run> {
  const gradeIt = (expected: Expected, seen: Observed, where: string): Failure[] => {
    const { say: _say, language: _language, sources: _sources, ...withoutWords } = expected;
    const graded = isWithoutWords(scenario, deps.isStandIn) ? withoutWords : expected;
    return grade(graded, seen, where, deps.guessLanguage);
  };
  const { customer, subject = null, channel } = scenario;
  const person = deps.enter(channel, { name: customer.name ?? null, isVerified: customer.verified, subject });
  const failures: Failure[] = [];
  const dialogue: Line[] = [];
  let seen: Observed | null = null;
  const began = performance.now();
  let ms = 0;
  try {
    for (const [index, { says, expect }] of scenario.turns.entries()) {
      dialogue.push(...says.map((text): Line => ({ author: "customer", text })));
      const { conversationId } = await person.say(...says);
      ms = Math.round(performance.now() - began);
      const isLast = index === scenario.turns.length - 1;
      const wanted = isLast ? [expect, scenario.expect] : [expect];
      const now = await observeSorted(conversationId, wanted, deps);
      const part = sincePart(now, seen);
      dialogue.push(...part.said.map(({ author, text }): Line => ({ author, text })));
      failures.push(...(expect ? gradeIt(expect, part, `turn ${index + 1}`) : []));
      seen = now;
    }
    if (seen && scenario.expect) failures.push(...gradeIt(scenario.expect, seen, "end"));
  } catch (error) {
    failures.push({ where: "end", grade: "state", what: `it broke off: ${(error as Error).message}` });
  }
  return { failures: stateFirst(failures), dialogue, spent: seen?.spent ?? NOTHING, ms };
}

/** Waits a moment for what is not there yet, where somebody wants to know. */
async function observeSorted(
  conversationId: string,
  wanted: readonly (Expected | undefined)[],
  deps: PlayDeps,
): Promise<Observed> {
  const wants = wanted.some((one) => one?.category !== undefined || one?.severity !== undefined);
  const end = performance.now() + (wants ? SORTED_WITHIN_MS : 0);
  for (;;) {
    const seen = await deps.observe(conversationId);
    if (seen.category !== null || performance.now() >= end) return seen;
    await sleep(LOOK_EVERY_MS);
  }
}

/** The state as it is, with only what was said and done since. */
function sincePart(now: Observed, before: Observed | null): Observed {
  if (!before) return now;
  return { ...now, said: now.said.slice(before.said.length), tools: now.tools.slice(before.tools.length) };
}

function stateFirst(failures: readonly Failure[]): Failure[] {
  const of = (grade: Failure["grade"]) => failures.filter((failure) => failure.grade === grade);
  return [...of("state"), ...of("wording")];
}
