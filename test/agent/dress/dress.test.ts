import { describe, expect, it } from "vitest";
import { dress } from "../../../src/agent/dress.ts";

const ANSWER =
  "The **Pro** plan costs $49 a month.\n\n1. Open [your plan](https://acme.example/plan).\n2. Press **Upgrade**.\n";
const CUSTOMER = { name: "Dana", language: "en" };
const PLAIN = "The Pro plan costs $49 a month.\n\n1. Open your plan: https://acme.example/plan.\n2. Press Upgrade.";

describe("one answer in the clothes of three channels", () => {
  it.each([
    ["a text", { markup: "plain", signature: null } as const, PLAIN],
    [
      "a letter",
      { markup: "markdown", signature: "Acme Support" } as const,
      `Hi Dana,\n\n${ANSWER.trim()}\n\nBest,\nAcme Support`,
    ],
    ["a chat, as it was seen being written", { markup: "markdown", signature: null } as const, ANSWER.trim()],
  ])("is %s [VOICE-5]", (_what, voice, dressed) => {
    expect(dress(ANSWER, { section: "any", maxLength: null, ...voice }, CUSTOMER)).toBe(dressed);
  });

  it.each([
    ["a text", { markup: "plain", signature: null } as const],
    ["a letter", { markup: "markdown", signature: "Acme Support" } as const],
    ["a chat", { markup: "markdown", signature: null } as const],
  ])("is nothing as %s when there is nothing to read in it [VOICE-7]", (_what, voice) => {
    expect(dress("***", { section: "any", maxLength: null, ...voice }, CUSTOMER)).toBe("");
  });
});
