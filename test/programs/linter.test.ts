import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type TemporaryFolder, temporaryFolder } from "../database/temporary-folder.ts";
import { ROOT } from "./run-program.ts";

/** Imports against the direction of the design: who, of what. */
const FORBIDDEN = [
  ["src/agent/a.ts", "../database/database.ts"],
  ["src/agent/a.ts", "../conversation/held.ts"],
  ["src/agent/a.ts", "express"],
  ["src/agent/tools/a.ts", "../../contract/index.ts"],
  ["src/contract/a.ts", "../conversation/model.ts"],
  ["src/conversation/a.ts", "../inbound/accept.ts"],
  ["src/conversation/a.ts", "../../channels/sms/create-sms-channel.ts"],
  ["src/database/a.ts", "../conversation/held.ts"],
  ["src/desk/a.ts", "../agent/turn.ts"],
  ["src/http/a.ts", "../desk/routes.ts"],
  ["src/inbound/a.ts", "../turns/turn-worker.ts"],
  ["src/jobs/a.ts", "../outbound/deliver.ts"],
  ["src/knowledge/a.ts", "../desk/act.ts"],
  ["src/outbound/a.ts", "../inbound/ingest.ts"],
  ["src/outbound/a.ts", "../config.ts"],
  ["src/standins/twilio/a.ts", "../../contract/index.ts"],
  ["src/tickets/a.ts", "../agent/turn.ts"],
  ["src/turns/a.ts", "../desk/act.ts"],
  ["src/handoff/a.ts", "../turns/turn-log.ts"],
  ["src/realtime/a.ts", "../desk/authenticate.ts"],
  ["src/realtime/a.ts", "../inbound/accept.ts"],
  ["src/conversation/a.ts", "../realtime/hints.ts"],
  ["src/attachments/a.ts", "../database/database.ts"],
  ["src/verification/a.ts", "../turns/turn-log.ts"],
  ["src/verification/a.ts", "../inbound/accept.ts"],
  ["src/outbound/a.ts", "../verification/send-code.ts"],
  ["src/language/a.ts", "../agent/turn.ts"],
  ["src/privacy/a.ts", "../conversation/model.ts"],
  ["src/knowledge/a.ts", "../privacy/mask.ts"],
  ["channels/sms/a.ts", "../../src/conversation/model.ts"],
  ["channels/sms/a.ts", "../../src/contract/ids.ts"],
  ["channels/sms/a.ts", "../terminal/create-terminal-channel.ts"],
] as const;

/** Imports along it. */
const ALLOWED = [
  ["src/agent/b.ts", "../conversation/model.ts"],
  ["src/conversation/b.ts", "../contract/index.ts"],
  ["src/desk/b.ts", "../http/problem.ts"],
  ["src/inbound/b.ts", "../outbound/receipts.ts"],
  ["src/inbound/b.ts", "../verification/take-code.ts"],
  ["src/turns/b.ts", "../verification/send-code.ts"],
  ["src/verification/b.ts", "../outbound/say.ts"],
  ["src/outbound/b.ts", "../jobs/due-worker.ts"],
  ["src/turns/b.ts", "../agent/turn.ts"],
  ["src/realtime/b.ts", "../conversation/view.ts"],
  ["src/inbound/b.ts", "../attachments/file-store.ts"],
  ["src/inbound/b.ts", "../privacy/mask.ts"],
  ["src/agent/b.ts", "../language/guess-language.ts"],
  ["src/switchboard.ts", "../channels/index.ts"],
  ["channels/sms/b.ts", "../../src/contract/index.ts"],
] as const;

let folder: TemporaryFolder;
let complaints: string[];
beforeAll(() => {
  folder = temporaryFolder();
  cpSync(join(ROOT, ".oxlintrc.json"), join(folder.path, ".oxlintrc.json"));
  const sources = new Map<string, string>();
  for (const [index, [file, from]] of [...FORBIDDEN, ...ALLOWED].entries()) {
    const line = `import { a as a${index} } from "${from}";\nexport const b${index} = a${index};\n`;
    sources.set(file, (sources.get(file) ?? "") + line);
  }
  for (const [file, source] of sources) {
    mkdirSync(dirname(join(folder.path, file)), { recursive: true });
    writeFileSync(join(folder.path, file), source);
  }
  const args = ["--format", "unix", "."];
  const { stdout } = spawnSync(join(ROOT, "node_modules/.bin/oxlint"), args, { cwd: folder.path, encoding: "utf8" });
  complaints = stdout.split("\n").filter((line) => line.includes("no-restricted-imports"));
});
afterAll(() => folder.remove());

it.each(FORBIDDEN)("the linter refuses %s the import of %s [HOUSE-1]", (file, from) => {
  expect(complaints.filter((line) => line.includes(file) && line.includes(`'${from}'`))).toHaveLength(1);
});

it("and nothing that goes along with the design [HOUSE-1]", () => {
  expect(complaints).toHaveLength(FORBIDDEN.length);
});
