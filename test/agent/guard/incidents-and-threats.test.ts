import { describe, expect, it } from "vitest";
import { createBefore } from "../../../src/agent/guard/before.ts";
import { HARM_REPORTS } from "./harm-reports.ts";
import { HARMLESS_ASKS } from "./harmless-asks.ts";
import { HARMLESS_TALES } from "./harmless-tales.ts";
import { LATER_HARM_REPORTS } from "./later-harm-reports.ts";
import { LAW_THREATS } from "./law-threats.ts";
import { RULES } from "./rules.ts";

const before = createBefore(RULES);
const ruleOf = (text: string) =>
  before({ now: [text], before: [], customerMessages: 1, handledMessages: 0 }).escalation?.rule ?? null;

describe("in the words of people who do not know the rules", () => {
  it("what reports harm goes to a human as that [GUARD-2]", () => {
    expect([...HARM_REPORTS, ...LATER_HARM_REPORTS].filter((text) => ruleOf(text) !== "security")).toEqual([]);
  });

  it("what threatens with the law goes to a human as that [GUARD-3]", () => {
    expect(LAW_THREATS.filter((text) => ruleOf(text) !== "legal")).toEqual([]);
  });

  it("what only sounds like it stays with the assistant [GUARD-5]", () => {
    expect([...HARMLESS_ASKS, ...HARMLESS_TALES].filter((text) => ruleOf(text) !== null)).toEqual([]);
  });
});
