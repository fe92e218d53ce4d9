import { type Imported, importFolder } from "../../knowledge/articles/import-folder.ts";
import type { ImportOptions } from "./knowledge-options.ts";
import type { Shelf } from "./open-shelf.ts";
import { plainLine } from "./plain-line.ts";
import { createProgressBar } from "./progress-bar.ts";
import { untilVectors } from "./until-vectors.ts";

/** Who the desk says wrote them. */
const BY = "import";

/** Stores the articles of a folder, then has their vectors made. Exit code 1 when some could not be taken. */
export async function importArticles(options: ImportOptions, { database, knowledge, closing }: Shelf): Promise<number> {
  const { folder, audience, draft } = options;
  const bar = createProgressBar("articles");
  const onProgress = bar.show;
  const importing = importFolder(folder, { database, audience, draft, by: BY, onProgress, signal: closing });
  const imported = await importing.finally(bar.end);
  process.stdout.write(`${printImported(imported)}\n`);
  await knowledge.refresh();
  const missing = await untilVectors(knowledge, { signal: closing });
  // They are found by words, and a server goes on with the vectors.
  if (missing !== null) process.stderr.write(`Not all can be found by meaning yet: ${missing}\n`);
  return imported.broken.length === 0 ? 0 : 1;
}

function printImported({ stored, unchanged, broken }: Imported): string {
  const lines = broken.map(({ file, reason }) => `  ${plainLine(file)}: ${plainLine(reason)}`);
  return [`${stored} stored, ${unchanged} unchanged, ${broken.length} broken`, ...lines].join("\n");
}
