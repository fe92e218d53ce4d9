import { describe, expect, it } from "vitest";
import { modelsToAsk } from "../../../src/knowledge/vectors/serving.ts";

/** What is held of the preferred model and the others, in that order. */
const ask = (total: number, ...held: readonly number[]) =>
  modelsToAsk(
    held.map((count, i) => ({ model: ["preferred", "second", "third"][i] ?? "", held: count })),
    total,
  );

describe("the models that a question may be compared by", () => {
  it.each<[string, readonly string[], readonly string[]]>([
    ["none while there are no vectors", ask(10, 0, 0), []],
    ["none where nothing is wanted", ask(0, 0), []],
    ["the only one, however few it has", ask(10, 1), ["preferred"]],
    ["the old one while the new one has fewer", ask(10, 9, 10), ["second"]],
    ["the old one, also incomplete, while it has more", ask(10, 3, 4), ["second"]],
    ["the new one as soon as it has as many, and then the old one", ask(10, 7, 7), ["preferred", "second"]],
    ["the new one when it has more than the old one, who will not do then", ask(10, 8, 7), ["preferred"]],
    ["both when both are complete", ask(10, 10, 10), ["preferred", "second"]],
    ["the preferred one when it has all but what it refuses", ask(9, 9, 10), ["preferred", "second"]],
    ["of the others those that have most", ask(10, 2, 6, 6), ["second", "third"]],
  ])("are %s [VEC-6]", (_name, models, expected) => {
    expect(models).toEqual(expected);
  });
});
