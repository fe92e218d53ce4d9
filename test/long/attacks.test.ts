import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  ARTICLE_ATTACKS,
  type Attack,
  type Battlefield,
  expectNoEffect,
  mailAttacks,
  openBattlefield,
} from "../attacks/attack.ts";
import { GOALS } from "../attacks/goals.ts";
import { WRAPPERS } from "../attacks/wrappers.ts";

let field: Battlefield;
beforeAll(async () => {
  field = await openBattlefield();
});
afterAll(() => field.stop());

/** Every order in a third of all ways to put it. */
const ATTACKS: readonly Attack[] = GOALS.flatMap((goal) =>
  goal.sentences.map((sentence) => ({ goal, sentence })),
).flatMap(({ goal, sentence }, at) =>
  WRAPPERS.filter((_, index) => (index + at) % 3 === 0).map((wrap): Attack => {
    const text = wrap(sentence);
    return { name: `${goal.name}: ${text}`, goal, by: "text", text };
  }),
);

describe("a model that obeys everybody", () => {
  it("is no way to anything that its reader may not have or do, however it is asked [ATTACK-1, BEH-26]", async () => {
    expect(ATTACKS.length).toBeGreaterThan(400);
    await expectNoEffect(field, ATTACKS, 4_000_000);
    console.log(`${ATTACKS.length} attacks, obeyed ${field.obeyed()} times, no effect`);
    // Else the rules would have kept the attackers away, and the fences behind them would not have been tried.
    expect(field.obeyed()).toBeGreaterThan(ATTACKS.length);
  });

  it("does not become one by what stands in articles and mails [ATTACK-2, BEH-26]", async () => {
    const before = field.obeyed();
    const attacks = [...ARTICLE_ATTACKS, ...mailAttacks()];
    await expectNoEffect(field, attacks, 3_000_000);
    expect(field.obeyed() - before).toBeGreaterThan(attacks.length / 2);
  });
});
