import type { Run } from "../../src/evals/play.ts";
import type { Report, ScenarioReport } from "../../src/evals/report.ts";

/** A run that costs so many calls, and fails with what it is told. */
export function aRun(calls: number, ...failures: string[]): Run {
  return {
    failures: failures.map((what) => ({ where: "end", grade: "state", what })),
    dialogue: [
      { author: "customer", text: "Hello" },
      { author: "assistant", text: "Hello!\nHow can I help?" },
    ],
    spent: {
      calls,
      inputTokens: calls * 1_000,
      cachedTokens: calls * 500,
      outputTokens: calls * 50,
      costMicros: calls * 2_000,
    },
    ms: calls * 100,
  };
}

export function aReport(scenarios: readonly ScenarioReport[], more: Partial<Report> = {}): Report {
  return {
    version: 1,
    at: "2026-11-27T05:00:00.000Z",
    model: { reply: "claude-sonnet-5-5", triage: "claude-haiku-5-5", isStandIn: true },
    fingerprints: { prompts: ["aa"], policy: "bb", articles: "cc", scenarios: "dd" },
    scenarios: [...scenarios],
    ...more,
  };
}
