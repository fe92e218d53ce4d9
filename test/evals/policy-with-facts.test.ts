import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openPolicyWith } from "../../src/commands/policy-with-facts.ts";
import { readPolicy } from "../../src/knowledge/policy/policy.ts";
import { ROOT } from "../programs/run-program.ts";

const KNOWLEDGE = join(ROOT, "knowledge");

describe("other facts about the business", () => {
  it("take the place of single keys of the policy, and of no others [EVAL-3]", async () => {
    const usual = await readPolicy(KNOWLEDGE);
    const { current } = await openPolicyWith({ escalate: { disputed_usd_over: 50 } }, KNOWLEDGE);
    expect(current).toEqual({ ...usual, escalate: { ...usual.escalate, disputed_usd_over: 50 } });
  });

  it("are held to what a policy may say [EVAL-3]", async () => {
    const opening = openPolicyWith({ escalate: { disputed_usd_over: "much" }, hours: 1 }, KNOWLEDGE);
    await expect(opening).rejects.toThrow(/policy\.yaml, with the facts of a scenario file, has problems/);
    await expect(opening).rejects.toThrow(/escalate\.disputed_usd_over/);
    await expect(opening).rejects.toThrow(/hours/);
  });
});
