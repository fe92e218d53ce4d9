import { once } from "node:events";
import type { Writable } from "node:stream";
import type { Database } from "../database/database.ts";
import { readConversations } from "./read-conversations.ts";
import { type LineOptions, toLine } from "./to-line.ts";

/**
 * Writes conversations as JSON, one a line, as fast as `out` takes them. Resolves with how many there were; `out` is left
 * open.
 */
export async function exportTranscripts(
  since: Date,
  out: Writable,
  database: Database,
  options: LineOptions,
): Promise<number> {
  let count = 0;
  for await (const conversation of readConversations(since, database)) {
    const isTaken = out.write(`${JSON.stringify(toLine(conversation, options))}\n`);
    if (!isTaken) await once(out, "drain");
    count++;
  }
  return count;
}
