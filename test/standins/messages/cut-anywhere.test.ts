import fc from "fast-check";
import { expect, it } from "vitest";
import { createRandom, cutBytes } from "../../../src/standins/messages/cut-bytes.ts";
import { splitChunks } from "../../../src/standins/messages/split-chunks.ts";
import { clientOf, standInFor } from "./messages-case.ts";
import { ASKS, RICH, stripped } from "./rich-reply.ts";

it("a reply cut anywhere means the same", async () => {
  const expected = await answered(undefined);
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: 2 ** 31 }), async (seed) => {
      expect(await answered(seed)).toEqual(expected);
    }),
    { numRuns: 25 },
  );
});

it("the cutting goes through characters, and loses nothing", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), fc.integer(), (words, seed) => {
      expect(Buffer.concat(cutBytes(words, createRandom(seed))).toString()).toBe(words);
    }),
  );
  const pieces = cutBytes("😀".repeat(200), createRandom(1)).map((piece) => piece.toString());
  expect(pieces.some((piece) => piece.includes("\uFFFD"))).toBe(true);
});

it("texts are streamed in pieces of whole characters, two at least", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (words) => {
      const chunks = splitChunks(words);
      expect(chunks.join("")).toBe(words);
      expect(chunks.every((chunk) => chunk.isWellFormed() && chunk !== "")).toBe(true);
    }),
  );
  expect(splitChunks("Hi").length).toBe(2);
  expect(splitChunks("word ".repeat(40_000)).length).toBeLessThan(900);
});

async function answered(cutSeed: number | undefined): Promise<unknown> {
  const standIn = await standInFor(cutSeed === undefined ? {} : { cutSeed });
  standIn.script([{ reply: RICH }]);
  const message = await clientOf(standIn).messages.stream(ASKS).finalMessage();
  await standIn.stop();
  return stripped(message);
}
