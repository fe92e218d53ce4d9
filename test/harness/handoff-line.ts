import { handoffLine, type Situation } from "../../src/handoff/handoff-line.ts";
import { readPolicy } from "../../src/knowledge/policy/policy.ts";

/** What a customer of the sample company reads at a handoff, in its language, while nobody is at the desk. */
export async function lineFor(situation: Partial<Situation> = {}): Promise<string> {
  const { handoff, language, business_hours: hours } = await readPolicy("knowledge");
  const usual = { priority: "normal", language, isSomebodyOnline: false, tickets: [], now: new Date() } as const;
  return handoffLine({ ...handoff, language, hours }, { ...usual, ...situation });
}
