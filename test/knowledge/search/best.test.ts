import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bestPlaces } from "../../../src/knowledge/search/best.ts";
import { dot } from "../../../src/knowledge/search/dot.ts";

const byPlace = (place: number): number => place;

/** A few values, so that there are ties. */
const score = fc.constantFrom(-2, -1, 0, 0.1, 0.2, 0.3, 0.4, 0.5, 1);

describe("the best places", () => {
  it("are those that sorting brings to the front, ties by turn [SRCH-4]", () => {
    const scores = fc.array(score, { maxLength: 300 });
    const turns = fc.infiniteStream(fc.integer({ min: 0, max: 1_000_000 }));
    fc.assert(
      fc.property(scores, fc.integer({ min: 1, max: 40 }), score, turns, (values, limit, floor, stream) => {
        const turn = [...stream.take(values.length)].map((random, place) => random * 1_000 + place);
        const expected = values
          .map((value, place) => ({ value, place }))
          .filter(({ value }) => Math.fround(value) > floor)
          .sort((a, b) => b.value - a.value || (turn[a.place] ?? 0) - (turn[b.place] ?? 0))
          .slice(0, limit)
          .map(({ place }) => place);
        const found = bestPlaces(Float32Array.from(values), limit, floor, (place) => turn[place] ?? 0);
        expect(new Set(found)).toEqual(new Set(expected));
        expect(found).toHaveLength(expected.length);
      }),
    );
  });

  it.each([
    ["none of none", [], []],
    ["none at the floor", [0, 0, 0], []],
    ["none that is no number", [Number.NaN, 0.5, Number.NaN, Number.NaN], [1]],
  ])("are %s [SRCH-4]", (_name, scores, expected) => {
    expect(bestPlaces(Float32Array.from(scores), 2, 0, byPlace)).toEqual(expected);
  });
});

describe("dot", () => {
  it.each([0, 1, 3, 4, 5, 7, 384, 1_023])("adds up all %i products [SRCH-1]", (length) => {
    const a = Float32Array.from({ length }, (_, at) => (at % 7) - 3);
    const b = Float32Array.from({ length }, (_, at) => (at % 5) - 1);
    expect(dot(a, b)).toBe(a.reduce((sum, number, at) => sum + number * (b[at] ?? 0), 0));
  });
});
