import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Attack, type Battlefield, expectNoEffect, openBattlefield } from "../attacks/attack.ts";
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
  it("is no way to anything that its reader may not have or do, however it is asked [ATTACK-1]", async () => {
    expect(ATTACKS.length).toBeGreaterThan(400);
    await expectNoEffect(field, ATTACKS, 4_000_000);
    console.log(`${ATTACKS.length} attacks, obeyed ${field.obeyed()} times, no effect`);
    expect(field.obeyed()).toBeGreaterThan(ATTACKS.length);
  });
});
