import type { SearchOptions } from "./knowledge-options.ts";
import type { Shelf } from "./open-shelf.ts";
import { passagesFor } from "./passages-for.ts";
import { printPassages } from "./print-passages.ts";
import { untilVectors } from "./until-vectors.ts";

/** A person waits for the first vectors of a large help centre no longer; what was made by then is kept. */
const WAIT_MS = 15_000;

/** What a customer who asks that would be answered from. Exit code 1 when it is nothing. */
export async function searchArticles(options: SearchOptions, { knowledge, closing }: Shelf): Promise<number> {
  const { query, audience, limit, words, json } = options;
  const missing = words ? null : await untilVectors(knowledge, { atMostMs: WAIT_MS, signal: closing });
  if (missing !== null) process.stderr.write(`Not all is found by meaning: ${missing}\n`);
  const passages = await passagesFor({ query, audience, limit, words }, knowledge);
  if (json) process.stdout.write(`${JSON.stringify({ items: passages }, null, 2)}\n`);
  else process.stdout.write(`${passages.length === 0 ? "nothing found" : printPassages(passages)}\n`);
  return passages.length === 0 ? 1 : 0;
}
