import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { parseScenarios, readScenarios, ScenarioError } from "../../src/evals/read-scenarios.ts";
import { type TemporaryFolder, temporaryFolder } from "../database/temporary-folder.ts";
import { ROOT } from "../programs/run-program.ts";

const GOOD = `scenarios:
  - name: one
    turns:
      - says: Hello
        expect: { owner: assistant, say: [a, [b, c]], tickets: 0 }
`;

describe("scenario files", () => {
  let folder: TemporaryFolder | undefined;
  afterEach(() => folder?.remove());

  const filed = (files: Readonly<Record<string, string>>): string => {
    folder = temporaryFolder();
    mkdirSync(join(folder.path, "more"));
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder.path, name), text);
    return folder.path;
  };

  it("are read from all YAML files, with what is left out [EVAL-1]", async () => {
    const scenarios = await readScenarios(
      filed({ "b.yaml": GOOD, "more/a.yml": GOOD.replace("one", "two"), "c.md": "#" }),
    );
    expect(scenarios.map(({ name, file, channel }) => [name, file, channel])).toEqual([
      ["one", "b.yaml", "widget"],
      ["two", join("more", "a.yml"), "widget"],
    ]);
    expect(scenarios[0]?.turns[0]).toEqual({
      says: ["Hello"],
      expect: { owner: ["assistant"], say: [["a"], ["b", "c"]], tickets: { count: 0 } },
    });
  });

  it.each([
    [
      "a word that is no key",
      GOOD.replace("owner:", "ownr:"),
      ':5 scenarios.0.turns.0.expect: Unrecognized key: "ownr"',
    ],
    [
      "an owner that there is not",
      GOOD.replace("assistant", "robot"),
      /^:5 scenarios\.0\.turns\.0\.expect\.owner: must be of assistant, queued/,
    ],
    [
      "a broken expression",
      GOOD.replace("[a,", "['/(/',"),
      /^:5 scenarios\.0\.turns\.0\.expect\.say\.0: must be words in quotes, a regular/,
    ],
    ["words of marks alone", GOOD.replace("[a,", "['**',"), /say\.0: must be words/],
    ["a number for words", GOOD.replace("[a,", "[14,"), /say\.0: must be words in quotes/],
    ["no turns", GOOD.replace(/ {4}turns:[\s\S]*/, "    turns: []\n"), /^:3 scenarios\.0\.turns: /],
    ["a name with spaces", GOOD.replace("one", "one two"), /^:2 scenarios\.0\.name: must be lowercase words/],
    ["no YAML", "scenarios: [", /^:\d+ /],
    ["nothing", "", /^:1 the file: /],
  ])("say what is wrong with %s, and in which line [EVAL-1]", (_, text, problem) => {
    const parsed = parseScenarios(text);
    expect(parsed).toMatchObject({ kind: "broken" });
    if (parsed.kind === "broken") expect(parsed.problems[0]).toMatch(problem);
  });

  it("are refused with every problem of every file [EVAL-1]", async () => {
    const path = filed({ "a.yaml": GOOD, "b.yaml": GOOD, "c.yaml": GOOD.replace("owner:", "ownr:") });
    const reading = readScenarios(path);
    await expect(reading).rejects.toThrow(ScenarioError);
    await expect(reading).rejects.toThrow(/c\.yaml:5 scenarios\.0/);
    await expect(reading).rejects.toThrow(/one is the name of 2 scenarios \(a\.yaml, b\.yaml\)/);
  });

  it("are missed by name [EVAL-1]", async () => {
    await expect(readScenarios("/nowhere/at/all")).rejects.toThrow("/nowhere/at/all cannot be read: ENOENT");
    await expect(readScenarios(filed({}))).rejects.toThrow(/no scenario files/);
  });
});

describe("the scenarios of the sample help centre", () => {
  it("are many, and few of them need a real model [EVAL-4]", async () => {
    const scenarios = await readScenarios(join(ROOT, "knowledge/evals"));
    const needy = scenarios.filter(({ needs }) => needs !== undefined);
    expect(scenarios.length).toBeGreaterThanOrEqual(40);
    expect(needy.length / scenarios.length).toBeLessThan(0.15);
    expect(new Set(scenarios.map(({ channel }) => channel))).toEqual(new Set(["sms", "email", "widget"]));
  });
});
