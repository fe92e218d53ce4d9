import { describe, expect, it } from "vitest";
import { createBefore } from "../../../src/agent/guard/before.ts";
import { cpuMs } from "../../harness/cpu-ms.ts";
import { FURTHER_PLAIN_WISHES } from "./further-plain-wishes.ts";
import { NO_PLAIN_DISPUTES } from "./no-plain-disputes.ts";
import { NO_PLAIN_WISHES } from "./no-plain-wishes.ts";
import { PLAIN_DISPUTES } from "./plain-disputes.ts";
import { PLAIN_WISHES } from "./plain-wishes.ts";
import { RULES } from "./rules.ts";

type Case = string | readonly string[];

const before = createBefore(RULES);

function ruleOf(written: Case): string | null {
  const messages = typeof written === "string" ? [written] : written;
  const said = { now: messages.slice(-1), before: messages.slice(0, -1) };
  return before({ ...said, customerMessages: messages.length, handledMessages: 0 }).escalation?.rule ?? null;
}

describe("plain words", () => {
  it.each<[string, readonly Case[], string | null]>([
    ["ask for a human", [...PLAIN_WISHES, ...FURTHER_PLAIN_WISHES], "human_request"],
    ["dispute more than $200", PLAIN_DISPUTES, "money"],
    ["that only sound like a wish for a human stay with the assistant", NO_PLAIN_WISHES, null],
    ["that speak of money and dispute no more than $200 stay with the assistant", NO_PLAIN_DISPUTES, null],
  ])("%s [GUARD-5]", (_name, cases, rule) => {
    expect(cases.filter((written) => ruleOf(written) !== rule)).toEqual([]);
  });

  it.each([
    "i was charged and billed 300 but ",
    "charged although charged although ",
    "invoice is wrong but the invoice says ",
    "talk to a real real live human or ",
    "want to have a word with a ",
    "get me someone who can really really ",
    "abgebucht ohne grund sans motif preleve ",
  ])("are read in time that grows with their length: %j [GUARD-11]", (piece) => {
    const timeOf = (bytes: number): number => {
      const text = piece.repeat(Math.ceil(bytes / piece.length)).slice(0, bytes);
      const began = cpuMs();
      ruleOf(text);
      return cpuMs() - began;
    };
    timeOf(5_000);
    const [small, large] = [timeOf(12_500), timeOf(200_000)];
    expect(large).toBeLessThan(Math.max(2_500, small * 64));
  });
});
