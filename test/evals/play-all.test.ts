import { describe, expect, it } from "vitest";
import { chosen, parseEvalOptions } from "../../src/evals/eval-options.ts";
import type { Run } from "../../src/evals/play.ts";
import { estimate, type PlayAllOptions, playAll } from "../../src/evals/play-all.ts";
import type { FiledScenario } from "../../src/evals/read-scenarios.ts";
import { aRun } from "./reports.ts";

const scenario = (name: string, needs?: FiledScenario["needs"]): FiledScenario => ({
  name,
  needs,
  file: "a.yaml",
  policy: null,
  channel: "widget",
  customer: { verified: false },
  turns: [{ says: ["Hello"] }],
});

const SIX = ["a", "b", "c", "d", "e", "f"].map((name) => scenario(name));

/** Every run costs $0.002 a call. */
function all(scenarios: readonly FiledScenario[], options: Partial<PlayAllOptions> = {}, play = async () => aRun(1)) {
  return playAll(scenarios, {
    repeat: 1,
    atOnce: 1,
    isStandIn: true,
    maxMicros: null,
    progress() {},
    play,
    ...options,
  });
}

describe("playing scenarios", () => {
  it("goes on several at once, and tells of them in their order [EVAL-3]", async () => {
    let now = 0;
    let most = 0;
    const done: string[] = [];
    const play = async (): Promise<Run> => {
      most = Math.max(most, ++now);
      await new Promise(setImmediate);
      now--;
      return aRun(1);
    };
    const reports = await all(SIX, { atOnce: 3, progress: ({ name }, count) => done.push(`${name}${count}`) }, play);
    expect(most).toBe(3);
    expect(reports.map(({ name }) => name)).toEqual(["a", "b", "c", "d", "e", "f"]);
    expect(done).toHaveLength(6);
    expect(done.at(-1)).toMatch(/6$/);
  });

  it("leaves out what the stand-in cannot do, and says so [EVAL-3]", async () => {
    const mixed = [scenario("a"), scenario("b", "model"), scenario("c", "model for words")];
    expect((await all(mixed)).map(({ result, why }) => [result, why])).toEqual([
      ["passed", null],
      ["skipped", "needs a real model: set ANTHROPIC_API_KEY"],
      ["passed", "state alone: its words need a real model"],
    ]);
    expect((await all(mixed, { isStandIn: false })).map(({ result, why }) => [result, why])).toEqual(
      Array(3).fill(["passed", null]),
    );
  });

  it("plays each as often as it is told [EVAL-3]", async () => {
    const reports = await all(SIX.slice(0, 2), { repeat: 3 });
    expect(reports.map(({ runs }) => runs.length)).toEqual([3, 3]);
  });

  it("begins nothing more once the limit is spent [EVAL-6]", async () => {
    const reports = await all(SIX, { maxMicros: 5_000 });
    expect(reports.map(({ result }) => result)).toEqual([...Array(3).fill("passed"), ...Array(3).fill("skipped")]);
    expect(reports.at(-1)?.why).toContain("--max-usd");
  });

  it("repeats nothing more once the limit is spent [EVAL-6]", async () => {
    const [report] = await all(SIX.slice(0, 1), { maxMicros: 5_000, repeat: 10 });
    expect(report?.runs).toHaveLength(3);
  });

  it("is estimated by what the stand-in asked for [EVAL-6]", () => {
    expect(estimate([aRun(2).spent, aRun(3).spent], 4)).toEqual({ calls: 20, micros: 40_000 });
  });
});

describe("the options of the command", () => {
  it("are all left out [EVAL-5]", () => {
    const nothing = { only: [], repeat: 1, json: false, out: null, yes: false, maxUsd: null };
    expect(parseEvalOptions([])).toEqual({ kind: "play", ...nothing });
  });

  it("are all given [EVAL-5]", () => {
    const args = ["--only", "a", "--only=b", "--repeat", "3", "--json", "--out", "x.json", "--yes", "--max-usd", "0.5"];
    const all = { only: ["a", "b"], repeat: 3, json: true, out: "x.json", yes: true, maxUsd: 0.5 };
    expect(parseEvalOptions(args)).toEqual({ kind: "play", ...all });
    expect(parseEvalOptions(["--compare", "a.json", "b.json"])).toEqual({
      kind: "compare",
      a: "a.json",
      b: "b.json",
      json: false,
    });
  });

  it.each([
    [["--repeat", "0"], "--repeat takes a number from 1 to 100"],
    [["--repeat", "many"], "--repeat takes a number from 1 to 100"],
    [["--max-usd=-1"], "--max-usd takes an amount in US dollars"],
    [["--max-usd", "much"], "--max-usd takes an amount in US dollars"],
    [["--compare", "a.json"], "--compare takes two reports"],
    [["a.json"], "a.json means nothing here"],
    [["--every"], /--every/],
  ])("%j are refused in words [EVAL-5]", (args, words) => {
    expect(() => parseEvalOptions(args)).toThrow(words);
  });

  it("choose scenarios by the beginnings of their names [EVAL-5]", () => {
    const some = [scenario("sms-burst"), scenario("sms-slang"), scenario("email")];
    expect(chosen(some, ["sms", "em"]).map(({ name }) => name)).toEqual(["sms-burst", "sms-slang", "email"]);
    expect(chosen(some, ["sms-b"]).map(({ name }) => name)).toEqual(["sms-burst"]);
    expect(chosen(some, [])).toBe(some);
    expect(() => chosen(some, ["sms", "widget"])).toThrow("no scenario begins with widget");
  });
});
