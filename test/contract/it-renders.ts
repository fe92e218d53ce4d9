import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { OutboundFile, OutboundPart, Said } from "../../src/contract/index.ts";
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
  describe("rendering", () => {
    itKeepsLimits(scene);
    itLosesNothing(scene);
  });
}

function said(text: string, attached: readonly OutboundFile[], { from, to }: Pick<OutboundPart, "from" | "to">): Said {
  return { text, author: "operator", from, to, files: attached };
}

/** Null where the channel does not render. */
function rendererOf({ bench: { adapter, part } }: Scene<SendingBench>) {
  const { render } = adapter;
  return render === undefined ? null : { render: (what: Said) => render.call(adapter, what), part: part() };
}

function itKeepsLimits(scene: () => Scene<SendingBench>): void {
  it("makes parts within the limits, each with something in it, and the same ones for the same words", async () => {
    const renderer = rendererOf(scene());
    if (renderer === null) return;
    const { render, part } = renderer;
    const { maxTextLength } = scene().bench.adapter.capabilities;
    const check = fc.property(texts, files, (text, drawn) => {
      const what = said(text, drawn.map(toFile), part);
      const parts = render(what);
      expect(render(what)).toEqual(parts);
      for (const one of parts) {
        expect(one.text.length).toBeLessThanOrEqual(maxTextLength);
        expect(one.text.isWellFormed()).toBe(true);
        expect(one.files.length > 0 || one.text.trim() !== "").toBe(true);
      }
    });
    await withoutWorld(async () => fc.assert(check, { seed: 1, numRuns: 150 }));
  });

  it("sends each file once: along, or as a link", () => {
    const renderer = rendererOf(scene());
    if (renderer === null) return;
    const { render, part } = renderer;
    const check = fc.property(texts, files, (text, drawn) => {
      const attached = drawn.map(toFile);
      const parts = render(said(text, attached, part));
      const words = parts.map((one) => one.text).join("\n");
      const times = attached.map(
        ({ id, url }) =>
          parts.flatMap((one) => one.files).filter((file) => file === id).length + words.split(url).length - 1,
      );
      expect(times).toEqual(attached.map(() => 1));
    });
    fc.assert(check, { numRuns: 100 });
  });
}

function itLosesNothing(scene: () => Scene<SendingBench>): void {
  it("loses no words, and keeps their order", () => {
    const renderer = rendererOf(scene());
    if (renderer === null) return;
    const { render, part } = renderer;
    const words = fc.array(fc.constantFrom("alpha", "beta.", "gamma,", "delta!", "\n\n", "epsilon", "42"), {
      maxLength: 2_000,
    });
    const check = fc.property(words, (drawn) => {
      const parts = render(said(drawn.join(" "), [], part));
      const kept = parts.flatMap(({ text }) => text.replace(/^\(\d+\/\d+\)/, "").match(/\w+/g) ?? []);
      expect(kept).toEqual(drawn.join(" ").match(/\w+/g) ?? []);
    });
    fc.assert(check, { numRuns: 100 });
  });

  it("makes nothing of nothing", () => {
    const renderer = rendererOf(scene());
    if (renderer === null) return;
    const { render, part } = renderer;
    for (const nothing of ["", " ", "\n\t ", "\u200b", "\u00a0\n"]) expect(render(said(nothing, [], part))).toEqual([]);
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
