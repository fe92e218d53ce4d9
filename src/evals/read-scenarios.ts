import { readdir, readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { type Document, LineCounter, parseDocument } from "yaml";
import { SCENARIO_FILE, type Scenario } from "./scenario.ts";

export interface FiledScenario extends Scenario {
  /** Below the folder. */
  readonly file: string;
  /** Keys of the policy that are others here; null: it is as its file says. */
  readonly policy: Readonly<Record<string, unknown>> | null;
}

/** The scenario files are not what they must be. The message names every problem with its file and line. */
export class ScenarioError extends Error {
  override readonly name = "ScenarioError";
}

/** All scenarios of `*.yaml` files in a folder, in the order of the files' names. @throws {ScenarioError} */
export async function readScenarios(folder: string): Promise<readonly FiledScenario[]> {
  const entries = await readdir(folder, { recursive: true }).catch((error: NodeJS.ErrnoException) => {
    throw new ScenarioError(`${folder} cannot be read: ${error.code ?? error.message}`, { cause: error });
  });
  const files = entries.filter((name) => /\.ya?ml$/.test(name)).sort();
  const scenarios: FiledScenario[] = [];
  const problems: string[] = [];
  for (const file of files) {
    const parsed = parseScenarios(await readFile(join(folder, file), "utf8"));
    if (parsed.kind === "read")
      scenarios.push(...parsed.scenarios.map((scenario) => ({ ...scenario, file, policy: parsed.policy })));
    else problems.push(...parsed.problems.map((problem) => `${relative(process.cwd(), join(folder, file))}${problem}`));
  }
  problems.push(...twice(scenarios));
  if (files.length === 0) problems.push(`${folder} has no scenario files (*.yaml)`);
  if (problems.length > 0) throw new ScenarioError(`The scenarios have problems:\n  ${problems.join("\n  ")}`);
  return scenarios;
}

type Parsed =
  | { readonly kind: "read"; readonly scenarios: readonly Scenario[]; readonly policy: FiledScenario["policy"] }
  | { readonly kind: "broken"; readonly problems: readonly string[] };

/** Problems begin with `:line`, and go on with the path within the file. */
export function parseScenarios(text: string): Parsed {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  if (document.errors.length > 0)
    return { kind: "broken", problems: document.errors.map(({ pos, message }) => at(lines, pos[0], message)) };
  const parsed = SCENARIO_FILE.safeParse(document.toJS());
  if (parsed.success) return { kind: "read", ...parsed.data };
  const problems = parsed.error.issues.map(({ path, message }) =>
    at(lines, offsetOf(document, path), `${path.join(".") || "the file"}: ${message}`),
  );
  return { kind: "broken", problems };
}

function at(lines: LineCounter, offset: number, message: string): string {
  return `:${lines.linePos(offset).line} ${message.split("\n")[0]}`;
}

/** Of the deepest part of the path that is there: what is missing has no place. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true) as { range?: readonly number[] } | undefined;
    if (node?.range?.[0] !== undefined) return node.range[0];
  }
  return 0;
}

/** A name tells one scenario from all others, in reports too. */
function twice(scenarios: readonly FiledScenario[]): string[] {
  const files = Map.groupBy(scenarios, ({ name }) => name);
  return [...files]
    .filter(([, same]) => same.length > 1)
    .map(
      ([name, same]) => `${name} is the name of ${same.length} scenarios (${same.map(({ file }) => file).join(", ")})`,
    );
}
