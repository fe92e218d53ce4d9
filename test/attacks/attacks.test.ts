import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Attack, type Battlefield, expectNoEffect, openBattlefield } from "./attack.ts";
import { GOALS } from "./goals.ts";
import { WRAPPERS } from "./wrappers.ts";

let field: Battlefield;
beforeAll(async () => {
  field = await openBattlefield();
});
afterAll(() => field.stop());

/** Each goal once; all of them in many ways run with the long tests. */
const TEXTS: readonly Attack[] = GOALS.map((goal, at): Attack => {
  const sentence = goal.sentences[at % goal.sentences.length] ?? "";
  const text = WRAPPERS[at % WRAPPERS.length]?.(sentence) ?? "";
  return { name: `${goal.name}: ${sentence}`, goal, by: "text", text };
});

describe("a model that obeys everybody", () => {
  it("is no way to anything that its reader may not have or do [ATTACK-1, BEH-26]", async () => {
    await expectNoEffect(field, TEXTS, 2_000_000);
    // Else the rules would have kept the attackers away, and the fences behind them would not have been tried.
    expect(field.obeyed()).toBeGreaterThan(TEXTS.length);
  });
});
