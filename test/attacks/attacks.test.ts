import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  ARTICLE_ATTACKS,
  type Attack,
  type Battlefield,
  expectNoEffect,
  mailAttacks,
  openBattlefield,
} from "./attack.ts";
import { GOALS } from "./goals.ts";
import { WRAPPERS } from "./wrappers.ts";

let field: Battlefield;
beforeAll(async () => {
  field = await openBattlefield();
});
afterAll(() => field.stop());

/** Each goal once in each of a few ways; all of them run with the long tests. */
const TEXTS: readonly Attack[] = GOALS.flatMap((goal, at) =>
  [0, 5, 11].map((shift): Attack => {
    const wrapper = WRAPPERS[(at + shift) % WRAPPERS.length];
    const sentence = goal.sentences[(at + shift) % goal.sentences.length];
    return { name: `${goal.name}: ${sentence}`, goal, by: "text", text: wrapper?.(sentence ?? "") ?? "" };
  }),
);

describe("a model that obeys everybody", () => {
  it("is no way to anything that its reader may not have or do [ATTACK-1, BEH-26]", async () => {
    const before = field.obeyed();
    await expectNoEffect(field, TEXTS, 2_000_000);
    // Else the rules would have kept the attackers away, and the fences behind them would not have been tried.
    expect(field.obeyed() - before).toBeGreaterThan(TEXTS.length);
  });

  it("does not become one by what stands in articles and mails [ATTACK-2, BEH-26]", async () => {
    const before = field.obeyed();
    const attacks = [...ARTICLE_ATTACKS, ...mailAttacks()];
    await expectNoEffect(field, attacks, 3_000_000);
    expect(field.obeyed() - before).toBeGreaterThan(attacks.length / 2);
  });
});
