import { describe, expect, it } from "vitest";
import { loopStop, type Stop, type Uttered } from "../../src/inbound/loop-guard.ts";

const LONG = "Sorry, I did not understand that. Reply MENU for options.";
/** What they say, with an answer of the assistant before each but the first; "|" leaves the answer out. */
interface Talk {
  readonly said: readonly string[];
  /** How long after our answer their text comes. */
  readonly afterMs?: number;
  readonly answeredBy?: Uttered["author"];
}

function talk({ said, afterMs = 20_000, answeredBy = "assistant" }: Talk): Uttered[] {
  let at = Date.UTC(2026, 10, 27, 9);
  return said.flatMap((text, index): Uttered[] => {
    const isFurther = index > 0 && !text.startsWith("|");
    at += 1_000;
    const answer: Uttered[] = isFurther ? [{ author: answeredBy, at: new Date(at), words: "An answer" }] : [];
    at += afterMs;
    return [...answer, { author: "customer", at: new Date(at), words: text.replace("|", "") }];
  });
}

const stopOf = (about: Talk): Stop | null => loopStop(talk(about), about.said.at(-1)?.replace("|", "").length ?? 0);
const times = (count: number, text: string): string[] => Array<string>(count).fill(text);
const counted = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `And the plan number ${index}?`);

describe("whoever repeats himself", () => {
  it.each([
    ["a sentence twice is a person's", times(2, LONG), null],
    ["and thrice a machine's", times(3, LONG), "repeats"],
    ["also with others in between", [LONG, "Hello", LONG, "Hi", LONG], "repeats"],
    ["who repeats it because nobody answers is a person", [LONG, ...times(4, `|${LONG}`)], null],
    ["what came thrice before and not now stops nothing", [...times(2, LONG), "What does the Pro plan cost?"], null],
    ["who says done after each of nine steps is a person", times(9, "done"), null],
    ["and after ten a machine", times(10, "done"), "repeats"],
    ["what is just too short for a sentence counts as a word", times(9, "Where is my order? "), null],
  ] satisfies [string, string[], Stop | null][])("%s [SMSN-4]", (_name, said, expected) => {
    expect(stopOf({ said })).toBe(expected);
  });

  it("is one also when humans of ours answer him [SMSN-4]", () => {
    expect(stopOf({ said: times(3, LONG), answeredBy: "other" })).toBe("repeats");
  });

  it("by pictures is measured like one with short words: they say other things [SMSN-4]", () => {
    expect(loopStop(talk({ said: times(3, LONG) }), 0)).toBeNull();
  });
});

describe("whoever answers at once", () => {
  const alternating = (count: number) => Array.from({ length: count }, (_, index) => (index % 2 ? "1" : "2"));
  it.each([
    ["in two texts in turn is a machine", { said: alternating(7), afterMs: 800 }, "ping_pong"],
    ["is none after five answers", { said: alternating(6), afterMs: 800 }, null],
    ["nor when he takes his time", { said: alternating(9), afterMs: 3_001 }, null],
    ["up to three seconds after ours", { said: alternating(7), afterMs: 3_000 }, "ping_pong"],
    ["and says something else each time types ahead", { said: counted(15), afterMs: 800 }, null],
  ] satisfies [string, Talk, Stop | null][])("%s [SMSN-4]", (_name, about, expected) => {
    expect(stopOf(about)).toBe(expected);
  });

  it("and once thought about it is a person [SMSN-4]", () => {
    const quick = talk({ said: alternating(4), afterMs: 800 });
    const slow = talk({ said: ["2", "1"], afterMs: 30_000 });
    const later = [...quick, ...slow, ...talk({ said: alternating(4), afterMs: 800 })];
    expect(loopStop(later, 1)).toBeNull();
  });
});

describe("whoever writes without end", () => {
  it.each([
    [
      "forty texts are a person's",
      [
        counted(1)[0] ?? "",
        ...counted(40)
          .slice(1)
          .map((text) => `|${text}`),
      ],
      null,
    ],
    [
      "and one more a flood",
      [
        counted(1)[0] ?? "",
        ...counted(41)
          .slice(1)
          .map((text) => `|${text}`),
      ],
      "flood",
    ],
    ["after twenty-nine answers there is one more", counted(30), null],
    ["after thirty there is none", counted(31), "many_answers"],
  ] satisfies [string, string[], Stop | null][])("%s [SMSN-4, SMSN-5]", (_name, said, expected) => {
    expect(stopOf({ said })).toBe(expected);
  });

  it("what humans of ours answer is not the assistant's [SMSN-5]", () => {
    expect(stopOf({ said: counted(31), answeredBy: "other" })).toBeNull();
  });
});
