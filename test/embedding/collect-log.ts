import type { Logger } from "pino";
import { createLogger } from "../../src/log.ts";

/** The product's log, and its lines so far. */
export function collectLog(): { readonly log: Logger; readonly lines: readonly Record<string, unknown>[] } {
  const lines: Record<string, unknown>[] = [];
  const log = createLogger("debug", { write: (line: string) => void lines.push(JSON.parse(line)) });
  return { log, lines };
}
