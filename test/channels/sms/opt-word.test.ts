import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { optWord } from "../../../channels/sms/opt-word.ts";

const { cases } = JSON.parse(
  readFileSync(new URL("../../fixtures/sms/corpora/sms-optout.json", import.meta.url), "utf8"),
) as { cases: readonly { readonly body: string; readonly expect: string }[] };

describe("the words that Twilio obeys", () => {
  it("are tried in 53 ways", () => expect(cases).toHaveLength(53));

  it.each(cases)("$body: $expect", ({ body, expect: expected }) => {
    expect(optWord(body, null)).toBe(expected === "ordinary_message" ? null : expected);
  });

  it.each([
    ["the verdict counts more than the word", "hello", "STOP", "opt_out"],
    ["also in another language", "ALTO", "STOP", "opt_out"],
    ["and against the word", "STOP", "HELP", "help"],
    ["in any case", "x", "start", "opt_in"],
    ["an unknown verdict leaves it to the word", "stop", "PAUSE", "opt_out"],
    ["or to nothing", "hello", "PAUSE", null],
    ["names of every object are no verdicts", "hello", "constructor", null],
    ["letters that only look alike are not the word", "ſtop", null, null],
    ["a full stop makes it a sentence", "Stop.", null, null],
    ["nothing is no word", "", null, null],
  ])("%s", (_name, body, verdict, expected) => {
    expect(optWord(body, verdict)).toBe(expected);
  });
});
