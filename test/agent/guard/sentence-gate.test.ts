import { describe, expect, it } from "vitest";
import { createAfter } from "../../../src/agent/guard/after.ts";
import { gateTelling } from "../../../src/agent/guard/sentence-gate.ts";
import type { Telling } from "../../../src/agent/turn.ts";
import { DESTINATIONS, EVIDENCE, FORBIDDEN } from "./after-world.ts";
import { BAD } from "./bad-drafts.ts";
import { GOOD } from "./good-drafts.ts";

/** A telling that notes what is shown. */
class Shown implements Telling {
  pieces: string[] = [];
  retracted = 0;
  isFinished = false;
  text(piece: string): void {
    this.pieces.push(piece);
  }
  async retract(): Promise<void> {
    this.pieces = [];
    this.retracted += 1;
  }
  async finish(): Promise<void> {
    this.isFinished = true;
  }
  get all(): string {
    return this.pieces.join("");
  }
}

function tell(text: string, maySay: (draft: string) => boolean, size = 3): { shown: Shown; gate: Telling } {
  const shown = new Shown();
  const gate = gateTelling(shown, maySay);
  for (let at = 0; at < text.length; at += size) gate.text(text.slice(at, at + size));
  return { shown, gate };
}

const findingsIn = createAfter({ forbiddenPromises: FORBIDDEN }, DESTINATIONS);
const passes = (draft: string): boolean => findingsIn(draft, EVIDENCE).length === 0;

describe("an answer that is shown while it is written", () => {
  it.each([
    ["a sentence", "It costs $49. And th", ["It costs $49. "]],
    ["a question", "Which plan? I wo", ["Which plan? "]],
    ["lines of a list", "Do this:\n1. Open Settings\n2. Choose", ["Do this:\n", "1. Open Settings\n"]],
    ["no half of an amount", "It costs $4.99 a mo", []],
    ["no abbreviation", "Use a browser, e.g. Firefox or z.B. Chrome, i.e. any on", []],
    ["no half of a date", "Der Vertrag endet am 3. März und", []],
    ["no address", "See help.acme.example and www.acme.example/a.b or so", []],
    ["no half of a link", "See [the page. It helps](https://help.acme.example/a. b", []],
    ["no half of what is bold", "Choose **Save. Then** and", []],
    ["sentences of other scripts", "価格は49ドルです。 はい", ["価格は49ドルです。 "]],
  ])("shows %s at a time [GATE-1]", (_name, text, expected) => {
    expect(tell(text, () => true, 1).shown.pieces).toEqual(expected);
  });

  it("shows the rest when it is whole [GATE-1]", async () => {
    const { shown, gate } = tell("It costs $49. And that is all", () => true);
    await gate.finish();
    expect(shown.all).toBe("It costs $49. And that is all");
    expect(shown.isFinished).toBe(true);
  });

  it("shows nothing more from the first sentence on that may not be said, until it is taken back [GATE-2]", async () => {
    const { shown, gate } = tell("One. Two. BAD. Four. Five. ", (draft) => !draft.includes("BAD"));
    expect(shown.all).toBe("One. Two. ");
    await gate.retract();
    expect(shown).toMatchObject({ retracted: 1, all: "" });
    for (const piece of ["Anew", ". All ", "is well. "]) gate.text(piece);
    await gate.finish();
    expect(shown.all).toBe("Anew. All is well. ");
  });

  it("shows nothing that the guard could not read, and leaves the stream alone [GATE-2]", () => {
    const { shown } = tell("One. Two. Three. ", (draft) => {
      if (draft.includes("Two")) throw new RangeError("too deep");
      return true;
    });
    expect(shown.all).toBe("One. ");
  });

  it("asks about all that is written so far, at the ends of sentences [GATE-2]", () => {
    const asked: string[] = [];
    tell("One is short. Two is longer. Three", (draft) => asked.push(draft) > 0, 5);
    expect(asked).toEqual(["One is short. ", "One is short. Two is longer. "]);
  });

  it("a sentence without an end is shown up to a comma, and only as far as it may be said [GATE-3]", () => {
    const clause = "the workspace stays as it was and everybody can read it, ";
    expect(tell(clause.repeat(8), () => true).shown.all.length).toBeGreaterThan(200);
    expect(tell(clause.repeat(8), () => false).shown.all).toBe("");
    // What is not let pass at a comma may be at the full stop.
    const { shown } = tell(`${clause.repeat(8)}END. So`, (draft) => draft.endsWith("END. "));
    expect(shown.all).toBe(`${clause.repeat(8)}END. `);
  });

  it("whatever is shown may be said, and begins what is said in the end [GATE-2]", async () => {
    const bad = Object.values(BAD).flat();
    let seed = 11;
    const next = (below: number): number => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % below;
    };
    for (let round = 0; round < 120; round += 1) {
      const parts = Array.from({ length: 5 }, () =>
        next(8) === 0 ? (bad[next(bad.length)] ?? "") : (GOOD[next(GOOD.length)] ?? ""),
      );
      const text = parts.join(next(2) === 0 ? " " : "\n");
      const { shown, gate } = tell(text, passes, 1 + next(12));
      expect(text.startsWith(shown.all)).toBe(true);
      if (shown.all !== "") expect(passes(shown.all), shown.all).toBe(true);
      if (!passes(text)) continue;
      await gate.finish();
      expect(shown.all).toBe(text);
    }
  });

  it("takes time in proportion to its length, whether it may be said or not [GATE-3]", () => {
    for (const maySay of [() => true, () => false]) {
      let read = 0;
      const look = (draft: string): boolean => {
        read += draft.length;
        return maySay();
      };
      tell("word, ".repeat(30_000), look, 40);
      expect(read).toBeLessThan(6_000_000);
    }
  });
});
