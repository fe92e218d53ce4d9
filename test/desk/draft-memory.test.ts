import { describe, expect, it } from "vitest";
import { createDraftMemory, keptShare } from "../../src/desk/draft-memory.ts";
import { cpuMs } from "../harness/cpu-ms.ts";

describe("how much of a draft an operator keeps", () => {
  it.each([
    ["all of it", "It costs $49 a month.", "It costs $49 a month. ", 1],
    ["one word of five is another", "It costs $49 a month.", "It costs $59 a month.", 0.8],
    ["twice as much", "It costs $49 a month.", "It costs $49 a month. I am here all day.", 0.5],
    ["nothing", "It costs $49.", "Which plan?", 0],
  ])("%s [COP-7]", (_what, draft, sent, share) => {
    expect(keptShare(draft, sent)).toBeCloseTo(share);
  });

  it("is told once, of the last draft, in the conversation that it was for [COP-7]", () => {
    const drafts = createDraftMemory();
    drafts.remember("a", "One.");
    drafts.remember("a", "Two.");
    expect(drafts.compare("b", "Two.")).toBeNull();
    expect(drafts.compare("a", "Two.")).toBe(1);
    expect(drafts.compare("a", "Two.")).toBeNull();
  });

  it("is not remembered for ever, and is found out at once of the longest answers [COP-7]", () => {
    const drafts = createDraftMemory();
    for (let n = 0; n < 1_001; n += 1) drafts.remember(String(n), "x ".repeat(8_000));
    expect(drafts.compare("0", "x")).toBeNull();
    const began = cpuMs();
    expect(drafts.compare("1000", "y ".repeat(8_000))).toBe(0);
    expect(cpuMs() - began).toBeLessThan(500);
  });
});
