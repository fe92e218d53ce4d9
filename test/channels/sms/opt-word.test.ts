import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { optWord } from "../../../channels/sms/opt-word.ts";

const { cases } = JSON.parse(
  readFileSync(new URL("../../fixtures/sms/corpora/sms-optout.json", import.meta.url), "utf8"),
) as { cases: readonly { readonly body: string; readonly expect: string }[] };

const LONG_CODE = "+15005550006";

describe("the words that Twilio obeys", () => {
  it("are tried in 53 ways", () => expect(cases).toHaveLength(53));

  it.each(cases)("$body: $expect [SMSO-1]", ({ body, expect: expected }) => {
    expect(optWord(body, null, LONG_CODE)).toBe(expected === "ordinary_message" ? null : expected);
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
    ["so does a question mark", "STOP?", null, null],
    ["and an exclamation mark", "stop!", null, null],
    ["quotes stand for somebody else's word", '"STOP"', null, null],
    ["two words are no word", "OPT OUT", null, null],
    ["nor are the same twice", "STOP STOP", null, null],
    ["full-width letters are others", "ＳＴＯＰ", null, null],
    ["a space that does not break is one", "\u00a0STOP\u00a0", null, "opt_out"],
    ["a mark of the byte order is none", "\ufeffstop", null, "opt_out"],
    ["a word of another language is Twilio's to know", "ARRET", null, null],
    ["nothing is no word", "", null, null],
  ])("%s [SMSO-1]", (_name, body, verdict, expected) => {
    expect(optWord(body, verdict, LONG_CODE)).toBe(expected);
  });

  it.each([
    ["YES", "+18005550100", null],
    ["yes", "+18885550100", null],
    ["START", "+18335550100", "opt_in"],
    ["Unstop", "+18775550100", "opt_in"],
    ["STOP", "+18445550100", "opt_out"],
    ["QUIT", "+18665550100", "opt_out"],
    ["HELP", "+18555550100", "help"],
    ["YES", "+18105550100", "opt_in"],
    ["YES", "+80055501000", "opt_in"],
    ["YES", "72345", "opt_in"],
  ])("%s to %s is %s: the network of toll-free numbers knows fewer [SMSO-1]", (body, ourNumber, expected) => {
    expect(optWord(body, null, ourNumber)).toBe(expected);
  });

  it("Twilio's verdict counts there, too [SMSO-1]", () => {
    expect(optWord("YES", "START", "+18005550100")).toBe("opt_in");
  });
});
