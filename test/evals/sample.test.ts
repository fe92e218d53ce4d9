import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rehearse } from "../../src/commands/rehearse.ts";
import { readConfig } from "../../src/config.ts";
import { readScenarios } from "../../src/evals/read-scenarios.ts";
import type { Report } from "../../src/evals/report.ts";
import { createLogger } from "../../src/log.ts";
import { type TemporaryFolder, temporaryFolder } from "../database/temporary-folder.ts";
import { createTestDatabase, type TestDatabase } from "../harness/database.ts";
import { ROOT } from "../programs/run-program.ts";

describe("the scenarios of the sample help centre, on the stand-in", () => {
  let base: TestDatabase;
  let folder: TemporaryFolder;
  let report: Report;

  beforeAll(async () => {
    base = await createTestDatabase();
    folder = temporaryFolder();
    const config = readConfig({ DATA_DIR: folder.path, KNOWLEDGE_DIR: join(ROOT, "knowledge") });
    const log = createLogger("error", { write: (line: string) => void process.stderr.write(line) });
    report = await rehearse(config, log, {
      scenarios: await readScenarios(join(ROOT, "knowledge/evals")),
      repeat: 1,
      maxMicros: null,
      openDatabase: async () => ({ ...base.database, close: async () => {} }),
      progress() {},
    });
  }, 240_000);

  afterAll(async () => {
    await base.drop();
    folder.remove();
  });

  it("are as expected, all that need no real model [EVAL-3, EVAL-4]", () => {
    const failed = report.scenarios.filter(({ result }) => result === "failed");
    expect(failed.map(({ name, runs }) => [name, ...runs.flatMap(({ failures }) => failures)])).toEqual([]);
    expect(report.scenarios.filter(({ result }) => result === "passed").length).toBeGreaterThan(80);
  });

  it("are each a conversation of its own, on the channel they name, with its limits [EVAL-3]", async () => {
    const { outside } = base.database;
    const played = report.scenarios.filter(({ result }) => result !== "skipped");
    expect(await outside.conversation.count()).toBe(played.length);
    for (const channel of ["sms", "email", "widget"] as const)
      expect(await outside.conversation.count({ where: { channel } })).toBe(
        played.filter((one) => one.channel === channel).length,
      );
  });

  it("are told with what was tried, and with what the ledger has of it [EVAL-5]", async () => {
    const { _sum, _count } = await base.database.outside.modelCall.aggregate({
      _count: true,
      _sum: { costMicros: true },
    });
    const spent = report.scenarios.flatMap(({ runs }) => runs.map((run) => run.spent));
    const total = (name: "calls" | "costMicros") => spent.reduce((sum, one) => sum + one[name], 0);
    // What only informs may come after the answer that is looked at.
    expect(total("calls")).toBeGreaterThan(0.9 * _count);
    expect(total("calls")).toBeLessThanOrEqual(_count);
    expect(total("costMicros")).toBeGreaterThan(0.9 * (_sum.costMicros ?? 0));
    expect(report.model.isStandIn).toBe(true);
    expect(report.fingerprints.prompts.length).toBeGreaterThan(0);
    expect(report.fingerprints.policy).toMatch(/^[\da-f]{16}$/);
  });
});
