import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { OutboundFile, RenderedPart, Said } from "../../src/contract/index.ts";
import type { SendingBench } from "./channel-case.ts";
import type { Scene } from "./describe-channel.ts";
import { withoutWorld } from "./without-world.ts";

const TYPES = ["image/jpeg", "image/png", "application/pdf", "text/plain", "video/mp4", "application/zip"];

const files = fc.uniqueArray(
  fc.record({ type: fc.constantFrom(...TYPES), size: fc.integer({ min: 1, max: 20_000_000 }), id: fc.uuid() }),
  { maxLength: 14, selector: ({ id }) => id },
);
/** Anything at all, and texts as people write them, of any length. */
const texts = fc.oneof(
  fc.string({ unit: "binary", maxLength: 400 }),
  fc
    .array(
      fc.constantFrom("word", "Grüße,", "“quoted”", "👩‍👩‍👧‍👦", "https://acme.example/a/b?c=d", "\n\n", "   ", "end."),
      { maxLength: 900 },
    )
    .map((words) => words.join(" ")),
);

/** What is said becomes parts that the provider takes. Channels without `render` have nothing to prove here. */
export function itRenders(scene: () => Scene<SendingBench>): void {
  const said = (text: string, attached: readonly OutboundFile[] = [], { from, to } = scene().bench.part()): Said => {
    return { text, author: "operator", from, to, files: attached };
  };
  const has = (): boolean => scene().bench.adapter.render !== undefined;
  const render = (what: Said): readonly RenderedPart[] => scene().bench.adapter.render!(what);

  describe("rendering", () => {
    it("makes parts within the limits, each with something in it, and the same ones for the same words", async () => {
      if (!has()) return;
      const { maxTextLength } = scene().bench.adapter.capabilities;
      const part = scene().bench.part();
      const check = fc.property(texts, files, (text, drawn) => {
        const what = said(text, drawn.map(toFile), part);
        const parts = render(what);
        expect(render(what)).toEqual(parts);
        for (const part of parts) {
          expect(part.text.length).toBeLessThanOrEqual(maxTextLength);
          expect(part.text.isWellFormed()).toBe(true);
          expect(part.files.length > 0 || part.text.trim() !== "").toBe(true);
        }
      });
      await withoutWorld(async () => fc.assert(check, { seed: 1, numRuns: 150 }));
    });

    it("sends each file once: along, or as a link", () => {
      if (!has()) return;
      const check = fc.property(texts, files, (text, drawn) => {
        const attached = drawn.map(toFile);
        const parts = render(said(text, attached));
        const words = parts.map((part) => part.text).join("\n");
        const times = attached.map(
          ({ id, url }) =>
            parts.flatMap((part) => part.files).filter((file) => file === id).length + words.split(url).length - 1,
        );
        expect(times).toEqual(attached.map(() => 1));
      });
      fc.assert(check, { numRuns: 100 });
    });

    it("loses no words, and keeps their order", () => {
      if (!has()) return;
      const words = fc.array(fc.constantFrom("alpha", "beta.", "gamma,", "delta!", "\n\n", "epsilon", "42"), {
        maxLength: 2_000,
      });
      const check = fc.property(words, (drawn) => {
        const parts = render(said(drawn.join(" ")));
        const kept = parts.flatMap(({ text }) => text.replace(/^\(\d+\/\d+\)/, "").match(/\w+/g) ?? []);
        expect(kept).toEqual(drawn.join(" ").match(/\w+/g) ?? []);
      });
      fc.assert(check, { numRuns: 100 });
    });

    it("makes nothing of nothing", () => {
      if (!has()) return;
      for (const nothing of ["", " ", "\n\t ", "\u200b", "\u00a0\n"]) expect(render(said(nothing))).toEqual([]);
    });
  });
}

function toFile({ id, type, size }: { id: string; type: string; size: number }): OutboundFile {
  return {
    id,
    filename: `file-${id.slice(0, 4)}`,
    contentType: type,
    size,
    url: `https://support.example.com/files/${id}/f`,
  };
}
