import { describe, expect, it } from "vitest";
import { compareReports, printComparison } from "../../src/evals/compare-reports.ts";
import { printReport } from "../../src/evals/print-report.ts";
import { parseReport, skipped, toScenarioReport } from "../../src/evals/report.ts";
import { aReport, aRun } from "./reports.ts";

const about = (name: string) => ({ name, file: "a.yaml", channel: "sms" });
const played = (name: string, ...runs: Parameters<typeof toScenarioReport>[1]) =>
  toScenarioReport(about(name), runs, null);

describe("a report", () => {
  it("is read as it was written [EVAL-5]", () => {
    const report = aReport([played("one", aRun(2)), skipped(about("two"), "needs a real model")]);
    expect(parseReport(JSON.stringify(report), "x.json")).toEqual(report);
  });

  it.each([
    ["not JSON", "{", "x.json is not JSON"],
    ["of another version", '{"version":2}', "x.json is no report of version 1"],
    ["something else", '{"version":1}', /x\.json is no report: at: /],
  ])("is refused when it is %s [EVAL-5]", (_, text, words) => {
    expect(() => parseReport(text, "x.json")).toThrow(words);
  });

  it("passes a scenario that is as expected every time [EVAL-5]", () => {
    expect(played("one", aRun(1), aRun(1)).result).toBe("passed");
    expect(played("one", aRun(1), aRun(1, "owner is queued")).result).toBe("failed");
  });

  it("is printed with what failed, what was left out, and the sum [EVAL-5]", () => {
    const text = printReport(
      aReport([
        played("one", aRun(2), aRun(1, "owner is queued, not assistant")),
        skipped(about("two"), "needs a real model"),
        toScenarioReport(about("three"), [aRun(1)], "state alone"),
      ]),
    );
    expect(text).toMatch(/^one +sms +failed 1\/2 +3 +3000 +1500 +150 +\$0\.0060 +200$/m);
    expect(text).toContain(
      "one (a.yaml) failed:\n  end, state: owner is queued, not assistant\n    customer: Hello\n    assistant: Hello! / How can I help?",
    );
    expect(text).toContain("Not played (1):\n  two: needs a real model");
    expect(text).toContain("Not graded as a whole (1):\n  three: state alone");
    expect(text.split("\n").at(-1)).toBe(
      "1 passed, 1 failed, 1 skipped, by the stand-in for the model: 4 calls, 4000 tokens in, 200 out, $0.0080 at list prices",
    );
  });
});

describe("two reports", () => {
  const before = aReport([
    played("same", aRun(2)),
    played("mended", aRun(4, "a")),
    played("broken", aRun(2)),
    played("gone", aRun(9)),
  ]);

  it("are compared by their scenarios, and by what both played [EVAL-5]", () => {
    const after = aReport(
      [
        played("same", aRun(1), aRun(1)),
        played("mended", aRun(4)),
        played("broken", aRun(2, "owner is queued")),
        played("fresh", aRun(9)),
      ],
      { fingerprints: { ...before.fingerprints, prompts: ["ee"], policy: "ff" } },
    );
    const { changed, scenarios, figures } = compareReports(before, after);
    expect(changed).toEqual(["prompts", "policy"]);
    expect(scenarios.map(({ name, a, b }) => [name, a?.result, b?.result])).toEqual([
      ["mended", "failed", "passed"],
      ["broken", "passed", "failed"],
      ["gone", "passed", undefined],
      ["fresh", undefined, "passed"],
    ]);
    expect(figures.find(({ name }) => name === "calls")).toEqual({ name: "calls", a: 8, b: 7 });
    expect(figures.find(({ name }) => name === "costMicros")).toEqual({ name: "costMicros", a: 16_000, b: 14_000 });
    const text = printComparison(compareReports(before, after));
    expect(text).toContain("What was tried differs in: prompts, policy.");
    expect(text).toMatch(/^broken +passed +failed$/m);
    expect(text).toContain("broken:\n  end: owner is queued");
    expect(text).toMatch(/^costMicros .*\$0\.0160 +\$0\.0140 +-12%$/m);
  });

  it("are the same when nothing has changed, however often each was played [EVAL-5]", () => {
    const twice = aReport([played("same", aRun(2), aRun(2)), played("half", aRun(1), aRun(1, "a"))]);
    const often = aReport([played("same", aRun(2)), played("half", aRun(1), aRun(1), aRun(1, "a"), aRun(1, "b"))]);
    expect(compareReports(twice, often).scenarios).toEqual([]);
    expect(printComparison(compareReports(twice, often))).toMatch(
      /^The same was tried in both\.\n\nNo scenario has another result\./,
    );
  });
});
