import type { KnowledgeStatus } from "../../knowledge/knowledge.ts";
import type { Shelf } from "./open-shelf.ts";
import { plainLine } from "./plain-line.ts";
import { untilVectors } from "./until-vectors.ts";

/** What is in the database is read by then. */
const WAIT_MS = 2_000;

export async function tellStatus({ json }: { readonly json: boolean }, { knowledge, closing }: Shelf): Promise<number> {
  await untilVectors(knowledge, { atMostMs: WAIT_MS, signal: closing });
  const { status } = knowledge;
  process.stdout.write(`${json ? JSON.stringify(status, null, 2) : printStatus(status)}\n`);
  return 0;
}

function printStatus({ articles, drafts, chunks, problems, hidden, vectors, languages }: KnowledgeStatus): string {
  const named = Object.entries(languages).map(([language, count]) => `${count} in ${plainLine(language)}`);
  return [
    `articles   ${articles}${named.length === 0 ? "" : ` (${named.join(", ")})`}`,
    `drafts     ${drafts}`,
    `passages   ${chunks}`,
    `vectors    ${printVectors(vectors)}`,
    `broken     ${problems.length}`,
    ...problems.map(({ file, reason }) => `  ${plainLine(file)}: ${plainLine(reason)}`),
    `left aside ${hidden.length}`,
    ...hidden.map(({ file }) => `  ${plainLine(file)}: an article of this name was removed`),
  ].join("\n");
}

function printVectors({ model, serving, done, total, error }: KnowledgeStatus["vectors"]): string {
  if (model === null) return "turned off: searching goes by words";
  const other = serving === null || serving === model ? "" : `; questions are compared by ${serving}`;
  return `${done} of ${total} by ${model}${other}${error === null ? "" : `; ${plainLine(error)}`}`;
}
